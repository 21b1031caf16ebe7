import { describe, expect, test } from 'vitest';
import type { Fault, FaultMatch } from '../../support/github/server/faults.ts';
import { only, outlineOf, setStage } from '../stage.ts';
import { CREATE, EDIT, expectWritten, LOCK, READ, stageWithRecord, UNLOCK } from '../writing.ts';

describe('a write', () => {
  test('takes five requests, the first one too: read, lock, read, write, unlock', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    const lines = () => stage.fake.requests.map(({ method, path }) => `${method} ${path.replace(/\/\d+/g, '/n')}`);
    const issues = '/repos/acme/widgets/issues';
    const create = ['POST /graphql', `POST ${issues}/n/reactions`, 'POST /graphql', `POST ${issues}/n/comments`];
    expect(lines()).toEqual([...create, `DELETE ${issues}/n/reactions/n`]);
    await stage.track(stage.issue);
    const edit = [
      'POST /graphql',
      `POST ${issues}/comments/n/reactions`,
      'POST /graphql',
      `PATCH ${issues}/comments/n`,
    ];
    expect(lines().slice(5)).toEqual([...edit, `DELETE ${issues}/comments/n/reactions/n`]);
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued']);
    await stage.track(stage.issue);
    expect(stage.fake.requests).toHaveLength(11);
  });

  const lost: readonly Fault[] = [
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 502, when: 'before' },
    { kind: 'status', status: 503, when: 'after' },
    { kind: 'truncate' },
    { kind: 'delay', ms: 16_000, when: 'before' },
    { kind: 'delay', ms: 40_000, when: 'before' },
  ];
  const requests = { lock: LOCK, 'read under the lock': { ...READ, nth: 2 }, create: CREATE, unlock: UNLOCK };
  const cases = Object.entries(requests).flatMap(([name, match]) =>
    lost.map((fault) => [name, JSON.stringify(fault), match, fault] as const),
  );

  test.each(cases)('whose %s meets %s stands once', async (_name, _fault, match: FaultMatch, fault) => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match, fault });
    const result = await stage.track(issue);
    expect(result).toMatchObject({ outcome: 'created', red: false });
    expect(stage.fake.faults.pending()).toBe(0);
    await stage.time.run(stage.time.sleep(60_000));
    await stage.track(issue);
    // What comes so late makes a second record, whose only step the first one has as well.
    const twice = fault.kind === 'delay' && match === CREATE;
    expect(outlineOf(stage.record(issue))).toEqual(twice ? ['issue_created', 'merged_record'] : ['issue_created']);
    stage.fake.assertClean();
  });

  test.each(lost)('of one more step that meets $kind stands once', async (fault) => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: EDIT, fault });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned', changed: true, red: false });
    await stage.time.run(stage.time.sleep(60_000));
    await stage.track(stage.issue);
    // What comes so late overwrites the same step that was written again meanwhile.
    const late = fault.kind === 'delay';
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued', ...(late ? ['restored'] : [])]);
  });

  test('whose answers are all lost is red, and whatever stands was looked up before it is said', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: { ...EDIT, times: 3 }, fault: { kind: 'reset', when: 'before' } });
    expect(await stage.track(stage.issue)).toMatchObject({
      outcome: 'failed',
      reason: 'github_unreachable',
      red: true,
    });
    expectWritten(stage, stage.issue, ['issue_created']);
    stage.fake.faults.add({ match: { ...EDIT, times: 2 }, fault: { kind: 'reset', when: 'before' } });
    stage.fake.faults.add({ match: { ...EDIT, nth: 3 }, fault: { kind: 'reset', when: 'after' } });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned', red: false });
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued']);
  });

  test('says in the log what GitHub did not answer, for what is tried again takes time', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match: { ...READ, times: 2 }, fault: { kind: 'status', status: 502, when: 'before' } });
    const [run] = await stage.during(() => Promise.all([stage.run(issue)]));
    expect(only(run).outcome).toBe('created');
    expect(run.log.filter((line) => /POST \/graphql → 502/.test(line))).toHaveLength(2);
  });

  test('starts no later than 10 seconds after the lock was made', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: { ...READ, nth: 2 }, fault: { kind: 'delay', ms: 11_000 } });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned' });
    const kinds = stage.fake.requests.slice(5).map(({ method, operation }) => operation ?? method);
    expect(kinds).toEqual(['Item', 'POST', 'Item', 'DELETE', 'POST', 'Item', 'PATCH', 'DELETE']);
  });

  test('is over 15 seconds after the lock was made, whether or not an answer came', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.faults.add({ match: { ...READ, nth: 2 }, fault: { kind: 'delay', ms: 9_000 } });
    stage.fake.faults.add({ match: EDIT, fault: { kind: 'delay', ms: 30_000 } });
    const seen: number[] = [];
    stage.fake.onRequest(() => void seen.push(stage.time.now()));
    const start = stage.time.now();
    await stage.track(stage.issue);
    expect(seen.map((at) => Math.floor((at - start) / 1000))).toEqual([0, 0, 0, 9, 15, 15, 15, 15, 15, 15]);
  });

  test.each([-600_000, 600_000])('takes no notice of a local clock that is %d ms off', async (clockOff) => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.world.react({ number: issue }, 'hooray', { by: 'github-actions' });
    const { outcome } = await stage.track(issue, { clockOff });
    expect(outcome).toBe('created');
    expect(stage.time.now()).toBeGreaterThan(19_000);
    expect(stage.time.now()).toBeLessThan(26_000);
    expect(stage.record(issue).created_at).toMatch(/^2026-11-22T08:00:2/);
  });

  test('moves from the lock of the issue to that of the comment when there is one by now', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match: { ...LOCK, nth: 2 }, fault: { kind: 'delay', ms: 2_000 } });
    const runs = await stage.during(() => Promise.all([stage.run(issue), stage.run(issue)]));
    expect(runs.map((run) => only(run).outcome).sort()).toEqual(['created', 'unchanged']);
    expectWritten(stage, issue, ['issue_created']);
    stage.world.assign(issue, 'hubot');
    const [first, second] = [stage.world.openIssue(), issue];
    stage.fake.faults.clear();
    expect(await stage.track(second)).toMatchObject({ outcome: 'transitioned' });
    expect(await stage.track(first)).toMatchObject({ outcome: 'created' });
  });

  test('never happens under the lock of the other place', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match: { ...LOCK, nth: 2 }, fault: { kind: 'delay', ms: 2_000 } });
    stage.fake.faults.add({ match: { ...LOCK, nth: 1 }, fault: { kind: 'delay', ms: 500, when: 'after' } });
    const second = stage.time.sleep(1_000).then(() => stage.world.assign(issue, 'hubot'));
    await stage.during(() => Promise.all([stage.run(issue), stage.run(issue), second]));
    expectWritten(stage, issue, ['issue_created', 'task_queued']);
    const places = stage.fake.requests.filter((one) => LOCK.path.test(one.path)).map(({ path }) => path);
    expect(places.at(-1)).toContain('/comments/');
    const edit = stage.fake.requests.findIndex(({ method }) => method === 'PATCH');
    const before = stage.fake.requests
      .slice(0, edit)
      .map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'n')}`);
    expect(before.slice(-3)).toEqual([
      'DELETE /repos/acme/widgets/issues/n/reactions/n',
      'POST /repos/acme/widgets/issues/comments/n/reactions',
      'POST /graphql',
    ]);
  });

  test('begins anew where the comment was deleted meanwhile', async () => {
    const { begin, ...stage } = stageWithRecord();
    await begin();
    stage.fake.onRequest(({ method }) => {
      const [comment] = stage.world.comments(stage.issue);
      if (method === 'PATCH' && comment !== undefined) stage.world.deleteComment(comment.databaseId);
      return undefined;
    });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned' });
    expectWritten(stage, stage.issue, ['issue_created', 'task_queued']);
  });
});
