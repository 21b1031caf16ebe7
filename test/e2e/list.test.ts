import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { errorsOf, type ItemOutputs, resultsOf, warningsOf } from './told.ts';

const BOT = 'github-actions';

/** #1 waits for CI, #2 was closed by hand although somebody had taken it up, #3 is open. */
async function threeItems(settings = ''): Promise<Stage> {
  const stage = await openStage({ settings });
  const { world } = stage;
  const [one, two, three] = [world.openIssue(), world.openIssue({ assignees: ['hubot'] }), world.openIssue()];
  for (const number of [one, two, three]) await stage.event('issues', 'opened', { number });
  const pull = world.openPull({ closes: [one] });
  await stage.event('pull_request', 'opened', { pull });
  world.closeIssue(two);
  await stage.event('issues', 'closed', { number: two });
  return stage;
}

const list = (stage: Stage, inputs: { readonly [name: string]: string } = {}) =>
  stage.step({ command: 'list', ...inputs });

function byNumber(rows: readonly ItemOutputs[]): readonly ItemOutputs[] {
  return rows.toSorted((one, other) => Number(one['issue-number']) - Number(other['issue-number']));
}

const numbersOf = (rows: readonly ItemOutputs[]) => byNumber(rows).map((row) => row['issue-number']);

describe('command: list', () => {
  test('tells of each item what its record tells, and asks GitHub to write nothing', async () => {
    const stage = await threeItems();
    const before = stage.version();
    const step = await list(stage);
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', changed: 'false', count: '3' } });
    expect(byNumber(resultsOf(step))).toMatchObject([
      { 'issue-number': 1, state: 'ci_pending', 'pull-request-number': 4, violations: [], outcome: 'unchanged' },
      { 'issue-number': 2, state: 'task_queued', 'record-id': 'acme/widgets#2', violations: [{ seq: 3 }] },
      { 'issue-number': 3, state: 'issue_created', 'head-hash': stage.record(3).head.hash, transitions: [] },
    ]);
    expect(resultsOf(step).every(({ since }) => /^\d{4}-\d\d-\d\dT/.test(String(since)))).toBe(true);
    expect(stage.version()).toBe(before);
    expect(stage.requests().filter((one) => !one.startsWith('GraphQL') && !one.startsWith('GET'))).toEqual([]);
  });

  test('shows a table, and warns of what is out of order', async () => {
    const stage = await threeItems();
    const step = await list(stage);
    expect(step.summary).toContain('### LoopForge list: `acme/widgets`\n\n3 items · 1 out of order\n');
    expect(step.summary).toContain('| ⏳ [issue 1](https://github.com/acme/widgets/issues/1) | `ci_pending` | 20');
    expect(step.summary).toContain('[pull request 4](https://github.com/acme/widgets/pull/4)');
    expect(step.summary).toMatch(/\| ❌ \[issue 2\].*`task_queued`.*octocat closed the issue/);
    expect(warningsOf(step)).toEqual([expect.stringMatching(/^#2: Out of order \(entry 3\): /)]);
    expect((await list(stage, { summary: 'false' })).summary).toBe('');
  });

  test('takes a state, an age and a number of items, and says where there are more', async () => {
    const stage = await threeItems();
    const states = await list(stage, { 'filter-state': 'ci_pending\nissue_created' });
    expect(numbersOf(resultsOf(states))).toEqual([1, 3]);
    const merged = await list(stage, { 'filter-state': 'merged' });
    expect(merged.outputs).toMatchObject({
      outcome: 'unchanged',
      count: '0',
      results: '[]',
      notice: 'No record matches.',
    });
    // The world of the test is some months behind the machine's clock.
    expect((await list(stage, { 'older-than': '3d' })).outputs.count).toBe('3');
    expect((await list(stage, { 'older-than': '999999w' })).outputs.count).toBe('0');
    const cut = await list(stage, { limit: '2' });
    expect(cut.outputs.count).toBe('2');
    expect(cut.annotations.at(-1)?.message).toContain('The list ends after 2 items, since "limit" says so');
    expect(cut.summary).toContain('there are more');
    expect((await list(stage, { limit: '3' })).annotations.map(({ message }) => message).join()).not.toContain('limit');
  });

  test('tells of one item alone, and of one that has no record', async () => {
    const stage = await threeItems();
    const one = await list(stage, { issue: '#3' });
    expect(one.outputs).toMatchObject({
      count: '1',
      state: 'issue_created',
      'issue-number': '3',
      allowed: '["task_queued","closed"]',
    });
    const none = await list(stage, { issue: '4' });
    expect(none).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored', reason: 'not_tracked', count: '1' } });
  });

  test('that finds a violation it was asked for is red, once for each item, as the law of the repository says', async () => {
    const stage = await threeItems();
    const asked = { violations: 'true' };
    const red = await list(stage, asked);
    expect(red).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', reason: 'gate_not_met', count: '1' } });
    expect(red.outputs).toMatchObject({ 'issue-number': '2', state: 'task_queued' });
    expect(errorsOf(red)).toEqual(['LoopForge: gate_not_met']);
    const against = await list(stage, { ...asked, 'on-invalid': 'warn' });
    expect(against, 'the law is the file').toMatchObject({ exitCode: 1, outputs: { reason: 'input_invalid' } });
    expect(await list(stage, { ...asked, 'dry-run': 'true' })).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'rejected' },
    });
    const none = await list(stage, { ...asked, 'filter-state': 'ci_pending' });
    expect(none).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', count: '0' } });

    stage.world.putFile('.github/loopforge.yml', 'on_invalid: warn\n');
    const warned = await list(stage, asked);
    expect(warned).toMatchObject({ exitCode: 0, outputs: { outcome: 'rejected' } });
    expect(warningsOf(warned)).toHaveLength(1);
  });

  test('tells of a record that cannot be read, goes on, and is red', async () => {
    const stage = await threeItems();
    const { databaseId, body } = stage.comment(1);
    stage.world.editComment(databaseId, body.slice(0, -400), { by: BOT });
    const step = await list(stage);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'failed', reason: 'record_unreadable', count: '3', 'issue-number': '1' },
    });
    expect(errorsOf(step)).toEqual(['LoopForge: record_unreadable']);
    expect(step.summary).toContain('1 record could not be read');
    expect(step.summary).toContain('> - <code>acme&#47;widgets&#35;1</code>: ');
  });

  test('does not believe a comment of somebody else', async () => {
    const stage = await threeItems();
    stage.world.openIssue();
    stage.world.comment(5, stage.comment(1).body, { by: 'codertocat' });
    expect(numbersOf(resultsOf(await list(stage)))).toEqual([1, 2, 3]);
  });
});
