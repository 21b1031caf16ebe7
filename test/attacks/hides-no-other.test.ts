import { describe, expect, test } from 'vitest';
import { resultsOf } from '../e2e/told.ts';
import type { Fault } from '../support/github/server/faults.ts';
import { type Kept, openKept, verify } from './kept.ts';
import { BOT } from './scene.ts';

async function threeRecords(): Promise<{ readonly stage: Kept; readonly issues: readonly number[] }> {
  const stage = await openKept();
  const issues = [stage.world.openIssue(), stage.world.openIssue(), stage.world.openIssue()];
  for (const number of issues) await stage.run('issues', 'opened', { number });
  return { stage, issues };
}

function verdicts(step: Parameters<typeof resultsOf>[0]) {
  return Object.fromEntries(resultsOf(step).map((one) => [one['issue-number'], one['verdict']]));
}

const hole = (...path: readonly (string | number)[]): Fault => ({ kind: 'partial', path, type: 'SERVICE_UNAVAILABLE' });

describe('an item that cannot be read hides no other', () => {
  test.each([
    ['the item itself', 'Item', hole('repository', 'item')],
    ['its comments', 'Item', hole('repository', 'item', 'old')],
    ['what GitHub remembers of it', 'Evidence', hole('repository', 'item')],
    ['the server fails over it', 'Item', { kind: 'status', status: 502, when: 'before' }],
  ] as const)('%s', async (_, graphql, fault) => {
    const { stage, issues } = await threeRecords();
    stage.fake.faults.add({ match: { graphql, nth: 1, times: 'status' in fault ? 4 : 1 }, fault });
    const { step } = await verify(stage, null);
    const found = verdicts(step);
    expect(Object.keys(found)).toHaveLength(3);
    expect(Object.values(found).sort()).toEqual(['INCONCLUSIVE', 'PASS', 'PASS']);
    expect(issues).toHaveLength(3);
  });

  test.each([
    ['its comments in the list', ['old']],
    ['its lock in the list', ['locked']],
    ['its deleted comments in the list', ['deleted']],
  ])('%s', async (_, rest) => {
    const { stage } = await threeRecords();
    stage.fake.faults.add({
      match: { graphql: 'SweepIssues' },
      fault: hole('repository', 'items', 'nodes', 1, ...rest),
    });
    expect(Object.values(verdicts((await verify(stage, null)).step))).toEqual(['PASS', 'PASS', 'PASS']);
  });

  test('not even a place of the list with nothing in it', async () => {
    const { stage } = await threeRecords();
    stage.fake.faults.add({ match: { graphql: 'SweepIssues' }, fault: hole('repository', 'items', 'nodes', 1) });
    const { step, verdict } = await verify(stage, null);
    expect(Object.values(verdicts(step)).filter((one) => one === 'PASS')).toHaveLength(2);
    expect({ verdict, exitCode: step.exitCode }).toEqual({ verdict: 'INCONCLUSIVE', exitCode: 1 });
  });

  test('and neither does a hostile text', async () => {
    const { stage, issues } = await threeRecords();
    const [first = 0] = issues;
    const { databaseId } = stage.comment(first);
    stage.world.editComment(databaseId, `x\n\n<!-- loopforge:record\n${'['.repeat(50_000)}\n-->`, BOT);
    const found = verdicts((await verify(stage, null)).step);
    expect(found).toEqual({ [first]: 'FAIL', [Number(issues[1])]: 'PASS', [Number(issues[2])]: 'PASS' });
  });
});
