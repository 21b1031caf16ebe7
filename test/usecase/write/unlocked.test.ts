import { describe, expect, test } from 'vitest';
import { only, outlineOf, setStage } from '../stage.ts';

const UNLOCKED = { settings: { lock: 'none' } } as const;

describe('without a lock', () => {
  test('a create is followed by one more look, an edit by none', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    await stage.track(issue, UNLOCKED);
    expect(stage.fake.requests.map(({ method, operation }) => operation ?? method)).toEqual(['Item', 'POST', 'Item']);
    stage.world.assign(issue, 'hubot');
    await stage.track(issue, UNLOCKED);
    expect(stage.fake.requests.slice(3).map(({ method, operation }) => operation ?? method)).toEqual(['Item', 'PATCH']);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued']);
    expect(stage.fake.count({ path: /reactions/ })).toBe(0);
  });

  test('two that create at the same moment leave one record, which has taken in the other', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match: { graphql: 'Item', times: 2 }, fault: { kind: 'delay', ms: 100, when: 'after' } });
    const runs = await stage.during(() => Promise.all([stage.run(issue, UNLOCKED), stage.run(issue, UNLOCKED)]));
    expect(runs.map((run) => only(run).red)).toEqual([false, false]);
    await stage.track(issue, UNLOCKED);
    const [first, ...rest] = outlineOf(stage.record(issue));
    expect(first).toBe('issue_created');
    expect(rest).toContain('merged_record');
    expect(new Set(rest)).toEqual(new Set(['merged_record', ...(rest.includes('restored') ? ['restored'] : [])]));
    stage.fake.assertClean();
  });

  test.each([{ kind: 'reset', when: 'before' }, { kind: 'reset', when: 'after' }, { kind: 'truncate' }] as const)(
    'a write whose answer is lost ($kind, $when) stands once',
    async (fault) => {
      const stage = setStage();
      const issue = stage.world.openIssue();
      stage.fake.faults.add({ match: { method: 'POST', path: /\/comments$/ }, fault });
      expect(await stage.track(issue, UNLOCKED)).toMatchObject({ outcome: 'created', red: false });
      stage.world.assign(issue, 'hubot');
      stage.fake.faults.add({ match: { method: 'PATCH' }, fault });
      expect(await stage.track(issue, UNLOCKED)).toMatchObject({ outcome: 'transitioned', red: false });
      expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued']);
      expect(stage.record(issue).head.rev).toBe(2);
    },
  );

  test('a copy of GitHub that does not show the new comment yet makes no second one', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({ match: { graphql: 'Item', nth: 2, times: 2 }, fault: { kind: 'stale', back: 1 } });
    expect(await stage.track(issue, UNLOCKED)).toMatchObject({ outcome: 'created' });
    expect(stage.fake.count({ method: 'POST', path: /\/comments$/ })).toBe(1);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created']);
  });

  test('out of retries is red', async () => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.faults.add({
      match: { method: 'POST', path: /\/comments$/, times: 9 },
      fault: { kind: 'status', status: 502, when: 'before' },
    });
    expect(await stage.track(issue, UNLOCKED)).toMatchObject({ reason: 'github_unreachable', red: true });
    expect(stage.fake.count({ method: 'POST', path: /\/comments$/ })).toBe(3);
    expect(stage.records(issue)).toEqual([]);
  });
});
