import { describe, expect, test } from 'vitest';
import type { LockPlace, LockReply } from '../../../src/core/ports/locks.ts';
import { LoopForgeError, RateLimitedError } from '../../../src/core/values/errors.ts';
import { trustedNodeId } from '../../../src/core/values/ids.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';
import { freeLock } from '../../../src/usecase/lock/free-lock.ts';

const PLACE: LockPlace = { kind: 'item', number: 1 };

/** A lock made at second 0, as GitHub tells of it at second `at`. */
function held(lockId: string, at: number): LockReply {
  const time = (second: number): Instant => instantOf(Date.UTC(2026, 10, 22, 8, 0, second));
  return { acquired: false, lockId, nodeId: trustedNodeId(''), createdAt: time(0), at: time(at) };
}

const taken = (lockId: string): LockReply => ({ ...held(lockId, 0), acquired: true });
const LOST = new LoopForgeError('github_unreachable', 'no answer');

/** Answers by the script, the last one again and again; says what was freed and how often was asked. */
async function free(lockId: string | null, ...answers: readonly (LockReply | LoopForgeError)[]) {
  return freeOver([], lockId, ...answers);
}

/** The same, where the requests that free it fail so at first. */
async function freeOver(
  failures: readonly LoopForgeError[],
  lockId: string | null,
  ...answers: readonly (LockReply | LoopForgeError)[]
) {
  const failing = [...failures];
  const freed: string[] = [];
  let asked = 0;
  let now = 0;
  const tryLock = async (): Promise<LockReply> => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? LOST;
    asked += 1;
    if (answer instanceof LoopForgeError) throw answer;
    return answer;
  };
  const unlock = async (_place: LockPlace, id: string): Promise<void> => {
    const failure = failing.shift();
    if (failure !== undefined) throw failure;
    freed.push(id);
  };
  const locks = { tryLock, unlock };
  const sleep = async (ms: number): Promise<void> => {
    now += ms;
  };
  const timer = { elapsed: () => now, sleep };
  await freeLock({ locks, timer, log: () => {} }, PLACE, lockId);
  return { freed, asked, seconds: now / 1000 };
}

describe('freeLock', () => {
  test('frees a lock that is known by its id, with one request', async () => {
    expect(await free('7')).toEqual({ freed: ['7'], asked: 0, seconds: 0 });
  });

  test('takes one that was asked for in vain, and frees it', async () => {
    expect(await free(null, taken('8'))).toMatchObject({ freed: ['8'], asked: 1 });
  });

  test('breaks the one that is there once its lease has run out', async () => {
    expect(await free(null, held('7', 5), held('7', 19), held('7', 20))).toMatchObject({ freed: ['7'], asked: 3 });
  });

  test('leaves alone the lock of whoever came after it', async () => {
    expect(await free(null, held('7', 5), held('8', 0))).toMatchObject({ freed: [], asked: 2 });
  });

  test('suspects its own request when the answer to that is lost', async () => {
    expect(await free(null, held('7', 5), LOST, held('8', 1), held('8', 20))).toMatchObject({ freed: ['8'], asked: 4 });
  });

  test('tries again within its time where GitHub does not answer, or asks to wait', async () => {
    expect(await freeOver([LOST, LOST], '7')).toEqual({ freed: ['7'], asked: 0, seconds: 15 });
    const limited = new RateLimitedError('too many', { waitMs: 20_000 });
    expect(await freeOver([limited], '7')).toEqual({ freed: ['7'], asked: 0, seconds: 20 });
    expect(await freeOver([LOST], null, limited, taken('8'))).toMatchObject({ freed: ['8'], asked: 2 });
  });

  test('asks at most five times, and the last failure is the error', async () => {
    const failures = Array.from({ length: 5 }, () => LOST);
    await expect(freeOver(failures, '7')).rejects.toBe(LOST);
    expect(await freeOver(failures.slice(1), '7')).toMatchObject({ freed: ['7'], seconds: 35 });
    const limited = new RateLimitedError('too many', { waitMs: 41_000 });
    await expect(freeOver([limited], '7')).rejects.toBe(limited);
  });

  test('gives up after twice a lease', async () => {
    await expect(free(null, held('7', 5))).rejects.toMatchObject({ code: 'lock_timeout' });
  });

  test('a refusal is an error', async () => {
    await expect(free(null, new LoopForgeError('permission_missing', 'no'))).rejects.toMatchObject({
      code: 'permission_missing',
    });
  });
});
