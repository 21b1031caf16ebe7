import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { OUTCOMES, REASON_CODES } from '../../src/core/outcome/result.ts';
import { NEED_KINDS } from '../../src/core/values/words.ts';
import { overrideAdvice } from '../../src/core/words/refusals/override-advice.ts';

const doc = readFileSync('docs/outcomes.md', 'utf8');

/** The words in the first column of a section's table. */
function wordsOf(title: string): readonly string[] {
  const section = doc.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  const cells = [...section.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)).toSorted();
}

test.each([
  ['Outcomes', OUTCOMES],
  ['Reasons', REASON_CODES],
  ['What is missing', NEED_KINDS],
])('docs/outcomes.md tells of all that there are: %s', (title, words) => {
  expect(wordsOf(title)).toEqual([...words].toSorted());
});

test('docs/outcomes.md shows the step that is printed', () => {
  const shown: readonly { readonly with: object }[] = parse(/```yaml\n([\s\S]*?)```/.exec(doc)?.[1] ?? '');
  const printed: readonly { readonly with: object }[] = parse(overrideAdvice({ issue: 42, to: 'merged' }));
  const reason = expect.any(String);
  expect(shown).toEqual(printed.map((step) => ({ ...step, with: { ...step.with, reason } })));
});
