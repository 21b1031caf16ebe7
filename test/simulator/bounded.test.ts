import { describe, expect, test } from 'vitest';
import { plusMs } from '../../src/core/values/instant.ts';
import type { Fault, FaultMatch } from '../support/github/server/faults.ts';
import { only, outlineOf, type RunWish, type Stage, setStage } from '../usecase/stage.ts';
import { CREATE, EDIT, LOCK, READ, UNLOCK } from '../usecase/writing.ts';
import type { Tamper } from './job.ts';

/** What one item may cost, `post` included, whatever GitHub does. */
const MOST = 30;
const ALWAYS = 9_999;

const STATUSES = [401, 403, 404, 408, 409, 410, 422, 429, 500, 503];

/** Every kind of the fake's list. */
const FAULTS: readonly Fault[] = [
  ...STATUSES.map((status) => ({ kind: 'status', status, when: 'before' }) as const),
  { kind: 'status', status: 502, when: 'after' },
  { kind: 'status', status: 404, when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'truncate' },
  { kind: 'delay', ms: 3_000 },
  { kind: 'delay', ms: 11_000, when: 'after' },
  { kind: 'delay', ms: 16_000, when: 'before' },
  { kind: 'delay', ms: 40_000, when: 'before' },
  { kind: 'stale', back: 1 },
  { kind: 'stale', back: 4 },
  { kind: 'secondary-limit', retryAfter: 1 },
  { kind: 'secondary-limit', retryAfter: 40 },
  { kind: 'secondary-limit', retryAfter: 90 },
  { kind: 'primary-limit', resetIn: 2 },
  { kind: 'primary-limit', resetIn: 900 },
  ...['repository', 'lock', 'viewer'].map(
    (place) => ({ kind: 'partial', path: [place], type: 'SERVICE_UNAVAILABLE' }) as const,
  ),
  ...['old', 'recent', 'pulls', 'reopened'].map(
    (place) => ({ kind: 'partial', path: ['repository', 'item', place], type: 'SERVICE_UNAVAILABLE' }) as const,
  ),
];

const EDITS = { graphql: 'Edits' };
const REMOVE = { method: 'DELETE', path: /\/comments\/\d+$/ };
const STRIKES = {
  'every request': {},
  'every read': READ,
  'every read but the first': { ...READ, nth: 2 },
  'every lock': LOCK,
  'every create': CREATE,
  'every edit': EDIT,
  'every release of a lock': UNLOCK,
  'every look into the edit history': EDITS,
  'every removal of a comment': REMOVE,
} as const satisfies { readonly [name: string]: FaultMatch };

interface Scene {
  /** Makes an item with something to write, and says its number. */
  readonly set: (stage: Stage) => Promise<number>;
  /** Which requests a run makes there. */
  readonly struck: readonly (keyof typeof STRIKES)[];
}

const WITH_LOCK = ['every request', 'every read but the first', 'every lock', 'every release of a lock'] as const;

const SCENES: { readonly [name: string]: Scene } = {
  'a new item': {
    set: async ({ world }) => world.openIssue(),
    struck: [...WITH_LOCK, 'every read', 'every create'],
  },
  'one more step': {
    set: async (stage) => {
      const issue = await withRecord(stage);
      stage.world.assign(issue, 'hubot');
      return issue;
    },
    struck: [...WITH_LOCK, 'every edit'],
  },
  'an overwritten entry and a second record': {
    set: async (stage) => {
      const issue = await withRecord(stage);
      const { body, databaseId } = stage.recordComment(issue);
      stage.world.assign(issue, 'hubot');
      await stage.track(issue);
      stage.world.editComment(databaseId, body, { by: 'github-actions' });
      stage.world.comment(issue, body, { by: 'github-actions', app: 'github-actions' });
      return issue;
    },
    struck: [...WITH_LOCK, 'every edit', 'every look into the edit history', 'every removal of a comment'],
  },
};

async function withRecord(stage: Stage): Promise<number> {
  const issue = stage.world.openIssue();
  await stage.track(issue);
  return issue;
}

/** How many requests one run makes, `post` included; the run ends one way or another. */
async function requestsOf(stage: Stage, issue: number, wish: RunWish = {}): Promise<number> {
  const before = stage.fake.requests.length;
  const ending = await stage.during(() => stage.run(issue, wish));
  expect(only(ending).outcome).toBeDefined();
  return stage.fake.requests.length - before;
}

