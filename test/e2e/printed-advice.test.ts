import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cli } from '../cli/run-cli-here.ts';
import type { LifecycleName } from '../stories/story.ts';
import { STORIES } from '../stories/table.ts';
import { perform, stageFor } from './perform.ts';
import { openStage } from './stage.ts';
import { expectTold, told } from './told.ts';

interface PrintedStep {
  readonly uses: string;
  readonly with: { readonly [input: string]: unknown };
}

/** The only step in a text, as a workflow would read it. */
function stepIn(text: string): PrintedStep {
  const [only, ...more]: readonly PrintedStep[] = parse(text);
  if (only === undefined || more.length > 0) throw new Error('one step was expected');
  return only;
}

function inputsOf(step: PrintedStep): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(step.with).map(([name, value]) => [name, String(value)]));
}

const FENCED = /```yaml\n([\s\S]*?)\n```/;

test.each<[string, LifecycleName, number, string]>([
  ['19', 'standard', 3, 'ci_pending ci_passed merged closed (overridden)'],
  ['23', 'standard', 3, 'closed (overridden)'],
  ['60', 'standard', 5, '(note accept) (overridden)'],
  ['64', 'standard', 4, '(note accept) (overridden)'],
  ['22', 'strict', 2, '(note accept) (overridden)'],
  ['07', 'strict', 3, '(note accept) (overridden)'],
])('story %s in %s: the step that the summary prints heals what event %i was refused for', async (...args) => {
  const [id, lifecycle, row, expected] = args;
  const story = STORIES.find((one) => one.id === id);
  if (story === undefined) throw new Error(`there is no story ${id}`);
  const stage = await stageFor(story, lifecycle);
  let summary = '';
  for (const next of story.rows.slice(0, row)) {
    const step = await perform(stage, story, next);
    if (told(step).red !== null) ({ summary } = step);
  }
  const printed = stepIn(FENCED.exec(summary)?.[1] ?? '');
  expect(printed.uses).toMatch(/^loopforge\/loopforge@v\d$/);
  const inputs = inputsOf(printed);
  expect(Object.keys(inputs)).toEqual(['command', 'issue', 'to', 'override', 'reason']);
  const shown = await cli(['show', 'acme/widgets#1'], { api: stage.fake });
  expect(stepIn(shown.stdout.slice(shown.stdout.indexOf('- uses:')).split('\n\n')[0] ?? '')).toEqual(printed);
  const healed = await stage.step(inputs);
  expectTold(healed, expected);
  expect(healed.outputs.violations).toBe('[]');
  const after = await cli(['show', 'acme/widgets#1'], { api: stage.fake });
  expect(after.stdout).not.toContain('- uses:');
});

test('a refused override advises no other', async () => {
  const [story] = STORIES;
  if (story === undefined) throw new Error('there are no stories');
  const stage = await stageFor(story, 'standard');
  for (const row of story.rows.slice(0, 3)) await perform(stage, story, row);
  const step = await stage.step({ command: 'transition', issue: '1', to: 'merged', override: 'true', reason: 'Now.' });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', reason: 'guard_false' } });
  expect(step.summary).not.toMatch(FENCED);
  const claim = await stage.step({ command: 'transition', issue: '1', to: 'merged' });
  expect(claim.exitCode).toBe(1);
  expect(claim.summary).not.toMatch(FENCED);
});

describe('the advice depends on what can still end the refusal', () => {
  test('an approval that was missing at the merge comes too late: only a person can answer for it', async () => {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull });
    stage.world.merge(pull);
    const { summary } = await stage.event('pull_request', 'closed', { pull });
    expect(summary).toContain('Only a person can settle this');
    expect(summary).not.toContain('Settled when');
    expect(summary).toMatch(FENCED);
    stage.world.review(pull, { by: 'monalisa', state: 'approved' });
    await stage.event('pull_request_review', 'submitted', { pull });
    expect(stage.record(1).state).toBe('awaiting_review');
  });

  test('so it is for what strict refuses to reopen', async () => {
    const stage = await openStage({ settings: 'lifecycle: strict\n' });
    const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'success' });
    stage.world.merge(pull);
    await stage.event('pull_request', 'closed', { pull });
    stage.world.reopenIssue(1);
    const { summary } = await stage.event('issues', 'reopened', { number: 1 });
    expect(summary).toContain('Only a person can settle this');
    expect(summary).toMatch(FENCED);
  });

  test('but a check of then may be run again', async () => {
    const stage = await openStage();
    const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'failure' });
    stage.world.merge(pull);
    expect((await stage.event('pull_request', 'closed', { pull })).summary).toContain(
      'Settled when it passes for the commit ',
    );
  });
});
