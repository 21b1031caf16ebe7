import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../../src/codec/lifecycle/builtin.ts';
import { encodeComment } from '../../../src/codec/record/comment.ts';
import { viewHash } from '../../../src/codec/record/comment-view.ts';
import { isSegment } from '../../../src/codec/record/segment.ts';
import { verifyValue } from '../../../src/codec/verify/verify-text.ts';
import { traitsIn } from '../../../src/core/lifecycle/traits.ts';
import type { CommentFact } from '../../../src/core/ports/reading.ts';
import {
  appendEntries,
  emptyRecord,
  type Stamp,
  type TransitionDraft,
} from '../../../src/core/record/append/append.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedCommentId, trustedNodeId } from '../../../src/core/values/ids.ts';
import { joinSegments } from '../../../src/usecase/find-record/whole-record.ts';
import type { World } from '../../support/github/world/world.ts';
import { only, outlineOf, type Stage, setStage } from '../stage.ts';

const BOT = { by: 'github-actions', app: 'github-actions' } as const;
/** Fits a comment of GitHub's, and is more than LoopForge itself would leave in one. */
const MANY = 75;

/** An item whose record has grown by `count` entries: CI failed, was started again, failed … */
async function longStory(count: number): Promise<Stage & { readonly issue: number; readonly pull: number }> {
  const stage = setStage();
  const issue = stage.world.openIssue();
  const pull = stage.world.openPull({ author: 'hubot', closes: [issue] });
  stage.world.check(pull, { name: 'build', conclusion: 'failure' });
  await stage.track(issue);
  for (let left = count; left > 0; left -= MANY) {
    grow(stage, issue, Math.min(left, MANY));
    toggle(stage.world, pull);
    await stage.track(issue);
  }
  return { ...stage, issue, pull };
}

/** Writes further steps into the record comment, as further runs would. */
function grow(stage: Stage, issue: number, count: number): void {
  let record = stage.record(issue);
  const stamp = { ...STAMP, recordedAt: stage.world.now() };
  for (let made = 0; made < count; made += 2) {
    record = appendEntries(record, [step(record, 'ci_pending'), step(record, 'ci_failed')], stamp).record;
  }
  write(stage, issue, record);
}

function write(stage: Stage, issue: number, record: LoopRecord): void {
  const comment = stage.recordComment(issue);
  const visible = 'grown';
  const head = { ...record.head, rev: record.head.rev + 1, view: viewHash(visible) };
  stage.world.editComment(comment.databaseId, encodeComment({ ...record, head }, visible), BOT);
}

function step(record: LoopRecord, to: string): TransitionDraft {
  const { head, pr_url } = record;
  const from = to === 'ci_failed' ? 'ci_pending' : 'ci_failed';
  const evidence = { at: null, facts: { 'checks.state': 'failure' }, checks: { build: 'failure' } };
  const { basis } = head;
  const about = { pr: head.pr, pr_url, sha: head.sha, basis };
  const trigger = to === 'ci_failed' ? 'ci.failed' : 'ci.restarted';
  return {
    ...{ kind: 'transition', from, to, trigger, at: null, source: 'reconstructed', actor: null },
    ...about,
    ...{ evidence, flags: [], metadata: {} },
  };
}

const LIFECYCLE = builtinLifecycle('standard');
const STAMP: Omit<Stamp, 'recordedAt'> = {
  run: null,
  lifecycle: LIFECYCLE.hash,
  settings: null,
  random: (size) => new Uint8Array(size).fill(7),
  traitsOf: traitsIn(builtinLifecycle('standard')),
};

/** Something new for the next run to append. */
function toggle(world: World, pull: number): void {
  world.push(pull);
  world.check(pull, { name: 'build', conclusion: 'failure' });
}

function factsOf(stage: Stage, issue: number): readonly CommentFact[] {
  return stage.world.comments(issue).map((comment) => ({
    ...{ id: trustedNodeId(comment.nodeId), databaseId: trustedCommentId(String(comment.databaseId)) },
    ...{ url: '', body: comment.body },
    ...{ createdAt: comment.createdAt, lastEditedAt: null, author: null, editor: null },
    ...{ viewerDidAuthor: true, viewerCanUpdate: true, revisions: 1 },
  }));
}