/** Each fault strikes for as long as a run takes; says what each cost. */
async function costs(scene: Scene, match: FaultMatch, lock: 'reaction' | 'none') {
  const stage = setStage();
  const counts: { fault: string; requests: number }[] = [];
  for (const fault of FAULTS) {
    const issue = await scene.set(stage);
    stage.fake.faults.add({ match: { ...match, times: ALWAYS }, fault });
    counts.push({ fault: JSON.stringify(fault), requests: await requestsOf(stage, issue, { settings: { lock } }) });
    stage.fake.faults.clear();
    // What is still on its way arrives, and what was left locked runs out.
    await stage.time.run(stage.time.sleep(120_000));
  }
  return counts;
}

const NEEDS_LOCK: readonly string[] = ['every lock', 'every release of a lock'];

const CASES = Object.entries(SCENES).flatMap(([name, scene]) =>
  (['reaction', 'none'] as const).flatMap((lock) =>
    scene.struck
      .filter((struck) => lock === 'reaction' || !NEEDS_LOCK.includes(struck))
      .map((struck) => [name, lock, struck, scene] as const),
  ),
);

describe('a run makes few requests', () => {
  test.each(CASES)('for %s (lock: %s), whatever strikes %s', async (_name, lock, struck, scene) => {
    const counts = await costs(scene, STRIKES[struck], lock);
    expect(counts).toHaveLength(FAULTS.length);
    expect(counts.filter(({ requests }) => requests > MOST)).toEqual([]);
  });
});

/** GitHub's answers about a lock say that it was made so much earlier than its clock in `Date` says it is now. */
function clocksApart(ms: number): Tamper {
  return (github) => ({
    ...github,
    tryLock: async (place) => {
      const reply = await github.tryLock(place);
      return { ...reply, createdAt: plusMs(reply.createdAt, -ms) };
    },
  });
}

describe('clocks of GitHub that disagree', () => {
  test.each([12_000, 30_000, 3_600_000])('by %i ms end a run soon, and both are named', async (ms) => {
    const stage = setStage(clocksApart(ms));
    const issue = stage.world.openIssue();
    const ending = await stage.during(() => stage.run(issue));
    expect(only(ending)).toMatchObject({ outcome: 'failed', reason: 'lock_timeout' });
    const said = JSON.stringify(only(ending));
    expect(said).toContain('clocks disagree');
    const [lock] = stage.fake.requests.filter(({ path }) => path.endsWith('/reactions'));
    expect(lock).toBeDefined();
    expect(said).toMatch(/`Date` said 2026-11-22T08:00:\d\dZ when it made a lock of 2026-11-22T0[78]:/);
    expect(stage.fake.requests.length).toBeLessThanOrEqual(10);
    expect(stage.records(issue)).toEqual([]);
    expect(stage.world.reactions({ number: issue })).toEqual([]);
  });

  test('the other way round are no trouble', async () => {
    const stage = setStage(clocksApart(-600_000));
    const issue = stage.world.openIssue();
    expect(await stage.track(issue)).toMatchObject({ outcome: 'created' });
    expect(stage.fake.requests).toHaveLength(5);
  });
});

describe('"not found" for what GitHub goes on showing', () => {
  const missing = { kind: 'status', status: 404, when: 'before' } as const;
  test.each([
    ['a lock on a comment', LOCK, 'one more step', ['Item', 'POST', 'Item']],
    ['an edit', EDIT, 'one more step', ['Item', 'POST', 'Item', 'PATCH', 'DELETE', 'Item']],
    ['a lock on an item', LOCK, 'a new item', ['Item', 'POST', 'Item']],
    ['a create', CREATE, 'a new item', ['Item', 'POST', 'Item', 'POST', 'DELETE', 'Item']],
  ] as const)('is looked at once more after %s, and tells a permission', async (_name, match, scene, requests) => {
    const stage = setStage();
    const issue = (await SCENES[scene]?.set(stage)) ?? 0;
    stage.fake.faults.add({ match: { ...match, times: ALWAYS }, fault: missing });
    const before = stage.fake.requests.length;
    const result = await stage.track(issue);
    expect(result).toMatchObject({ outcome: 'failed', reason: 'permission_missing' });
    const made = stage.fake.requests.slice(before).map(({ method, operation }) => operation ?? method);
    expect(made).toEqual(requests);
  });

  test('where it was deleted meanwhile, the record begins anew', async () => {
    const stage = setStage();
    const issue = (await SCENES['one more step']?.set(stage)) ?? 0;
    const { databaseId } = stage.recordComment(issue);
    stage.fake.onRequest(({ method, path }) => {
      const isThere = stage.world.comments(issue).some((one) => one.databaseId === databaseId);
      if (method === 'POST' && path.endsWith('/reactions') && isThere) stage.world.deleteComment(databaseId);
      return undefined;
    });
    expect(await stage.track(issue)).toMatchObject({ outcome: 'transitioned' });
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued']);
  });
});
