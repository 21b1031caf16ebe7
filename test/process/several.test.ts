import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../e2e/stage.ts';
import { errorsOf, expectError, resultsOf, told, warningsOf } from '../e2e/told.ts';
import { tracked } from './tracked.ts';

// The cases of behaviours.test.ts that take several items, or somebody else's hand in a record: each is many processes.

const asMerged = (body: string): string => body.replaceAll('issue_created', 'merged');

function tamper({ world, comment }: Stage): void {
  const { databaseId, body } = comment(1);
  world.editComment(databaseId, asMerged(body), { by: 'monalisa' });
}

describe('the bundle', () => {
  test('sets one status for two issues: the worst of both', async () => {
    const stage = await tracked({ settings: 'status_context: loopforge\n' });
    const pull = stage.world.openPull({ closes: [1, stage.world.openIssue()] });
    stage.world.check(pull, { conclusion: 'success' });
    const status = () => stage.world.state().statuses.at(-1)?.state;
    await stage.event('pull_request', 'opened', { pull });
    expect(status()).toBe('success');
    stage.world.closeIssue(1);
    await stage.event('workflow_run', 'completed', { pull });
    expect(status()).toBe('failure');
  });

  test('finds the item of a check, of a push and of a review', async () => {
    const stage = await tracked();
    const pull = stage.world.openPull({ closes: [1] });
    stage.world.check(pull, { conclusion: 'success' });
    const sha = stage.world.pull(pull).headSha;
    expect((await stage.event('check_run', 'completed', { pull, sha })).outputs.state).toBe('ci_passed');
    stage.world.review(pull, { by: 'monalisa', state: 'approved' });
    expect((await stage.event('pull_request_review', 'submitted', { pull })).outputs.state).toBe('approved');
    const push = await stage.event('push', null, { ref: `refs/heads/change-${pull}` });
    expect(push.outputs['issue-number']).toBe('1');
  });

  test('repairs a damaged record', async () => {
    const stage = await tracked();
    tamper(stage);
    const step = await stage.step({ command: 'repair', issue: '1', reason: 'Edited by mistake.' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged' } });
    expect(stage.record(1).notes).toMatchObject([{ kind: 'repair' }]);
  });

  test('verifies a record, honest and damaged', async () => {
    const stage = await openStage({ as: 'bundle' });
    stage.world.openIssue();
    const run = stage.world.startRun(stage.world.state().branches.get('main') ?? '', {
      workflow: 'loopforge',
      event: 'issues',
    });
    await stage.event('issues', 'opened', { number: 1 }, { env: { GITHUB_RUN_ID: String(run) } });
    const honest = await stage.step({ command: 'verify', issue: '1' });
    expect(honest).toMatchObject({ exitCode: 0, outputs: { verdict: 'PASS' } });
    tamper(stage);
    const damaged = await stage.step({ command: 'verify', issue: '1' });
    expect(damaged).toMatchObject({ exitCode: 1, outputs: { verdict: 'FAIL' } });
    expect(errorsOf(damaged)).toEqual(['LoopForge: record_tampered']);
  });

  test('moves both items of a pull request that closes two', async () => {
    const stage = await tracked();
    const pull = stage.world.openPull({ closes: [1, stage.world.openIssue()] });
    const step = await stage.event('pull_request', 'opened', { pull });
    expect(resultsOf(step).map(({ outcome }) => outcome)).toEqual(['transitioned', 'transitioned']);
    expect(new Set(resultsOf(step).map((item) => item['record-file'])).size).toBe(2);
  });

  test('writes nothing over a record that it cannot read, and warns of one that is not ours', async () => {
    const stage = await tracked();
    const { databaseId, body } = stage.comment(1);
    stage.world.openIssue();
    stage.world.comment(2, body, { by: 'codertocat' });
    const other = await stage.event('issues', 'opened', { number: 2 });
    expect(other.outputs.outcome).toBe('created');
    expect(warningsOf(other)).toEqual([expect.stringContaining('looks like a LoopForge record')]);
    stage.world.editComment(databaseId, body.slice(0, -400), { by: 'github-actions' });
    expectError(await stage.event('issues', 'labeled', { number: 1 }), 'record_unreadable');
  });

  test('makes one record of two', async () => {
    const stage = await tracked();
    const rival = stage.comment(1);
    stage.world.deleteComment(rival.databaseId);
    await stage.event('issues', 'opened', { number: 1 });
    stage.world.comment(1, rival.body, { by: 'github-actions', app: 'github-actions' });
    stage.world.assign(1, 'hubot');
    const step = await stage.event('issues', 'assigned', { number: 1 });
    expect(told(step)).toMatchObject({ steps: ['task_queued'], notes: ['merged_record'], red: null });
  });
});
