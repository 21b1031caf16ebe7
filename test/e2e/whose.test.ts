import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { isNote, isRejection } from '../../src/core/record/kind.ts';
import { isNoteOf } from '../../src/core/record/notes.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import type { StepResult } from '../support/step.ts';
import { openStage, recordIn, type Stage } from './stage.ts';
import { appendedBy, expectError, expectTold, told } from './told.ts';

/** An issue with a record that was transferred to another repository and is assigned there. */
async function transferred({ settings = '' } = {}) {
  const stage = await openStage({ settings });
  const { world } = stage;
  const issue = world.openIssue();
  await stage.event('issues', 'opened', { number: issue });
  const before = stage.record(issue);
  const gadgets = world.repository('acme/gadgets');
  gadgets.putFile('.github/loopforge.yml', settings);
  gadgets.openIssue();
  const there = world.transferIssue(issue, { to: 'acme/gadgets' });
  gadgets.assign(there, 'hubot');
  stage.fake.setToken('gadgets-token', {
    kind: 'app',
    login: 'github-actions',
    repo: 'acme/gadgets',
    scopes: {
      contents: 'read',
      issues: 'write',
      pull_requests: 'read',
      checks: 'read',
      statuses: 'read',
      actions: 'read',
    },
  });
  const run = (inputs: { readonly [name: string]: string } = {}) =>
    stage.step(
      { issue: String(there), ...inputs },
      { token: 'gadgets-token', env: { GITHUB_REPOSITORY: 'acme/gadgets' } },
    );
  return { stage, before, gadgets, there, run };
}

describe('a transferred issue', () => {
  test('takes its record along, bound to its new place by a note', async () => {
    const { before, gadgets, there, run } = await transferred();
    const step = await run();
    expect(told(step)).toMatchObject({ notes: ['transferred'], steps: ['task_queued'], red: null });
    expect(gadgets.comments(there)).toHaveLength(1);
    const [comment] = gadgets.comments(there);
    const record = recordIn({ body: comment?.body ?? '' });
    expect(record).toMatchObject({
      record_id: `acme/gadgets#${there}`,
      ref: `https://github.com/acme/gadgets/issues/${there}`,
      repo: 'acme/gadgets',
      genesis: before.genesis,
      state: 'task_queued',
      notes: [
        {
          kind: 'transferred',
          was: { data: { from: { record_id: 'acme/widgets#1' }, to: { record_id: `acme/gadgets#${there}` } } },
        },
      ],
    });
  });

  test.each([[['transfers']], [['transfers', 'nodes', 0, 'fromRepository']]])(
    'gets no second record where GitHub does not show where it came from (%j)',
    async (path) => {
      const { stage, gadgets, there, run } = await transferred();
      const before = gadgets.comments(there);
      const fault = { kind: 'partial', type: 'FORBIDDEN', path: ['repository', 'item', ...path] } as const;
      stage.fake.faults.add({ match: { graphql: 'Item', times: 9 }, fault });
      expectError(await run(), 'record_unreadable');
      expect(gadgets.comments(there)).toEqual(before);
      stage.fake.faults.clear();
      expect(told(await run())).toMatchObject({ notes: ['transferred'], red: null });
    },
  );
});

describe('a refusal that is answered for in the very run that finds it, after notes on the record itself', () => {
  const STRICT = 'lifecycle: strict\n';
  const ANSWER = { command: 'transition', to: 'closed', override: 'true', reason: 'Done by a supplier.' };

  /** No way of strict leads from what was taken up to a close by hand. */
  function expectAnswered(step: StepResult, record: LoopRecord, before: string): void {
    const appended = appendedBy(step);
    expect(appended.find(isNote)?.kind).toBe(before);
    const refusal = appended.find(isRejection);
    const answer = appended.at(-1);
    expect(refusal?.code).toBe('gate_not_met');
    expect(answer).toMatchObject({ kind: 'accept', was: { data: { seq: refusal?.seq } } });
    expect(step.outputs).toMatchObject({ reason: 'overridden', violations: '[]' });
    expect(record.head.violations).toMatchObject([{ seq: refusal?.seq, accepted: answer?.seq }]);
    expect(faultsOf(record, builtinLifecycle('strict'))).toEqual([]);
  }

  const answersIn = (step: StepResult) =>
    appendedBy(step).flatMap((entry) => (isNoteOf(entry, 'accept') ? [entry.was.data] : []));

  test('of a second record comment', async () => {
    const stage = await openStage({ settings: STRICT });
    const { world } = stage;
    const issue = world.openIssue({ assignees: ['hubot'] });
    await stage.event('issues', 'opened', { number: issue });
    const rival = stage.comment(issue);
    world.deleteComment(rival.databaseId);
    await stage.event('issues', 'opened', { number: issue });
    world.comment(issue, rival.body, { by: 'github-actions', app: 'github-actions' });
    world.closeIssue(issue);
    const dry = await stage.step({ issue: String(issue), ...ANSWER, 'dry-run': 'true' });
    const step = await stage.step({ issue: String(issue), ...ANSWER });
    expectAnswered(step, stage.record(issue), 'merged_record');
    expect(answersIn(dry)).toEqual(answersIn(step));
    expectTold(await stage.event('issues', 'closed', { number: issue }), '–');
  });

  test('of its transfer', async () => {
    const { gadgets, there, run } = await transferred({ settings: STRICT });
    gadgets.closeIssue(there);
    const step = await run(ANSWER);
    const [comment] = gadgets.comments(there);
    expectAnswered(step, recordIn({ body: comment?.body ?? '' }), 'transferred');
  });
});

