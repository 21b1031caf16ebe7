import { describe, expect, test } from 'vitest';
import { entryLine } from '../../../src/codec/hook/entry-line.ts';
import { jsonLine } from '../../../src/codec/text/json-line.ts';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import { inOrder } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { CLEAR, exportedText } from '../../support/export/exported.ts';
import { hostileRecords } from '../../support/export/hostile-record.ts';

const RECORDS = hostileRecords(8);

/** What a reader of lines or a terminal could obey; in JSON all below U+0020 is spelled out, but for the line feed at the end. */
const OBEYED = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]|##\[/u;

function linesOf(text: string): readonly string[] {
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

describe('ndjson', () => {
  test('is one entry a line, of every kind, read back as it was, whatever its texts are', async () => {
    const lines = linesOf(await exportedText('ndjson', CLEAR, RECORDS));
    const entries = RECORDS.flatMap((record) => inOrder(record).map((entry) => entryLine(record, entry, 'clear')));
    expect(lines.map((line) => JSON.parse(line))).toEqual(entries);
  });

  test('of plain texts is canonical JSON to the byte', async () => {
    const record = recordOf([aStep(), aRejection({ message: 'no' }), aNote()]);
    const lines = linesOf(await exportedText('ndjson', CLEAR, [record]));
    expect(lines).toEqual(inOrder(record).map((entry) => canonicalize(entryLine(record, entry, 'clear'))));
  });
});

test('json is one record a line, read back as it was', async () => {
  const lines = linesOf(await exportedText('json', CLEAR, RECORDS));
  expect(lines.map((line) => JSON.parse(line))).toEqual(RECORDS);
});

test.each(['ndjson', 'json'] as const)('%s holds nothing that a terminal or a reader of lines obeys', async (name) => {
  const text = await exportedText(name, CLEAR, RECORDS);
  expect(OBEYED.exec(text)?.[0]).toBeUndefined();
  expect(OBEYED.test('a\u202eb')).toBe(true);
});

test('a line spells out what is seen by nobody, and nothing else', () => {
  const text = 'ü 漢 👩\u200d💻 \u2028\u0085\u{e0041}##[x';
  expect(jsonLine({ text })).toBe('{"text":"ü 漢 👩\\u200d💻 \\u2028\\u0085\\udb40\\udc41##\\u005bx"}');
  expect(JSON.parse(jsonLine({ text }))).toEqual({ text });
});
