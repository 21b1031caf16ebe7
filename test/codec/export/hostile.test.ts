import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { exportedLine } from '../../../src/codec/export/names/exported-line.ts';
import { redactedRecord } from '../../../src/codec/export/names/redacted-record.ts';
import { inOrder } from '../../core/by-hand.ts';
import { CLEAR, exportedText, PSEUDONYMS } from '../../support/export/exported.ts';
import { hostileRecords } from '../../support/export/hostile-record.ts';
import { shownRows } from '../../support/export/rows.ts';

// Every hostile text in every place; LibreOffice reads the tables in test/tools.

const RECORDS = hostileRecords();

function valuesIn(text: string): readonly unknown[] {
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe.each([
  ['clear', CLEAR],
  ['pseudonyms', PSEUDONYMS],
] as const)('records full of hostile text, %s', (_, names) => {
  test('are read back strictly from ndjson', async () => {
    const lines = RECORDS.flatMap((record) => inOrder(record).map((entry) => exportedLine(record, entry, names)));
    expect(valuesIn(await exportedText('ndjson', names, RECORDS))).toEqual(lines);
  });

  test('are read back strictly from json', async () => {
    const meant = RECORDS.map((record) => (names.kind === 'clear' ? record : redactedRecord(record, names.of)));
    expect(valuesIn(await exportedText('json', names, RECORDS))).toEqual(meant);
  });

  test('are read back strictly from csv', async () => {
    const text = await exportedText('csv', names, RECORDS);
    expect(parse(text, { record_delimiter: '\r\n' })).toEqual(shownRows('csv', names, RECORDS));
  });
});
