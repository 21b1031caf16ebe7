import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type MissingNeed, missingNeed, missingNeedOfEach } from '../../src/core/lifecycle/need.ts';
import { withCodePage } from '../../src/core/outcome/code-page.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import { instantOf } from '../../src/core/values/instant.ts';
import { overrideAdvice } from '../../src/core/words/refusals/override-advice.ts';
import { refusalSentence } from '../../src/core/words/refusals/refusal-words.ts';
import type { RefusedStep } from '../../src/core/words/refusals/refused-act.ts';
import { remedySentence } from '../../src/core/words/refusals/remedy-words.ts';

const doc = readFileSync('docs/out-of-order.md', 'utf8');
const blocks = [...doc.matchAll(/```(?<kind>\w+)\n(?<text>[\s\S]*?)```/g)].map(({ groups }) => groups ?? {});
const workflows = blocks.flatMap(({ kind, text = '' }) => (kind === 'yaml' ? [text] : []));

interface PastedStep {
  readonly uses: string;
  readonly with: object;
}

test('docs/out-of-order.md tells of every code of a refusal', () => {
  const codes = [...doc.matchAll(/^\|[^|]+\| `(\w+)`/gm)].map(([, code]) => code);
  expect([...new Set(codes)].toSorted()).toEqual([
    'gate_lost',
    'gate_not_met',
    'guard_false',
    'illegal_transition',
    'issue_required',
    'vetoed',
  ]);
});

test('docs/out-of-order.md shows the step that is printed, and a workflow around it', () => {
  const printed: readonly PastedStep[] = parse(overrideAdvice({ issue: 42, to: 'merged' }));
  const [step, whole] = workflows;
  const shown: readonly PastedStep[] = parse(step ?? '');
  const reason = expect.any(String);
  expect(shown).toEqual(printed.map((one) => ({ ...one, with: { ...one.with, reason } })));
  const workflow: { readonly jobs: { readonly override: { readonly steps: readonly PastedStep[] } } } = parse(
    whole ?? '',
  );
  const own = workflow.jobs.override.steps.map((one) => [one.uses, Object.keys(one.with)]);
  expect(own).toEqual(printed.map((one) => [one.uses, Object.keys(one.with)]));
});

test('docs/out-of-order.md quotes what a run says', () => {
  const words = { remedies: ['proof'], mayOverride: true, about: { issue: 42 } } as const;
  const told = [refusalSentence(OVER_RED, 'issue'), remedySentence({ refused: OVER_RED, ...words })].join('\n');
  expect(blocks.find(({ kind }) => kind === 'text')?.['text']?.trim()).toBe(withCodePage(told, OVER_RED.code));
  const merged = (...needs: readonly MissingNeed[]): RefusedStep => ({ ...OVER_RED, needs });
  const closed = (...needs: readonly MissingNeed[]): RefusedStep => ({ ...merged(...needs), cause: 'x|close|||0' });
  const lost = (gate: string): RefusedStep => ({ ...OVER_RED, code: 'gate_lost', cause: `gate_lost|${gate}|2|s|0` });
  const claimed = (to: string, code: string, ...needs: readonly MissingNeed[]): RefusedStep => ({
    ...OVER_RED,
    ...{ source: 'asserted', from: 'ci_pending', at: null, to, code, needs },
  });
  const running = missingNeedOfEach('running', ['build']);
  const said = [
    OVER_RED,
    merged(running),
    merged(missingNeed('no_checks')),
    merged(missingNeed('approvals')),
    merged(missingNeed('changes_requested', ['monalisa'])),
    closed(missingNeed('pull_request', [], { merged: 0 })),
    closed(missingNeed('not_merged', ['#2'])),
    lost('ci_passed'),
    lost('approved'),
    { ...OVER_RED, code: 'illegal_transition', cause: 'illegal_transition|1', from: 'closed' },
    claimed('merged', 'illegal_transition'),
    claimed('ci_passed', 'gate_not_met', running),
    claimed('closed', 'guard_false', missingNeed('condition', ['a && b'])),
    {
      ...OVER_RED,
      ...{ code: 'vetoed', cause: 'vetoed|merged|2|s|0', from: 'ci_passed', reason: 'Not on a Friday.' },
      needs: [missingNeed('vetoed', ['security'])],
    },
  ] satisfies readonly RefusedStep[];
  for (const refused of said) expect(doc).toContain(`| ${asQuoted(refusalSentence(refused, 'issue'))} |`);
});

const OVER_RED: RefusedStep = {
  ...{ code: 'gate_not_met', cause: 'gate_not_met|merge|2|s|0', from: 'ci_failed', to: 'merged', source: 'observed' },
  ...{
    actor: { id: '583231', login: 'maintainer', type: 'User' },
    at: instantOf(Date.parse('2026-11-23T08:50:07Z')),
    pr: 2,
  },
  ...{ sha: trustedSha('78b3ba12'), needs: [missingNeedOfEach('failed', ['build'])], reason: null },
};

/** Who, when and which commit are another each time. */
function asQuoted(sentence: string): string {
  return sentence
    .replace(/^maintainer /, '… ')
    .replace(/ on \d+ \w+ \d{4} at \d\d:\d\d UTC/, ' …')
    .replace(/ `78b3ba1`\.$/, ' …');
}