function segmentsOf(stage: Stage, issue: number): readonly CommentFact[] {
  return factsOf(stage, issue).filter(({ body }) => isSegment(body));
}

describe('a record that grows', () => {
  test.each([1, 100, 1000, 5000])(
    'by %i entries reads back as one, and holds',
    async (count) => {
      const { issue, ...stage } = await longStory(count);
      const record = stage.record(issue);
      const whole = joinSegments(record, factsOf(stage, issue));
      const entries = entriesOf(whole);
      expect(entries.length).toBeGreaterThanOrEqual(count);
      expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
      expect(verifyValue(whole)).toMatchObject({ codes: [], verdict: 'PASS' });
      expect(record.segments.length).toBeLessThanOrEqual(200);
      for (const { body } of factsOf(stage, issue)) expect(body.length).toBeLessThanOrEqual(60_000);
      const sealed = record.segments.reduce((sum, ref) => sum + ref.last_seq - ref.first_seq + 1, 0);
      expect(sealed + entriesOf(record).length).toBe(entries.length);
    },
    120_000,
  );

  test('is the same story for the next run: nothing is appended twice, and the next step comes', async () => {
    const { issue, pull, ...stage } = await longStory(100);
    const before = stage.record(issue);
    expect(before.segments.length).toBeGreaterThan(0);
    expect((await stage.track(issue)).outcome).toBe('unchanged');
    stage.world.check(pull, { name: 'build', conclusion: 'success' });
    expect(await stage.track(issue)).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    expect(outlineOf(stage.record(issue)).slice(-2)).toEqual(['ci_pending', 'ci_passed']);
  });

  test('seals once when the answer to the sealing was lost, or the run was cut off behind it', async () => {
    const { issue, pull, ...stage } = await longStory(0);
    grow(stage, issue, MANY);
    toggle(stage.world, pull);
    stage.fake.faults.add({
      match: { method: 'POST', path: /\/issues\/\d+\/comments$/ },
      fault: { kind: 'reset', when: 'after' },
    });
    const [ended] = await Promise.all([stage.during(() => stage.run(issue))]);
    expect(only(ended).outcome).toBe('transitioned');
    expect(segmentsOf(stage, issue)).toHaveLength(stage.record(issue).segments.length);
  });
});

test('a record that cannot fit is refused before any part of it is sealed', async () => {
  const { issue, pull, ...stage } = await longStory(0);
  const before = stage.record(issue);
  const genesis = { ...before.genesis, labels: { vast: 'x'.repeat(60_000) } };
  const birth = { ...step(before, 'ci_failed'), from: null };
  const stamp = { ...STAMP, recordedAt: genesis.created_at };
  const { record } = appendEntries(emptyRecord(genesis), [birth, step(before, 'ci_pending')], stamp);
  write(stage, issue, { ...record, head: { ...record.head, rev: before.head.rev } });
  toggle(stage.world, pull);
  for (let again = 0; again < 2; again++) {
    const { outcome, messages } = await stage.track(issue);
    expect({ outcome, messages }).toMatchObject({ outcome: 'failed', messages: [{ code: 'record_invalid' }] });
    expect(messages[0]?.text).toContain('nothing of it is left to seal');
  }
  expect(segmentsOf(stage, issue)).toEqual([]);
});

describe('a segment', () => {
  test('that is missing makes the record unreadable, and is named', async () => {
    const { issue, ...stage } = await longStory(100);
    const record = stage.record(issue);
    const [first] = record.segments;
    const rest = factsOf(stage, issue).filter(({ databaseId }) => databaseId !== first?.comment_id);
    expect(() => joinSegments(record, rest)).toThrow(
      expect.objectContaining({ code: 'record_unreadable', message: expect.stringContaining(`${first?.comment_id}`) }),
    );
  });

  test('that was altered makes the record unreadable, and is named', async () => {
    const { issue, ...stage } = await longStory(100);
    const record = stage.record(issue);
    const altered = factsOf(stage, issue).map((comment) =>
      isSegment(comment.body) ? { ...comment, body: comment.body.replace('"ci_failed"', '"ci_passed"') } : comment,
    );
    expect(() => joinSegments(record, altered)).toThrow(
      expect.objectContaining({ code: 'record_unreadable', message: expect.stringContaining('altered') }),
    );
  });
});
