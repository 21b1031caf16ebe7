import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { pullOf, stage } from './against-fake.ts';

const RECORD = '<!-- loopforge:record\n{}\n-->';

describe('faults', () => {
  it.each([
    { kind: 'reset', when: 'before' },
    { kind: 'truncate' },
    { kind: 'status', status: 503, when: 'before' },
  ] as const)('a read survives $kind', async (fault) => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({ fault, match: { times: 2 } });
    expect((await github.read(issue)).facts.number).toBe(issue);
    expect(fake.requests).toHaveLength(3);
  });

  it.each([
    { kind: 'secondary-limit', retryAfter: 60 },
    { kind: 'primary-limit', resetIn: 600 },
  ] as const)('$kind says how long to wait', async (fault) => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({ fault });
    const limited = { code: 'rate_limited', waitMs: expect.any(Number) };
    await expect(github.atOnce.read(issue)).rejects.toMatchObject(limited);
    fake.faults.add({ fault });
    await expect(github.createComment(issue, 'x')).rejects.toMatchObject(limited);
  });

  it('a write ends with its time, and is not sent without any', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({ fault: { kind: 'delay', ms: 2000 } });
    await expect(github.createComment(issue, RECORD, { budgetMs: 50 })).rejects.toMatchObject({
      code: 'github_unreachable',
    });
    await expect(github.createComment(issue, RECORD, { budgetMs: 0 })).rejects.toThrow('no time left');
    expect(world.comments(issue).length).toBeLessThanOrEqual(1);
  });

  it('a part that failed is unavailable, the rest counts', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.check(pull, { conclusion: 'success' });
    const path = ['repository', 'item', 'pulls', 'nodes', 0, 'commits', 'nodes', 0, 'commit', 'statusCheckRollup'];
    fake.faults.add({ fault: { kind: 'partial', path, type: 'SERVICE_UNAVAILABLE', message: 'timeout' } });
    const reading = await github.read(issue);
    expect(pullOf(reading)).toMatchObject({ number: pull, checks: UNAVAILABLE, reviewDecision: null });
  });
});

describe('sweep', () => {
  it('lists open items and those closed lately', async () => {
    const { world, github } = await stage();
    const old = world.openIssue();
    world.closeIssue(old);
    world.advance(10 * 24 * 3600);
    const open = world.openIssue();
    world.comment(open, RECORD, { by: 'github-actions' });
    const taken = world.openIssue({ assignees: ['hubot'] });
    const closed = world.openIssue();
    world.closeIssue(closed);
    const pull = world.openPull({ closes: [taken] });
    const bulk = await github.bulk();
    const seen = new Map<number, readonly unknown[]>();
    for await (const item of bulk.listSweepItems({ closedWithinMs: 7 * 24 * 3_600_000, pulls: true })) {
      seen.set(item.number, [item.kind, item.hasRecordComment, item.hasAssignee, item.hasOpenPull]);
    }
    expect(Object.fromEntries(seen)).toEqual({
      [open]: ['issue', true, false, false],
      [taken]: ['issue', false, true, true],
      [closed]: ['issue', false, false, false],
      [pull]: ['pull_request', false, false, true],
    });
    expect((await bulk.read(open)).comments).toHaveLength(1);
  });
});
