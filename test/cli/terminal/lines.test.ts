import { describe, expect, test } from 'vitest';
import { columnsOf, cutTo, padded, wrapped } from '../../../src/cli/terminal/columns.ts';
import { aligned, textOfLines } from '../../../src/cli/terminal/lines.ts';

describe('lines', () => {
  test('have colours where the terminal shows them, and else none', () => {
    const lines = [[{ tone: 'bad', text: 'FAIL' }, ' it']] as const;
    expect(textOfLines(lines, { colors: true })).toBe('\u001b[31mFAIL\u001b[39m it\n');
    expect(textOfLines(lines, { colors: false })).toBe('FAIL it\n');
  });

  test('hold no command to the terminal that somebody else wrote', () => {
    const lines = [[{ tone: 'good', text: 'a\u001b[31mb\nc' }, '\u001b[2J\u202e']] as const;
    expect(textOfLines(lines, { colors: true })).toBe('\u001b[32ma\\u{1b}[31mb\\u{a}c\u001b[39m\\u{1b}[2J\\u{202e}\n');
  });
});

test('columns stand below each other, wide letters and emoji too', () => {
  const rows = [
    ['octocat', 'one'],
    ['\u65e5\u672c\u8a9e', 'two'],
    ['\u2705', 'three'],
    [{ tone: 'good', text: 'e\u0301' }, 'four'],
  ] as const;
  const lines = textOfLines(aligned(rows), { colors: false }).split('\n').slice(0, -1);
  expect(lines).toEqual(['octocat  one', '\u65e5\u672c\u8a9e   two', '\u2705       three', 'e\u0301        four']);
  expect(lines.map((line) => columnsOf(line.replace(/\w+$/, '')))).toEqual([9, 9, 9, 9]);
});

test('a text is broken between words, by the columns that it takes', () => {
  expect(wrapped('a text of words', 7)).toEqual(['a text', 'of', 'words']);
  expect(wrapped('\u65e5\u672c \u65e5\u672c a', 7)).toEqual(['\u65e5\u672c', '\u65e5\u672c a']);
  expect(wrapped('unbreakable', 4)).toEqual(['unbreakable']);
});

test.each([
  ['short', 8, 'short'],
  ['exactly8', 8, 'exactly8'],
  ['nine chars', 8, 'nine ch…'],
  ['a word cut', 8, 'a word…'],
  // Two columns each: none is cut in the middle.
  ['漢字漢字漢', 8, '漢字漢…'],
])('%s in %d columns is %s', (text, columns, cut) => {
  expect(cutTo(text, columns)).toBe(cut);
});

test('a text is filled up by its columns, and one that is longer stays', () => {
  expect(padded('漢字', 6)).toBe('漢字  ');
  expect(padded('longer', 3)).toBe('longer');
});
