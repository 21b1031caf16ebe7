import { describe, expect, test } from 'vitest';
import { outlineOf, type RunWish, setStage } from './stage.ts';

/** The event of an issue, to a run that GitHub's first answers do not know it in. */
function stageWithLag(lookups: number, named = false) {
  const stage = setStage();
  const issue = stage.world.openIssue();
  const unknown = { kind: 'partial', type: 'NOT_FOUND', path: ['repository', 'item'] } as const;
  stage.fake.faults.add({ match: { graphql: 'Item', times: lookups }, fault: unknown });
  const wish: RunWish = {
    command: { kind: 'track', targets: [{ kind: 'item', number: issue }], named, fork: false },
  };
  return { ...stage, issue, wish };
}

describe('an item that an event names and GitHub does not know yet', () => {
  test.each([1, 2, 3])('is looked for again, and found after %d answers without it', async (lookups) => {
    const { issue, wish, ...stage } = stageWithLag(lookups);
    const { report } = await stage.during(() => stage.run(issue, wish));
    expect(report?.results.map(({ outcome }) => outcome)).toEqual(['created']);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created']);
  });

  test('is not looked for any longer than a few seconds', async () => {
    const { issue, wish, ...stage } = stageWithLag(9);
    const begun = stage.time.now();
    const { report } = await stage.during(() => stage.run(issue, wish));
    expect(report?.results).toMatchObject([{ outcome: 'failed', reason: 'not_found' }]);
    expect(stage.fake.count({ operation: 'Item' })).toBe(4);
    expect(stage.time.now() - begun).toBeLessThan(5_000);
    stage.fake.faults.clear();
  });

  test('is looked for once where a person names it', async () => {
    const { issue, wish, ...stage } = stageWithLag(9, true);
    await stage.during(() => stage.run(issue, wish));
    expect(stage.fake.count({ operation: 'Item' })).toBe(1);
    stage.fake.faults.clear();
  });
});
