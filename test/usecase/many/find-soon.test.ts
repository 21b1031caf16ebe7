import { describe, expect, test } from 'vitest';
import type { RunContext } from '../../../src/core/facts/event.ts';
import type { Found } from '../../../src/core/ports/reading.ts';
import { LoopForgeError, NotFoundError } from '../../../src/core/values/errors.ts';
import type { ItemRequest, Ports } from '../../../src/usecase/item-state/ports.ts';
import { findSoon } from '../../../src/usecase/many/find-soon.ts';
import { outlineOf, type RunWish, setStage } from '../stage.ts';

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

describe('how young an event is', () => {
  const FOUND: Found = { readings: [], more: [], unlinkedPull: null };
  const NOW = '2026-11-22T09:00:00Z';
  const unknown = new NotFoundError('not there', { at: NOW });

  /** How often an item is looked for that GitHub does not know the first time, and how long is waited meanwhile. */
  async function looks(payload: ItemRequest['event']['payload'], { attempt = 1, error = unknown as unknown } = {}) {
    let count = 0;
    const waits: number[] = [];
    const find = () => (count++ === 0 ? Promise.reject(error) : Promise.resolve(FOUND));
    const sleep = async (ms: number): Promise<void> => void waits.push(ms);
    const ports = { github: { find }, timer: { sleep }, isCancelled: () => false } as unknown as Ports;
    const context = { run: { id: '1', attempt, url: '' } } as RunContext;
    const ask = { occasion: 'event', context, event: { name: 'issues', payload } } as ItemRequest;
    await findSoon(ports, ask, { kind: 'item', number: 1 }).catch(() => {});
    return { count, waits };
  }

  test.each([
    ['just now', { issue: { updated_at: '2026-11-22T09:00:00Z' } }],
    ['59 seconds', { issue: { updated_at: '2026-11-22T08:59:01Z' } }],
    [
      'the comment is younger than the issue',
      { issue: { updated_at: '2026-11-01T00:00:00Z' }, comment: { updated_at: NOW } },
    ],
    ['a clock that is behind', { review: { submitted_at: '2026-11-22T09:00:05Z' } }],
    ['nothing tells', { head_commit: { timestamp: '2020-01-01T00:00:00Z' } }],
  ])('looked for again: %s', async (_name, payload) => {
    expect(await looks(payload)).toEqual({ count: 2, waits: [300] });
  });

  test.each([
    ['a minute', { issue: { updated_at: '2026-11-22T08:59:00Z' } }],
    ['a queue that was long', { workflow_run: { updated_at: '2026-11-22T08:12:00Z' } }],
    ['a status', { updated_at: '2026-11-22T08:00:00+00:00' }],
  ])('looked for once: %s', async (_name, payload) => {
    expect(await looks(payload)).toEqual({ count: 1, waits: [] });
  });

  test('looked for once: a re-run, another error, a repository that is not there, an issue taken for a pull request', async () => {
    const payload = { issue: { updated_at: NOW } };
    const gone = new NotFoundError('no repository', { at: NOW, everywhere: true });
    const taken = new LoopForgeError('not_found', 'is an issue');
    const lost = new LoopForgeError('github_unreachable', 'no answer');
    expect((await looks(payload, { attempt: 2 })).count).toBe(1);
    for (const error of [gone, taken, lost]) expect((await looks(payload, { error })).count).toBe(1);
  });
});
