import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { missingNeed, missingNeedOfEach, type Need } from '../../src/core/lifecycle/need.ts';
import { lostGate, refusedStep } from '../../src/core/words/messages/record-messages.ts';
import { missingNeedSentence, needSentences } from '../../src/core/words/needs/missing-words.ts';
import { overrideAdvice } from '../../src/core/words/refusals/override-advice.ts';

const doc = readFileSync('docs/out-of-order.md', 'utf8');
const blocks = [...doc.matchAll(/```(?<kind>\w+)\n(?<text>[\s\S]*?)```/g)].map(({ groups }) => groups ?? {});
const workflows = blocks.flatMap(({ kind, text = '' }) => (kind === 'yaml' ? [text] : []));
const needSentence = (need: Need): string => needSentences([need]).join();
const passed = { ...missingNeedOfEach('failed', ['build']), to: 'ci_passed' };

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
  expect(blocks.find(({ kind }) => kind === 'text')?.['text']).toContain(
    `\n${refusedStep('ci_failed', 'merged', ['ci_pending'], needSentence(passed))}\n`,
  );
  const said = [
    needSentence(passed),
    needSentence({ ...missingNeedOfEach('running', ['build']), to: 'ci_passed' }),
    needSentence({ ...missingNeed('no_checks'), to: 'ci_passed' }),
    needSentence({ ...missingNeed('approvals'), to: 'approved' }),
    needSentence({ ...missingNeed('changes_requested', ['monalisa']), to: 'approved' }),
    missingNeedSentence(missingNeed('not_merged', ['#2']), { issue: 1 }),
    `closed needs: ${missingNeedSentence(missingNeed('pull_request', [], { merged: 0 }), { issue: null }).split(' write')[0]} write …`,
    lostGate('ci_passed', '…', ''),
    lostGate('approved', '…', ''),
    refusedStep('closed', 'task_queued', [], '').split('. ')[1],
  ];
  for (const sentence of said) expect(doc).toContain(`\`${sentence}\``);
});
