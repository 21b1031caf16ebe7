import { expect, test } from 'vitest';
import { verifyValue } from '../../src/codec/verify/verify-text.ts';
import { recordFullOf } from '../support/export/hostile-record.ts';

/** What such a record cannot have: a known lifecycle with its states, known words, and the address of an issue. */
const ABOUT_LAW = ['unknown_lifecycle', 'illegal_step', 'wrong_binding', 'unknown_kind'];

test.each(['=1+1', '\u0000\u2028', 'n'.repeat(10_000)])('a record full of one text holds in itself: %j', (text) => {
  const { codes } = verifyValue(recordFullOf({ text, number: 1 }));
  expect(codes.filter((code) => !ABOUT_LAW.includes(code))).toEqual([]);
});

test('it holds the text in its states, names, metadata, messages, needs and settings', () => {
  const text = JSON.stringify(recordFullOf({ text: 'marker', number: 1 }));
  expect(text.split('marker').length).toBeGreaterThan(100);
  expect(text).not.toContain('hostile-place');
});
