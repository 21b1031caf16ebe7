import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/compose/github/request.ts';
import { outlineOf, type Stage, setStage } from '../stage.ts';

const ISSUES = 20;

/** A pull request that closes many issues, and what a run about it comes to. */
function stageWithMany() {
  const stage = setStage();
  const issues = Array.from({ length: ISSUES }, () => stage.world.openIssue());
  const pull = stage.world.openPull({ closes: issues });
  const command: Command = {
    kind: 'track',
    targets: [{ kind: 'pull_request', number: pull }],
    named: true,
    fork: false,
  };
  return { ...stage, issues, pull, wish: { command } };
}

/** How many requests are under way at the same time, at most. */
function crowdOf(stage: Stage): () => number {
  let most = 0;
  const begun: number[] = [];
  stage.fake.onRequest(() => {
    begun.push(stage.time.now());
    most = Math.max(most, begun.filter((at) => at > stage.time.now() - 100).length);
    return [{ kind: 'delay', ms: 100 }];
  });
  return () => most;
}

describe('a pull request that closes twenty issues', () => {
  test('brings each level, a few at a time, and tells of them by number', async () => {
    const { wish, issues, pull, ...stage } = stageWithMany();
    const crowd = crowdOf(stage);
    const { report } = await stage.during(() => stage.run(pull, wish));
    expect(report?.red).toBe(false);
    expect(report?.results.map(({ number }) => number)).toEqual(issues);
    for (const issue of issues) {
      expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued', 'pr_created', 'ci_pending']);
      expect(stage.world.reactions({ number: issue })).toEqual([]);
    }
    expect(crowd()).toBe(4);
    // One after another it would take twice that.
    expect(stage.time.now()).toBeLessThan((ISSUES * 5 * 100) / 2);
    stage.fake.assertClean();
  });

  test('one that fails does not stop the others, and is named', async () => {
    const { wish, issues, pull, ...stage } = stageWithMany();
    const broken = issues.slice(6, 8);
    for (const issue of broken) {
      stage.world.comment(issue, '<!-- loopforge:record\n{}\n-->\n', { by: 'github-actions' });
    }
    const { report } = await stage.during(() => stage.run(pull, wish));
    const results = report?.results ?? [];
    expect(results.map(({ number }) => number)).toEqual(issues);
    expect(report?.red).toBe(true);
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ number, reason, fault }) => [number, reason, fault])).toEqual(
      broken.map((number) => [number, 'record_unreadable', expect.objectContaining({ code: 'record_unreadable' })]),
    );
    expect(results.filter(({ changed }) => changed)).toHaveLength(ISSUES - 2);
  });

  test('a run that is cancelled finishes what it is writing, begins nothing new, and leaves no lock', async () => {
    const { wish, issues, pull, ...stage } = stageWithMany();
    crowdOf(stage);
    const { report } = await stage.during(() =>
      stage.run(pull, { ...wish, fate: { kind: 'cancelled', at: 30, delay: 50 } }),
    );
    const outcomes = report?.results.map(({ reason, changed }) => (changed ? 'written' : reason)) ?? [];
    expect(new Set(outcomes)).toEqual(new Set(['written', 'cancelled']));
    for (const issue of issues) {
      const comments = stage.world.comments(issue).map(({ databaseId }) => ({ comment: databaseId }));
      expect([{ number: issue }, ...comments].flatMap((place) => stage.world.reactions(place))).toEqual([]);
    }
    expect(issues.filter((issue) => stage.records(issue).length === 1)).toHaveLength(
      outcomes.filter((outcome) => outcome === 'written').length,
    );
  });
});

describe('a cancelled run', () => {
  const requests = [1, 2, 3, 4, 5];

  test.each(requests)('leaves a valid record and no lock: request %d', async (at) => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    stage.fake.onRequest(() => [{ kind: 'delay', ms: 1000 }]);
    const { report } = await stage.during(() => stage.run(issue, { fate: { kind: 'cancelled', at, delay: 500 } }));
    expect(report?.results[0]?.reason ?? 'gone').toBe(['gone', 'cancelled', 'cancelled', '', ''][at - 1]);
    const comments = stage.world.comments(issue).map(({ databaseId }) => ({ comment: databaseId }));
    expect([{ number: issue }, ...comments].flatMap((place) => stage.world.reactions(place))).toEqual([]);
    expect(stage.records(issue)).toHaveLength(at >= 4 ? 1 : 0);
    stage.fake.onRequest(null);
    await stage.track(issue);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created']);
  });

  test.each(requests)('that is killed in request %d leaves no lock after post', async (at) => {
    const stage = setStage();
    const issue = stage.world.openIssue();
    await stage.during(() => stage.run(issue, { fate: { kind: 'killed', at, post: true } }));
    const comments = stage.world.comments(issue).map(({ databaseId }) => ({ comment: databaseId }));
    expect([{ number: issue }, ...comments].flatMap((place) => stage.world.reactions(place))).toEqual([]);
    await stage.track(issue);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created']);
  });
});
