import { describe, expect, test } from 'vitest';
import type { BulkGitHub } from '../../../../src/adapters/github/github.ts';
import { CALLS, type CallKind } from '../../../../src/core/ports/retry-policy.ts';
import { trustedCommentId, trustedNodeId, trustedSha } from '../../../../src/core/values/ids.ts';
import { aPull } from '../../../core/sample-facts.ts';
import { type Scripted, scripted } from '../scripted.ts';

const COMMENT = { id: trustedNodeId('IC_7'), databaseId: trustedCommentId('7'), url: 'https://ghe.test/c/7' };
const PLACE = { kind: 'item', number: 42 } as const;
const STATUS = {
  sha: trustedSha('a'.repeat(40)),
  context: 'x',
  state: 'success',
  description: '',
  targetUrl: null,
} as const;

const ISSUE = { host: 'github.com', repo: 'acme/widgets', number: 1 };

type RunRequest = (github: BulkGitHub) => Promise<unknown>;

/** Every way in which the adapter makes a request, and the kind that it should be. */
const WAYS: readonly (readonly [string, CallKind, RunRequest])[] = [
  ['find', 'read', (github) => github.find({ kind: 'item', number: 42 })],
  ['read', 'read', (github) => github.read(42)],
  ['readPulls', 'read', (github) => github.readPulls([42], ISSUE)],
  ['ask', 'read', (github) => github.ask(aPull({ fromFork: true }), ['outsider'])],
  ['readAllComments', 'read', (github) => github.readAllComments(42)],
  ['readEdits', 'read', (github) => github.readEdits(COMMENT, 3)],
  ['atOnce.find', 'read_under_lock', ({ atOnce }) => atOnce.find({ kind: 'item', number: 42 })],
  ['atOnce.read', 'read_under_lock', ({ atOnce }) => atOnce.read(42)],
  ['atOnce.readPulls', 'read_under_lock', ({ atOnce }) => atOnce.readPulls([42], ISSUE)],
  ['atOnce.ask', 'read_under_lock', ({ atOnce }) => atOnce.ask(aPull({ fromFork: true }), ['outsider'])],
  ['atOnce.readAllComments', 'read_under_lock', ({ atOnce }) => atOnce.readAllComments(42)],
  ['atOnce.readEdits', 'read_under_lock', ({ atOnce }) => atOnce.readEdits(COMMENT, 3)],
  ['createComment', 'create', (github) => github.createComment(42, 'x')],
  ['editComment', 'edit', (github) => github.editComment(COMMENT, 'x')],
  ['deleteComment', 'remove', (github) => github.deleteComment(COMMENT)],
  ['tryLock', 'lock', (github) => github.tryLock(PLACE)],
  ['unlock', 'unlock', (github) => github.unlock(PLACE, '1')],
  ['setStateLabel', 'mark', (github) => github.setStateLabel(42, { prefix: 'x:', state: 'y', current: [] })],
  ['setCommitStatus', 'mark', (github) => github.setCommitStatus(STATUS)],
];

/** The same that only commands over many items ask. */
const BULK_WAYS: readonly (readonly [string, CallKind, RunRequest])[] = [
  ['listSweepItems', 'read', (github) => first(github.listSweepItems({ closedWithinMs: null, pulls: false }))],
  ['listRevisions', 'read', (github) => first(github.listRevisions(COMMENT))],
  ['readEvidence', 'read', (github) => github.readEvidence(42, { comment: null, pulls: [] })],
  ['readRun', 'read', (github) => github.readRun('1')],
  ['mayWrite', 'read', (github) => github.mayWrite('octocat')],
];

async function first(list: AsyncIterable<unknown>): Promise<unknown> {
  for await (const item of list) return item;
  return null;
}

function limit(seconds: number): Scripted {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { message: 'Slow down' } };
}

/** The adapter for one item; what it lacks for that fails when it is asked. */
async function meeting(answer: Scripted | Error, many: boolean) {
  const script = scripted(() => answer);
  const bulk = await script.github.bulk();
  return { ...script, github: many ? bulk : { ...bulk, ...script.github } };
}

async function timesSent(answer: Scripted | Error, ask: RunRequest, many: boolean): Promise<number> {
  const { github, sent } = await meeting(answer, many);
  await expect(ask(github)).rejects.toMatchObject({ name: 'LoopForgeError' });
  return sent.length;
}

describe('every request is repeated as its kind says', () => {
  const ways = [
    ...WAYS.map((way) => [...way, false] as const),
    ...[...WAYS, ...BULK_WAYS].map((way) => [...way, true] as const),
  ];

  test.concurrent.each(ways)('%s is a %s', async (_name, kind, ask, many) => {
    const { repeats, limitWaits } = CALLS[kind];
    for (const lost of [new Error('read ECONNRESET'), { status: 502, body: 'Bad Gateway' }]) {
      expect(await timesSent(lost, ask, many)).toBe(repeats + 1);
    }
    expect(await timesSent({ status: 422, body: { message: 'no' } }, ask, many)).toBe(1);
    const waits = many && kind === 'mark' ? 3 : limitWaits;
    expect(await timesSent(limit(50), ask, many)).toBe(waits + 1);
    expect(await timesSent(limit(250), ask, many)).toBe(many ? waits + 1 : 1);
    expect(await timesSent(limit(301), ask, many)).toBe(1);
  });
});

describe('the waits between', () => {
  test('grow where the answer is lost', async () => {
    const { github, slept } = await meeting(new Error('read ECONNRESET'), false);
    await expect(github.read(42)).rejects.toThrow('ECONNRESET');
    expect(slept).toEqual([250, 1_000, 4_000]);
  });

  test('are those that GitHub names where it limits, and a long one is told', async () => {
    for (const [seconds, told] of [
      [2, 0],
      [50, 3],
    ] as const) {
      const { github, slept, log } = await meeting(limit(seconds), false);
      await expect(github.read(42)).rejects.toMatchObject({ code: 'rate_limited' });
      expect(slept).toEqual([seconds, seconds, seconds].map((each) => each * 1_000));
      expect(log.filter((line) => line === `GitHub's rate limit: waiting ${seconds} s.`)).toHaveLength(told);
    }
  });

  test('after a limit and after a lost answer are counted apart', async () => {
    let count = 0;
    const { github, sent, slept } = scripted(() => {
      count += 1;
      return count % 2 === 1 ? limit(1) : new Error('read ECONNRESET');
    });
    await expect(github.read(42)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(sent).toHaveLength(7);
    expect(slept).toEqual([1_000, 250, 1_000, 1_000, 1_000, 4_000]);
  });
});
