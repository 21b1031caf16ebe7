import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { cellText, fitCell } from '../../../src/codec/export/table/cell-text.ts';
import { csvCell, readCsvCell } from '../../../src/codec/export/table/csv-cell.ts';
import { Workbook } from '../../../src/codec/export/xlsx/workbook.ts';
import { aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { CLEAR, exportedBytes, exportedText, PSEUDONYMS } from '../../support/export/exported.ts';
import { hostileRecords } from '../../support/export/hostile-record.ts';
import { HOSTILE_EXPORTS } from '../../support/export/hostile-texts.ts';
import { shownRows } from '../../support/export/rows.ts';

const RECORDS = hostileRecords(8);

describe.each([
  ['clear', CLEAR],
  ['pseudonyms', PSEUDONYMS],
] as const)('CSV, %s', (_, names) => {
  test('is read back strictly as it was meant, whatever its texts are', async () => {
    const text = await exportedText('csv', names, RECORDS);
    expect(parse(text, { record_delimiter: '\r\n' })).toEqual(shownRows('csv', names, RECORDS));
  });

  test('has every field in quotes and ends each row with CR LF', async () => {
    const text = await exportedText('csv', names, [recordOf([aStep(), aRejection()])]);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toMatch(/^(?:"[^"]*"(?:,"[^"]*")*\r\n){2}$/);
  });
});

describe('a cell of CSV', () => {
  test('gives back what was meant, and begins no formula where a program might begin a cell', () => {
    for (const text of HOSTILE_EXPORTS.map(cellText)) {
      expect(readCsvCell(csvCell(text))).toBe(text);
      expect(csvCell(text)).not.toMatch(/^[\s"]*[=+\-@＝＋－＠\t\r\n]/);
      expect(csvCell(text)).not.toMatch(/[;\t\r\n][\s"]*[=+\-@＝＋－＠]/);
    }
  });

  test.each([
    ['=1', "'=1"],
    ['  "-1', '\'  "-1'],
    ['＝1', "'＝1"],
    ["'x", "''x"],
    ['x;=1', "x;'=1"],
    ['x\n- y', "x\n'- y"],
    ["x;'y", "x;''y"],
    ['a-b; c', 'a-b; c'],
    ['1,-1', '1,-1'],
  ])('%j is written %j', (text, written) => expect(csvCell(text)).toBe(written));
});

test('a cell shows one kind of line break, and no character that hides or ends something', () => {
  expect(cellText('a\r\nb\rc\u0085d\u2028e\nf\tg')).toBe('a\nb\nc\nd\ne\nf\tg');
  expect(cellText('\u0000\u001b[31m\u009b\u202e\u2066\uffff\u{1ffff}\ud800')).toBe('��[31m������');
  expect(cellText('\u200f שלום \u200d')).toBe('\u200f שלום \u200d');
});

test('a text that is too long for a cell is cut, whole letters alone, and says by how much', () => {
  const long = `a${'😀'.repeat(20_000)}`;
  const cut = fitCell(long);
  expect(cut.length).toBeLessThanOrEqual(32_767);
  expect(cut.isWellFormed()).toBe(true);
  const [, kept = '', more] = /^(.*)… \(\+(\d+)\)$/u.exec(cut) ?? [];
  expect(long.startsWith(kept)).toBe(true);
  expect(kept.length + Number(more)).toBe(long.length);
  expect(fitCell('x'.repeat(32_767))).toBe('x'.repeat(32_767));
});

describe('XLSX', () => {
  test('is the same bytes whenever it is written, and holds no formula', async () => {
    const bytes = await exportedBytes('xlsx', CLEAR, RECORDS);
    expect(bytes.equals(await exportedBytes('xlsx', CLEAR, RECORDS))).toBe(true);
    // The first moment that a ZIP can tell: no clock was asked.
    expect(bytes.subarray(10, 14)).toEqual(Buffer.from([0, 0, 0x21, 0]));
    const parts = unzipSync(bytes);
    expect(Object.keys(parts)).toEqual([
      '_rels/.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      '[Content_Types].xml',
    ]);
    for (const part of Object.values(parts)) {
      expect(strFromU8(part)).not.toMatch(/<f[ >]|[^\P{Cc}\n\t]|[\ufffe\uffff]/u);
    }
  });

  test('goes on in another sheet where one is full, below the same names', () => {
    const workbook = new Workbook({ columns: [{ name: 'n', width: 9 }], sheetName: 'Transitions', mostRows: 3 });
    const chunks = [...workbook.begin()];
    for (let n = 1; n <= 5; n++) chunks.push(...workbook.add([n]));
    const parts = unzipSync(Buffer.concat([...chunks, ...workbook.end()]));
    const sheets = [1, 2, 3].map((n) => strFromU8(parts[`xl/worksheets/sheet${n}.xml`] ?? new Uint8Array()));
    expect(sheets.map((xml) => [...xml.matchAll(/<v>(\d)<\/v>/g)].map(([, n]) => n).join(''))).toEqual([
      '12',
      '34',
      '5',
    ]);
    expect(sheets.map((xml) => /autoFilter ref="(.*?)"/.exec(xml)?.[1])).toEqual(['A1:A3', 'A1:A3', 'A1:A2']);
    expect(sheets.every((xml) => xml.includes('<t>n</t>') && xml.includes('state="frozen"'))).toBe(true);
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).match(/name="[^"]*"/g)).toEqual([
      'name="Transitions"',
      'name="Transitions 2"',
      'name="Transitions 3"',
    ]);
  });

  test('hands out what is done, and keeps nothing back', () => {
    const workbook = new Workbook({ columns: [{ name: 'n', width: 9 }], sheetName: 'Transitions' });
    let most = 0;
    let early = 0;
    workbook.begin();
    for (let n = 0; n < 20_000; n++) {
      const length = workbook.add([`${n} ${Math.sin(n)}`]).reduce((sum, chunk) => sum + chunk.length, 0);
      most = Math.max(most, length);
      early += length;
    }
    const last = workbook.end().reduce((sum, chunk) => sum + chunk.length, 0);
    expect(most).toBeLessThan(200_000);
    expect(early).toBeGreaterThan(last);
  });
});
