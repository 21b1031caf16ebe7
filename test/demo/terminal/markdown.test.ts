import { describe, expect, test } from 'vitest';
import { shownInTerminal } from '../../../demo/terminal/markdown.ts';

/** What is printed on a page of so many columns, its styles spelt out or left away. */
function shown(markdown: string, { width = 40, styles = false } = {}): readonly string[] {
  const paint = (names: readonly string[], text: string): string => (styles ? `{${names.join(' ')}:${text}}` : text);
  return shownInTerminal(markdown, { width, paint }).split('\n');
}

describe('in a terminal', () => {
  test('a title is bold, its code in another colour, and what is small is faint', () => {
    expect(shown('### ✅ Merged <sub><code>merged</code></sub>', { styles: true })).toEqual([
      '{bold:✅} {bold:Merged} {bold dim cyan:merged}',
    ]);
  });

  test('a link is its text, and what is hidden stays hidden', () => {
    expect(
      shown('See [pull request 2](https://github.com/acme/widgets/pull/2).\n\n<!-- loopforge:record\n{}\n-->'),
    ).toEqual(['See pull request 2.']);
  });

  test('lines break between words, and where the comment breaks them', () => {
    expect(shown('one two three four five six<br>seven\neight', { width: 14 })).toEqual([
      'one two three',
      'four five six',
      'seven',
      'eight',
    ]);
  });

  test('a word is not broken, and no blank is made inside of one', () => {
    expect(shown('a **bold**, `very-long-code`.', { width: 8 })).toEqual(['a bold,', 'very-long-code.']);
  });

  test('a box has a bar in its colour, with the list in it', () => {
    const box = '> [!CAUTION]\n> **maintainer** merged it.\n>\n> - Fix `build`.\n> - Or override.';
    expect(shown(box)).toEqual(['┃ Caution', '┃ maintainer merged it.', '┃', '┃ • Fix build.', '┃ • Or override.']);
    expect(shown(box, { styles: true })[0]).toBe('{red:┃} {red bold:Caution}');
    expect(shown(box.replace('CAUTION', 'NOTE'), { styles: true })[0]).toBe('{blue:┃} {blue bold:Note}');
  });

  test('another quotation has a bar too', () => {
    expect(shown('> said\n> so')).toEqual(['┃ said', '┃ so']);
  });

  test('what is folded is its title, and what is open is all of it', () => {
    expect(
      shown('<details>\n<summary>History, <b>6</b> entries</summary>\n\nwhen · what\n\n</details>\n\nend'),
    ).toEqual(['▸ History, 6 entries', '', 'end']);
    expect(shown('<details open>\n<summary>History</summary>\n\nwhen · what\n\n</details>')).toEqual([
      '▾ History',
      '',
      'when · what',
    ]);
  });

  test('a diagram is left to GitHub', () => {
    expect(shown('```mermaid\nflowchart LR\n  a --> b\n```')).toEqual(['(a diagram, which GitHub draws)']);
  });

  test('other code stands as it is', () => {
    expect(shown('```yaml\nwith:\n  to: merged\n```', { width: 5 })).toEqual(['  with:', '    to: merged']);
  });

  test('lists are numbered or dotted, and go deeper', () => {
    expect(shown('1. one\n2. two\n   - three and four', { width: 12 })).toEqual([
      '1. one',
      '2. two',
      '   • three',
      '     and',
      '     four',
    ]);
  });

  test('a table is aligned, signs of two columns too', () => {
    expect(shown('| # | what | by |\n|--:|---|---|\n| 9 | ✅ done | `hubot` |\n| 10 | merged | – |')).toEqual([
      ' #  what     by',
      '──  ───────  ─────',
      ' 9  ✅ done  hubot',
      '10  merged   –',
    ]);
  });

  test('a table that is too wide is broken between words', () => {
    const table = '| when | what |\n|---|---|\n| 2026-11-22 08:00 | `ci_passed` → `awaiting_review` |';
    expect(shown(table, { width: 30 })).toEqual([
      'when        what',
      '──────────  ───────────────',
      '2026-11-22  ci_passed →',
      '08:00       awaiting_review',
    ]);
  });

  test('a rule is as wide as the page', () => {
    expect(shown('a\n\n---\n\nb', { width: 5 })).toEqual(['a', '', '─────', '', 'b']);
  });
});
