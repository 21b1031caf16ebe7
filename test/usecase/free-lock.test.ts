import { describe, expect, test } from 'vitest';
import { LoopForgeError } from '../../src/core/errors.ts';
import type { LockPlace, LockReply } from '../../src/core/ports.ts';
import { freeLock } from '../../src/usecase/free-lock.ts';

const PLACE: LockPlace = { kind: 'item', number: 1 };

/** A lock made at second 0, as GitHub tells of it at second `at`. */
function held(lockId: string, at: number): LockReply {
  const time = (second: number): string => new Date(Date.UTC(2026, 10, 22, 8, 0, second)).toISOString();
  return { acquired: false, lockId, nodeId: '', createdAt: time(0), at: time(at) };
}

const taken = (lockId: string): LockReply => ({ ...held(lockId, 0), acquired: true });
const LOST = new LoopForgeError('github_unreachable', 'no answer');

/** Answers by the script, the last one again and again; says what was freed and how often was asked. */
async function free(lockId: string | null, ...answers: readonly (LockReply | LoopForgeError)[]) {
  const freed: string[] = [];
  let asked = 0;
  let now = 0;
  const tryLock = async (): Promise<LockReply> => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? LOST;
    asked += 1;
    if (answer instanceof LoopForgeError) throw answer;
    return answer;
  };
  const locks = { tryLock, unlock: async (_place: LockPlace, id: string) => void freed.push(id) };
  const sleep = async (ms: number): Promise<void> => {
    now += ms;
  };
  const timer = { elapsed: () => now, sleep };
  await freeLock({ locks, timer, log: () => {} }, PLACE, lockId);
  return { freed, asked };
}

describe('freeLock', () => {
  test('frees a lock that is known by its id, with one request', async () => {
    expect(await free('7')).toEqual({ freed: ['7'], asked: 0 });
  });

  test('takes one that was asked for in vain, and frees it', async () => {
    expect(await free(null, taken('8'))).toEqual({ freed: ['8'], asked: 1 });
  });

  test('breaks the one that is there once its lease has run out', async () => {
    expect(await free(null, held('7', 5), held('7', 19), held('7', 20))).toEqual({ freed: ['7'], asked: 3 });
  });

  test('leaves alone the lock of whoever came after it', async () => {
    expect(await free(null, held('7', 5), held('8', 0))).toEqual({ freed: [], asked: 2 });
  });

  test('suspects its own request when the answer to that is lost', async () => {
    expect(await free(null, held('7', 5), LOST, held('8', 1), held('8', 20))).toEqual({ freed: ['8'], asked: 4 });
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
