import { describe, expect, test } from 'vitest';
import { cli } from '../cli/run-cli-here.ts';
import { errorsOf, warningsOf } from '../e2e/told.ts';
import { nextForged, nth } from './forge.ts';
import { type Kept, openKept, verify } from './kept.ts';
import { BOT, bodyOf, recordIn } from './scene.ts';
import { takenUp, underReview, wholeLife } from './whole-life.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

function deleteRecord(stage: Kept, issue: number, by: string): void {
  stage.world.advance(HOUR);
  stage.world.deleteComment(stage.comment(issue).databaseId, { by });
}

/** An issue, opened and recorded as it happens. */
async function opened(stage: Kept): Promise<number> {
  const issue = stage.world.openIssue();
  await stage.run('issues', 'opened', { number: issue });
  return issue;
}

/** Ways for a record to be gone, by who can. */
const GONE: readonly (readonly [how: string, by: string, which: 'first' | 'last' | 'only' | 'closed'])[] = [
  ['the only one, by a writer', 'monalisa', 'only'],
  ['the only one, by another workflow', 'github-actions', 'only'],
  ['the oldest one', 'monalisa', 'first'],
  ['the newest one', 'monalisa', 'last'],
  ['that of an item that is over', 'octocat', 'closed'],
];

describe('a record that was deleted', () => {
  test.each(GONE)('%s', async (_, by, which) => {
    const stage = await openKept();
    const items =
      which === 'only' ? [await opened(stage)] : [await opened(stage), await opened(stage), await opened(stage)];
    const gone = nth(items, which === 'last' ? -1 : 0);
    if (which === 'closed') {
      stage.world.closeIssue(gone, { reason: 'not_planned' });
      await stage.run('issues', 'closed', { number: gone });
    }
    deleteRecord(stage, gone, by);
    stage.world.advance(10 * DAY);
    const found = await verify(stage, null);
    expect(found, found.text).toMatchObject({
      verdict: 'INCONCLUSIVE',
      codes: expect.arrayContaining(['comment_deleted']),
    });
    expect(found.step.exitCode).toBe(0);
    expect(warningsOf(found.step).join('\n')).toMatch(
      new RegExp(`${by} \\(id \\d+\\) deleted a comment of github-actions`),
    );
    const red = await verify(stage, null, { inputs: { 'on-inconclusive': 'fail' } });
    expect(red.step).toMatchObject({ exitCode: 1, outputs: { verdict: 'INCONCLUSIVE', outcome: 'failed' } });
    expect(errorsOf(red.step).length).toBeGreaterThan(0);
  });

  test('is told by the command line too, and by the setting in the file', async () => {
    const stage = await openKept({ settings: 'on_inconclusive: fail\n' });
    const issue = await opened(stage);
    deleteRecord(stage, issue, 'monalisa');
    const all = await cli(['verify', '--all', '--repo', 'acme/widgets'], { api: stage.fake });
    expect(all).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('UNCLEAR  comment_deleted') });
    expect((await verify(stage, null)).step.exitCode).toBe(1);
  });

  test('where records begin once items are taken up, only of one that was', async () => {
    const stage = await openKept({ settings: 'begin: task_queued\n' });
    const idle = stage.world.openIssue();
    stage.world.deleteComment(stage.world.comment(idle, 'Thanks for the report!', BOT), BOT);
    const issue = await takenUp(stage);
    expect((await verify(stage, null)).verdict).toBe('PASS');
    deleteRecord(stage, issue, 'monalisa');
    expect((await verify(stage, null)).verdict).toBe('INCONCLUSIVE');
  });
});

