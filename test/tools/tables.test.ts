import { expect, test, vi } from 'vitest';
import { CLEAR, exportedBytes, PSEUDONYMS } from '../support/export/exported.ts';
import { hostileRecords } from '../support/export/hostile-record.ts';
import { shownRows } from '../support/export/rows.ts';
import { openInCalc } from './support/calc.ts';
import type { SeenSheet } from './support/flat-sheets.ts';
import { describeWithTool, SOFFICE } from './support/tool.ts';

/** How LibreOffice is told to read CSV: separator, quote, UTF-8, first row; at the end, that what is quoted is text. */
const AS_TEXT = '44,34,76,1,,0,true';
/** The same with formulas evaluated, as it once did unasked, by each separator that a program may take by itself. */
const EVALUATED = ['44', '59', '9'].map((separator) => `${separator},34,76,1,,0,false,true,false,false,false,0,true`);

const NAMES = [
  ['clear', CLEAR],
  ['pseudonyms', PSEUDONYMS],
] as const;

const RECORDS = hostileRecords();

// Longer than LibreOffice is given, so that it is always this test that ends it.
vi.setConfig({ testTimeout: 180_000 });

function formulasIn(sheets: readonly SeenSheet[]): readonly string[] {
  return sheets.flatMap(({ rows }) => rows.flat().flatMap(({ text, isFormula }) => (isFormula ? [text] : [])));
}

/** Where a sheet shows another text than was meant, and how many rows it has if those are too few or too many. */
function differences(sheet: SeenSheet | undefined, meant: readonly (readonly string[])[]): readonly string[] {
  const rows = sheet?.rows ?? [];
  const wrong = meant.flatMap((cells, row) =>
    cells.flatMap((text, column) => {
      const seen = rows[row]?.[column]?.text ?? '';
      return seen === text ? [] : [`${row}, ${column}: ${JSON.stringify(seen)} for ${JSON.stringify(text)}`];
    }),
  );
  return rows.length === meant.length && rows.every((row, at) => row.length <= (meant[at]?.length ?? 0))
    ? wrong
    : [...wrong, `${rows.length} rows for ${meant.length}`];
}

describeWithTool(SOFFICE, 'LibreOffice Calc opens records full of hostile text', () => {
  test.each(NAMES)('as XLSX, %s: no formula, every text as it was meant', async (_, names) => {
    const sheets = await openInCalc({ name: 'trail.xlsx', bytes: await exportedBytes('xlsx', names, RECORDS) });
    expect(sheets.map(({ name }) => name)).toEqual(['Transitions']);
    expect(formulasIn(sheets)).toEqual([]);
    expect(differences(sheets[0], shownRows('xlsx', names, RECORDS))).toEqual([]);
  });

  test.each(NAMES)('as CSV, %s: no formula, every text as it was meant', async (_, names) => {
    const bytes = await exportedBytes('csv', names, RECORDS);
    const sheets = await openInCalc({ name: 'trail.csv', bytes, tokens: AS_TEXT });
    expect(formulasIn(sheets)).toEqual([]);
    expect(differences(sheets[0], shownRows('csv', names, RECORDS))).toEqual([]);
  });

  test.each([undefined, ...EVALUATED])('as CSV read by %s: no formula', async (tokens) => {
    const bytes = await exportedBytes('csv', CLEAR, RECORDS);
    const sheets = await openInCalc({ name: 'trail.csv', bytes, ...(tokens === undefined ? {} : { tokens }) });
    expect(sheets[0]?.rows.length).toBeGreaterThan(RECORDS.length);
    expect(formulasIn(sheets)).toEqual([]);
  });

  test('and would show a formula where there is one', async () => {
    const sheets = await openInCalc({
      name: 'trail.csv',
      bytes: Buffer.from('"text","=1+1"\r\n'),
      tokens: EVALUATED[0] ?? '',
    });
    expect(formulasIn(sheets)).toEqual(['2']);
  });
});
