import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSpan, plain } from '../../../src/report/markdown/escape.ts';
import { anyText, HOSTILE_TEXTS } from '../../support/arbitraries.ts';
import { renderings } from '../../support/rendered.ts';
import { slowRuns } from '../../support/runs.ts';
import { expectNothingLive } from '../nothing-live.ts';

describe('codeSpan', () => {
  test.each([
    ['octocat', '`octocat`'],
    ['dependabot[bot]', '`dependabot[bot]`'],
    ['ci_pending', '`ci_pending`'],
    ['build / test (24)', '`build / test (24)`'],
    ['@team', '<code>&#64;team</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a`b', '<code>a&#96;b</code>'],
    ['-->', '<code>&#45;&#45;&#62;</code>'],
    [' x', '<code> x</code>'],
    ['a\nb', '<code>a&#92;u000ab</code>'],
    ['\u202ex', '<code>&#92;u202ex</code>'],
    ['', '(empty)'],
  ])('%j is %s', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('shows the text as it is, does nothing else, also in a table cell', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const span = codeSpan(text, 10_000);
        for (const markdown of [span, `- ${span}`, `> ${span}`, `| a | b |\n|---|---|\n| ${span} | x |`]) {
          const { gfm } = renderings(markdown);
          expectNothingLive(markdown);
          const code = gfm.elements.filter(({ name }) => name === 'code').map((element) => element.text);
          expect(code).toEqual(text === '' ? [] : [visible(text)]);
        }
      }),
      slowRuns(100),
    );
  });

  test('keeps within its limit, and cuts between characters', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        expect(codeSpan(text, limit).length).toBeLessThanOrEqual(limit + '<code>…</code>'.length);
      }),
    );
    expect(codeSpan('\u{1f600}\u{1f600}', 10)).toBe('<code>&#128512;…</code>');
  });
});

describe('plain', () => {
  test.each([
    ['The checks have failed: build, "lint" (twice).', 'The checks have failed: build, "lint" (twice).'],
    ['Invalid transition: ci_failed → merged.', 'Invalid transition: `ci_failed` → merged.'],
    ['ask @octocat', 'ask <code>&#64;octocat</code>'],
    ['see #43.', 'see <code>&#35;43</code>.'],
    ['in pull request 43 and 44', 'in pull request 43 and 44'],
    ['the condition `a && b`; and `c`', 'the condition <code>a &#38;&#38; b</code>; and `c`'],
    ['`a``b`', '`a` `b`'],
    ['an `open quote', 'an <code>&#96;</code>open quote'],
    ['1. first', '`1.` first'],
    ['- item', '`-` item'],
    ['commit deadbee', 'commit `deadbee`'],
    ['two\nlines', 'two lines'],
    ['', ''],
  ])('%j is %s', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test('never becomes anything live, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        for (const text of [one, `${one} ${other}`, `${one}\`${other}`, `${one}\n${other}`]) {
          const line = plain(text);
          expect(line).not.toContain('\n');
          for (const markdown of [line, `- ${line}`, `> ${line}`, `**x** ${line}<br>\ny`]) {
            expectNothingLive(markdown, ['p', 'ul', 'li', 'blockquote', 'strong', 'br', 'code']);
          }
        }
      }),
      slowRuns(150),
    );
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('%j is harmless', (text) => {
    expectNothingLive(plain(`before ${text} after`));
    expectNothingLive(plain(text));
  });

  test('is cut at its limit', () => {
    const line = plain('word '.repeat(1000), 50);
    expect(line.length).toBeLessThanOrEqual(52);
    expect(line).toMatch(/ …$/);
  });
});

/** What cannot be seen is shown as its number. */
function visible(text: string): string {
  const shown = [...text].map((character) =>
    character !== ' ' && /^[\p{C}\p{Z}]$/u.test(character)
      ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
      : character,
  );
  return shown.join('');
}
