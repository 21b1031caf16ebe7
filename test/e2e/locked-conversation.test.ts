import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import { openStage, type Stage } from './stage.ts';
import { errorsOf, expectTold, resultsOf, warningsOf } from './told.ts';

const ISSUE = 1;

/** An issue whose record has begun, if `recorded`; then its conversation is locked. */
async function lockedIssue({ recorded = true } = {}): Promise<Stage> {
  const stage = await openStage();
  stage.world.openIssue();
  if (recorded) await stage.event('issues', 'opened', { number: ISSUE });
  stage.world.lock(ISSUE);
  return stage;
}

const assigned = (stage: Stage) => stage.event('issues', 'assigned', { number: ISSUE });
const noticesOf = ({ annotations }: Awaited<ReturnType<typeof assigned>>): readonly string[] =>
  annotations.filter(({ name }) => name === 'notice').map(({ message }) => message);

describe('a locked conversation with a record', () => {
  test.each([403, 422] as const)(
    'is written by an edit, and one notice says so (GitHub answers %i)',
    async (status) => {
      const stage = await lockedIssue();
      stage.world.settings.lockedReaction = status;
      stage.world.assign(ISSUE, 'hubot');
      const step = await assigned(stage);
      expectTold(step, 'task_queued');
      expect(noticesOf(step)).toEqual([expect.stringContaining('The conversation is locked')]);
      expect(step.outputs.notice).toBe(noticesOf(step)[0]);
      expect(step.annotations).toHaveLength(1);
      const comment = stage.comment(ISSUE).databaseId;
      expect(stage.requests()).toEqual([
        'GraphQL Item',
        `POST /issues/comments/${comment}/reactions`,
        'GraphQL Item',
        `PATCH /issues/comments/${comment}`,
      ]);
      expectTold(await stage.event('issues', 'labeled', { number: ISSUE }), '–');
      expect(stage.requests()).toEqual(['GraphQL Item']);
    },
  );

  test('keeps what two runs without a lock write at the same moment', async () => {
    const stage = await lockedIssue();
    stage.world.assign(ISSUE, 'hubot');
    const before = stage.version();
    await assigned(stage);
    const back = stage.version() - before;
    // All that the second run reads is of the moment before the first one wrote.
    stage.fake.faults.add({ match: { graphql: 'Item', times: 2 }, fault: { kind: 'stale', back } });
    await stage.event('issues', 'labeled', { number: ISSUE });
    const pull = stage.world.openPull({ closes: [ISSUE] });
    await stage.event('pull_request', 'opened', { pull });
    const record = stage.record(ISSUE);
    expect(record).toMatchObject({ state: 'ci_pending', notes: [{ kind: 'restored' }] });
    expect(faultsOf(record, builtinLifecycle('standard'))).toEqual([]);
  });

  test('that was locked only after it was read is looked at again', async () => {
    const stage = await lockedIssue();
    stage.world.assign(ISSUE, 'hubot');
    stage.world.unlock(ISSUE);
    stage.world.lock(ISSUE);
    stage.fake.faults.add({ match: { graphql: 'Item' }, fault: { kind: 'stale', back: 1 } });
    expectTold(await assigned(stage), 'task_queued');
  });

  test('that may not even be edited is put off, and caught up once it is unlocked', async () => {
    const stage = await lockedIssue();
    stage.world.settings.lockedEdits = false;
    stage.world.assign(ISSUE, 'hubot');
    const step = await assigned(stage);
    expectTold(step, 'deferred (conversation_locked)');
    expect(step.outputs.state).toBe('issue_created');
    stage.world.unlock(ISSUE);
    expectTold(await stage.event('issues', 'unlocked', { number: ISSUE }), 'task_queued');
  });

  test('hushes up no refusal', async () => {
    const stage = await lockedIssue();
    stage.world.settings.lockedEdits = false;
    stage.world.assign(ISSUE, 'hubot');
    stage.world.closeIssue(ISSUE);
    for (const action of ['closed', 'labeled']) {
      const step = await stage.event('issues', action, { number: ISSUE });
      expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', reason: 'gate_not_met' } });
      expect(step.outputs.error).toMatch(/^\w+ (?:merged|closed) .*\.\nNot on the record/);
      expect(JSON.parse(step.outputs.violations ?? '')).toEqual([]);
    }
    stage.world.unlock(ISSUE);
    expectTold(await stage.event('issues', 'unlocked', { number: ISSUE }), 'task_queued red gate_not_met');
  });

  test('goes the same way where the item is a pull request', async () => {
    const stage = await openStage({ settings: 'track: all\n' });
    const pull = stage.world.openPull({ body: '' });
    await stage.event('pull_request', 'opened', { pull });
    stage.world.lock(pull);
    stage.world.check(pull, { conclusion: 'success' });
    expectTold(await stage.event('workflow_run', 'completed', { pull }), 'ci_passed');
    expect(stage.record(pull).state).toBe('ci_passed');
    const other = stage.world.openPull({ body: '' });
    stage.world.lock(other);
    expectTold(await stage.event('pull_request', 'opened', { pull: other }), 'deferred (conversation_locked)');
  });

  test('can be repaired', async () => {
    const stage = await lockedIssue();
    const { databaseId, body } = stage.comment(ISSUE);
    stage.world.editComment(databaseId, body.replace('issue_created', 'approved'), { by: 'monalisa' });
    const step = await stage.step({ command: 'repair', issue: String(ISSUE), reason: 'By mistake.' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged' } });
    expect(stage.record(ISSUE).notes).toMatchObject([{ kind: 'repair' }]);
    stage.world.settings.lockedEdits = false;
    stage.world.editComment(databaseId, body.replace('issue_created', 'merged'), { by: 'monalisa' });
    const refused = await stage.step({ command: 'repair', issue: String(ISSUE), reason: 'By mistake.' });
    expect(refused.outputs).toMatchObject({ outcome: 'failed', reason: 'permission_missing' });
    expect(refused.outputs.error).toContain('Unlock the conversation once');
  });
});

describe('a locked conversation without a record', () => {
  test('is put off, green, until it is unlocked', async () => {
    const stage = await lockedIssue({ recorded: false });
    const step = await stage.event('issues', 'opened', { number: ISSUE });
    expectTold(step, 'deferred (conversation_locked)');
    expect(step.annotations).toMatchObject([{ name: 'notice', message: expect.stringContaining('Unlock') }]);
    expect(stage.marked(ISSUE)).toEqual([]);
    stage.world.unlock(ISSUE);
    expectTold(await stage.event('issues', 'unlocked', { number: ISSUE }), 'created');
  });

  test('hushes up no refusal', async () => {
    const stage = await lockedIssue({ recorded: false });
    stage.world.assign(ISSUE, 'hubot');
    stage.world.closeIssue(ISSUE);
    const step = await stage.event('issues', 'closed', { number: ISSUE });
    expect(step.exitCode).toBe(1);
    expect(errorsOf(step)).toEqual(['LoopForge: gate_not_met']);
    expect(step.outputs).toMatchObject({ 'record-id': '', state: '' });
  });

  test('is put off with `lock: none` too, and begun by who may comment there', async () => {
    const stage = await openStage({ settings: 'lock: none\n' });
    stage.world.openIssue();
    stage.world.lock(ISSUE);
    expectTold(await stage.event('issues', 'opened', { number: ISSUE }), 'deferred (conversation_locked)');
    const asWriter = { token: 'token-of-monalisa' };
    expectTold(await stage.event('issues', 'labeled', { number: ISSUE }, asWriter), 'created');
    const locking = await openStage();
    locking.world.openIssue();
    locking.world.lock(ISSUE);
    expectTold(await locking.event('issues', 'opened', { number: ISSUE }, asWriter), 'created');
    expect(locking.requests().filter((request) => request === 'POST /issues/1/comments')).toHaveLength(1);
  });

  test('stops no sweep', async () => {
    const stage = await openStage();
    for (let at = 0; at < 3; at++) stage.world.openIssue({ assignees: ['hubot'] });
    stage.world.lock(2);
    const step = await stage.sweep();
    expect(step.exitCode).toBe(0);
    expect(resultsOf(step).map((item) => [item['issue-number'], item.outcome])).toEqual([
      [3, 'transitioned'],
      [2, 'deferred'],
      [1, 'transitioned'],
    ]);
    expect(warningsOf(step)).toEqual([]);
  });

  test('is no excuse for a token that may do nothing', async () => {
    const stage = await openStage({ fake: { scopes: { issues: 'read', contents: 'read' } } });
    stage.world.openIssue();
    const step = await stage.event('issues', 'opened', { number: ISSUE });
    expect(step).toMatchObject({ exitCode: 1, outputs: { reason: 'permission_missing' } });
    expect(stage.requests()).toEqual(['GraphQL Item', 'POST /issues/1/reactions']);
  });
});

describe('verifying', () => {
  const verdicts = (step: Awaited<ReturnType<typeof assigned>>) =>
    resultsOf(step).map((item) => [item['issue-number'], item['verdict']]);

  test('names the locked conversations in which no record could be begun', async () => {
    const stage = await openStage({ settings: 'ignore_labels: [epic]\n' });
    const { world } = stage;
    const [old, tracked, locked] = [world.openIssue(), world.openIssue(), world.openIssue()];
    await stage.event('issues', 'opened', { number: tracked });
    const [later, epic, lone] = [
      world.openIssue(),
      world.openIssue({ labels: ['epic'] }),
      world.openPull({ body: '' }),
    ];
    for (const number of [old, tracked, locked, later, epic, lone]) world.lock(number);
    const step = await stage.step({ command: 'verify' });
    expect(step.exitCode).toBe(0);
    expect(verdicts(step)).toEqual([
      [tracked, 'PASS'],
      [later, 'INCONCLUSIVE'],
    ]);
    expect(warningsOf(step)).toEqual([
      expect.stringContaining(`#${later} has no record, and its conversation is locked`),
    ]);
    // Whoever asks for it by name wants to know, however old it is.
    expect(verdicts(await stage.step({ command: 'verify', issue: String(old) }))).toEqual([[old, 'INCONCLUSIVE']]);
    world.unlock(later);
    expect(verdicts(await stage.step({ command: 'verify' }))).toEqual([[tracked, 'PASS']]);
  });
});
