import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromColumn, fromJsonb, toColumn, toJsonb } from '../../../../src/adapters/store/postgres/jsonb-text.ts';
import { RUNS } from '../../../support/runs.ts';

/** Texts of what is special here: U+0000, the escape, digits that follow it, backslashes and quotes. */
const ODD_TEXT = fc.string({ unit: fc.constantFrom('\0', '\u001a', '0', '1', '\\', 'u', '"', 'a', '\u001b', '😀') });

test('every record comes back, and what is stored has no U+0000', () => {
  fc.assert(
    fc.property(fc.dictionary(ODD_TEXT, fc.oneof(ODD_TEXT, fc.array(ODD_TEXT))), (record) => {
      const stored: unknown = JSON.parse(toJsonb(JSON.stringify(record)));
      const jsonb = JSON.stringify(stored);
      expect(jsonb.replaceAll('\\\\', '')).not.toContain('\\u0000');
      expect(JSON.parse(fromJsonb(jsonb))).toEqual(JSON.parse(JSON.stringify(record)));
    }),
    RUNS,
  );
});

test('a column has the same text as the record that it follows from, and no two texts are the same there', () => {
  fc.assert(
    fc.property(ODD_TEXT, ODD_TEXT, (one, other) => {
      expect(toColumn(one)).not.toContain('\0');
      expect(toColumn(one)).toBe(JSON.parse(toJsonb(JSON.stringify(one))));
      expect(fromColumn(toColumn(one))).toBe(one);
      expect(toColumn(one) === toColumn(other)).toBe(one === other);
    }),
    RUNS,
  );
});

test('half a character is in no record, and so no record is found by it', () => {
  expect(fromColumn(toColumn('\ud800'))).not.toBe('\ufffd');
  fc.assert(
    fc.property(ODD_TEXT, (text) => {
      expect(toColumn(text)).not.toBe(toColumn(`${text}\ud800`));
    }),
    RUNS,
  );
});

test('what needs no escape stays as it is', () => {
  const text = JSON.stringify({ state: 'merged', note: 'C:\\users\\u0041', line: 'a\nb', sign: '🚀' });
  expect(toJsonb(text)).toBe(text);
  expect(fromJsonb(text)).toBe(text);
});
