import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { codePage } from '../../src/core/outcome/code-page.ts';
import { REASON_CODES } from '../../src/core/outcome/result.ts';
import { ERROR_CODES } from '../../src/core/values/errors.ts';
import { VERIFY_CODES } from '../../src/core/values/words.ts';
import { anchorOf } from './anchors.ts';

const page = readFileSync('docs/codes.md', 'utf8');
const [entries = '', findings = ''] = page.split(/^## What verify finds$/m);

/** The entries, each by the code that is its heading and its anchor. */
const told = [...entries.matchAll(/^### `([a-z_]+)`\n\n([\s\S]*?)(?=\n#|$(?![\s\S]))/gm)].map(
  ([, code = '', text = '']) => ({ code, text }),
);

test('docs/codes.md has one entry for each reason and each error, and none that is invented', () => {
  const codes = [...new Set<string>([...REASON_CODES, ...ERROR_CODES])];
  expect(told.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

test('every heading of docs/codes.md is an anchor of its own', () => {
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(anchors.filter((anchor, place) => anchors.indexOf(anchor) !== place)).toEqual([]);
  for (const { code } of told) expect(anchors).toContain(code);
});

test('every entry says whether the job is red or green, in three sentences or a few more', () => {
  for (const { code, text } of told) {
    expect(text, code).toMatch(/^\*\*(Red|Green|Library)\b/);
    expect(text.length, code).toBeLessThan(600);
  }
});

test('what verify finds is told in the order of its list', () => {
  expect([...findings.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code)).toEqual(VERIFY_CODES);
});

test('the address of each code is an anchor of that page, at the release that says it', () => {
  const [major] = packageJson.version.split('.');
  const home = `${packageJson.homepage.split('#')[0]}/blob/v${major}/docs/codes.md`;
  for (const { code } of told) expect(codePage(code)).toBe(`${home}#${anchorOf(code)}`);
});
