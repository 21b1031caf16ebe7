import { describe, expect, test } from 'vitest';
import { only, outlineOf, type Stage, setStage } from '../stage.ts';
import { EDIT, expectWritten, LOCK, READ, stageWithRecord } from '../writing.ts';

describe('a limit', () => {
  test.each([
    ['the lock', LOCK],
    ['the read under the lock', { ...READ, nth: 2 }],
    ['the write', EDIT],
  ])('that strikes %s is waited out without the lock, and told', async (_name, match) => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match, fault: { kind: 'secondary-limit', retryAfter: 31 } });
    const start = stage.time.now();
    const [run] = await stage.during(() => Promise.all([stage.run(stage.issue), atSecond(stage, 10, start)]));
    expect(run.report?.results).toMatchObject([{ outcome: 'transitioned', red: false }]);
    expect(stage.time.now() - start).toBeGreaterThanOrEqual(31_000);
    expect(run.log.join('\n')).toMatch(/wait(ing)? 31 s/);
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued']);
  });

  /** Half way through the wait nobody holds the lock. */
  async function atSecond(stage: Stage & { readonly issue: number }, second: number, start: number): Promise<void> {
    await stage.time.sleep(second * 1000 - (stage.time.now() - start));
    expect(stage.world.reactions({ comment: stage.recordComment(stage.issue).databaseId })).toEqual([]);
  }

  test.each([
    { kind: 'secondary-limit', retryAfter: 61 },
    { kind: 'primary-limit', resetIn: 600 },
  ] as const)('that lasts too long ($kind) ends the job red, with nothing half-written', async (fault) => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: EDIT, fault });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'failed', reason: 'rate_limited', red: true });
    expectWritten(stage, stage.issue, ['issue_created']);
  });
});

describe('a copy of GitHub that lags behind', () => {
  test('is noticed under the lock, because it does not know the lock', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: { ...READ, nth: 2, times: 2 }, fault: { kind: 'stale', back: 1 } });
    const [run] = await stage.during(() => Promise.all([stage.run(stage.issue)]));
    expect(run.log.filter((line) => line.includes('older than the lock'))).toHaveLength(2);
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued']);
  });

  test('that never catches up does not hold up the write', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: { ...READ, nth: 2, times: 9 }, fault: { kind: 'stale', back: 1 } });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned' });
    expect(stage.fake.count({ operation: 'Item' })).toBe(2 + 4);
  });
});

describe('many runs at once', () => {
  test('write every step once, in order, and know it', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue({ assignees: ['hubot'] });
    const pull = stage.world.openPull({ closes: [issue] });
    stage.world.check(pull, { conclusion: 'success' });
    const runs = await stage.during(() => Promise.all(Array.from({ length: 8 }, () => stage.run(issue))));
    expect(runs.map((run) => only(run).outcome).sort()).toEqual(['transitioned', ...Array(7).fill('unchanged')]);
    expectWritten(stage, issue, ['issue_created', 'task_queued', 'pr_created', 'ci_pending', 'ci_passed']);
  });

  test('give up after 90 seconds where one never lets go', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    const { databaseId: comment } = stage.recordComment(stage.issue);
    const hold = (): void => {
      for (const { databaseId } of stage.world.reactions({ comment })) stage.world.unreact(databaseId);
      stage.world.react({ comment }, 'eyes', { by: 'github-actions' });
    };
    hold();
    const holders = Array.from({ length: 15 }, (_, index) => stage.time.sleep(index * 10_000).then(hold));
    const [run] = await stage.during(() => Promise.all([stage.run(stage.issue), ...holders]));
    expect(only(run)).toMatchObject({ outcome: 'failed', reason: 'lock_timeout', red: true });
    expect(outlineOf(stage.record(stage.issue))).toEqual(['issue_created']);
  });
});