describe('two record comments', () => {
  test('become one: the oldest stays, takes in what the other holds, and the other is removed', async () => {
    const stage = await openStage();
    const { world } = stage;
    const issue = world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const rival = stage.comment(issue);
    world.deleteComment(rival.databaseId);
    await stage.event('issues', 'opened', { number: issue });
    const { databaseId } = stage.comment(issue);
    world.comment(issue, rival.body, { by: 'github-actions', app: 'github-actions' });
    world.assign(issue, 'hubot');
    const step = await stage.event('issues', 'assigned', { number: issue });
    expect(told(step)).toMatchObject({ steps: ['task_queued'], notes: ['merged_record'], red: null });
    expect(stage.comment(issue).databaseId).toBe(databaseId);
    expect(stage.record(issue).notes).toMatchObject([
      { kind: 'merged_record', was: { kept: [], named: [recordIn(rival).head.hash] } },
    ]);
    expectTold(await stage.event('issues', 'labeled', { number: issue }), '–');
  });
});

describe('a record that this token cannot change', () => {
  /** A record kept by `github-actions`, and a person with no more than read access whose token is used from now on. */
  async function handedOver(): Promise<Stage & { readonly issue: number; readonly token: string }> {
    const stage = await openStage({ settings: 'trusted_authors: [21031067]\n' });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    stage.world.assign(issue, 'hubot');
    return { ...stage, issue, token: 'token-of-codertocat' };
  }

  test('is left as it stands, and a new comment continues it', async () => {
    const stage = await handedOver();
    const old = stage.comment(stage.issue);
    const before = recordIn(old);
    const step = await stage.event('issues', 'assigned', { number: stage.issue }, { token: stage.token });
    expect(told(step)).toMatchObject({ notes: ['continued'], steps: ['task_queued'], red: null });
    const [kept, next, ...more] = stage.marked(stage.issue);
    expect(more).toEqual([]);
    expect(kept).toEqual(old);
    expect(next).toMatchObject({ author: 'codertocat', edits: [] });
    const record = recordIn(next ?? { body: '' });
    const continues = { comment_id: String(old.databaseId), hash: before.head.hash };
    expect(record).toMatchObject({
      continues,
      state: 'task_queued',
      genesis: before.genesis,
      head: { rev: 1, seq: 3 },
    });
    expect(record.notes).toMatchObject([
      { kind: 'continued', was: { data: continues }, seq: 2, prev_hash: before.head.hash },
    ]);
    expect(record.transitions[0]).toEqual(before.transitions[0]);
    expect(step.outputs['comment-id']).toBe(String(next?.databaseId));
  });

  test('goes on in the new comment from then on, whoever looks', async () => {
    const stage = await handedOver();
    await stage.event('issues', 'assigned', { number: stage.issue }, { token: stage.token });
    const [old, next] = stage.marked(stage.issue);
    const again = await stage.event('issues', 'assigned', { number: stage.issue }, { token: stage.token });
    expectTold(again, '–');
    const pull = stage.world.openPull({ closes: [stage.issue] });
    expectTold(await stage.event('pull_request', 'opened', { pull }, { token: stage.token }), 'pr_created ci_pending');
    stage.world.check(pull, { conclusion: 'success' });
    expectTold(await stage.event('workflow_run', 'completed', { pull }), 'ci_passed');
    const after = stage.marked(stage.issue);
    expect(after.map(({ databaseId }) => databaseId)).toEqual([old?.databaseId, next?.databaseId]);
    expect(after[0]).toEqual(old);
    expect(recordIn(after[1] ?? { body: '' })).toMatchObject({
      state: 'ci_passed',
      continues: { comment_id: String(old?.databaseId) },
      notes: [{ kind: 'continued' }],
      head: { rev: 3 },
    });
  });

  test('also without a lock, and nothing is written where nothing is to be', async () => {
    const stage = await handedOver();
    const options = { token: stage.token, inputs: { lock: 'none' } };
    const step = await stage.event('issues', 'assigned', { number: stage.issue }, options);
    expect(told(step)).toMatchObject({ notes: ['continued'], steps: ['task_queued'], red: null });
    expect(stage.requests()).toEqual(['GraphQL Item', 'POST /issues/1/comments', 'GraphQL Item']);
    const version = stage.version();
    expect(appendedBy(await stage.event('issues', 'labeled', { number: stage.issue }, options))).toEqual([]);
    expect(stage.version()).toBe(version);
  });
});