describe('what is no loss', () => {
  test.each([
    ['beside a record', true],
    ['of an issue from before there were records', false],
  ])("another deleted comment of the bot's, %s, is a notice", async (_, isRecorded) => {
    const stage = await openKept();
    const issue = stage.world.openIssue();
    if (isRecorded) await stage.run('issues', 'opened', { number: issue });
    const comment = stage.world.comment(issue, 'Coverage: 80 %', BOT);
    stage.world.deleteComment(comment, BOT);
    stage.world.advance(HOUR);
    await opened(stage);
    const found = await verify(stage, null, { inputs: { 'on-inconclusive': 'fail' } });
    expect(found.step.exitCode, found.text).toBe(0);
    expect(found.text).toMatch(/notice: .*comment_deleted: github-actions/s);
  });

  test("a stranger's marker on an issue without a record is a notice, for one and for all", async () => {
    const stage = await openKept();
    const issue = await opened(stage);
    const other = stage.world.openIssue();
    stage.world.comment(other, stage.comment(issue).body, { by: 'codertocat' });
    const all = await verify(stage, null, { inputs: { 'on-inconclusive': 'fail' } });
    expect(all.step).toMatchObject({ exitCode: 0, outputs: { verdict: 'PASS' } });
    expect(all.text).toMatch(/notice: .*foreign_author: .*codertocat/s);
    const one = await verify(stage, other);
    expect(one.step).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored', reason: 'not_tracked' } });
    const named = await cli(['verify', `acme/widgets#${other}`], { api: stage.fake });
    expect(named).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('codertocat') });
    const listed = await cli(['verify', '--all', '--repo', 'acme/widgets'], { api: stage.fake });
    expect(listed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('NOTICE  foreign_author') });
  });

  test('and neither is what can come about honestly red', async () => {
    const stage = await openKept();
    const { issue } = await wholeLife(stage);
    const scopes = {
      issues: 'write',
      pull_requests: 'read',
      checks: 'read',
      contents: 'read',
      statuses: 'read',
    } as const;
    stage.fake.setScopes(scopes);
    const found = await verify(stage, issue, { inputs: { 'on-inconclusive': 'fail' } });
    expect(found.step).toMatchObject({ exitCode: 0, outputs: { verdict: 'INCONCLUSIVE' } });
  });

  test('a locked item without a record is a part that cannot be read', async () => {
    const stage = await openKept();
    await opened(stage);
    stage.world.advance(HOUR);
    const locked = stage.world.openIssue();
    stage.world.lock(locked);
    const found = await verify(stage, null, { inputs: { 'on-inconclusive': 'fail' } });
    expect(found).toMatchObject({ verdict: 'INCONCLUSIVE', codes: expect.arrayContaining(['partial_read']) });
    expect(found.step.exitCode).toBe(0);
  });
});

/** A record replaced by another workflow: hashes, visible part and times are as they should be. */
describe('a record that was replaced', () => {
  async function replaced(stage: Kept, change: Parameters<typeof nextForged>[1]): Promise<number> {
    const { issue } = await underReview(stage);
    const old = stage.comment(issue);
    stage.world.advance(HOUR);
    const now = stage.world.now();
    const fresh = nextForged(recordIn(old.body), (open) => {
      const [birth] = open.transitions;
      open.transitions = birth === undefined ? [] : [{ ...birth, recorded_at: now }];
      open.rejections = [];
      open.notes = [];
      open.genesis.created_at = now;
      open.head.rev = 1;
      change(open);
    });
    stage.world.comment(issue, bodyOf(fresh), BOT);
    stage.world.deleteComment(old.databaseId, BOT);
    stage.world.advance(20);
    await stage.run('issues', 'labeled', { number: issue, label: 'bug' });
    return issue;
  }

  test('by one posted before the old one is deleted', async () => {
    const stage = await openKept();
    const issue = await replaced(stage, () => {});
    for (const target of [issue, null]) {
      const found = await verify(stage, target);
      expect(found.verdict, found.text).not.toBe('PASS');
      expect(found.codes).toContain('comment_deleted');
    }
  });

  test('and again days later', async () => {
    const stage = await openKept();
    const issue = await replaced(stage, () => {});
    stage.world.advance(10 * DAY);
    expect((await verify(stage, issue)).codes).toContain('comment_deleted');
  });

  test('with a note that was written long before the deletion', async () => {
    const stage = await openKept();
    const { issue } = await underReview(stage);
    const first = stage.comment(issue);
    stage.world.deleteComment(first.databaseId, BOT);
    stage.world.advance(20);
    await stage.run('issues', 'labeled', { number: issue, label: 'bug' });
    stage.world.comment(issue, first.body, BOT);
    await stage.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(stage.record(issue).notes.map(({ kind }) => kind)).toContain('merged_record');
    stage.world.advance(HOUR);
    stage.world.deleteComment(stage.world.comment(issue, 'Anything', BOT), BOT);
    const found = await verify(stage, issue);
    expect(found).toMatchObject({ verdict: 'INCONCLUSIVE', codes: expect.arrayContaining(['comment_deleted']) });
  });
});
