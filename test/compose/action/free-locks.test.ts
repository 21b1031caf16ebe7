import { expect, test } from 'vitest';
import { freeLocksOver } from '../../../src/compose/action/free-locks.ts';
import type { LockPlace } from '../../../src/core/ports/locks.ts';
import { RefusedError } from '../../../src/core/values/errors.ts';

const PLACE: LockPlace = { kind: 'item', number: 1 };

test.each([null, '7'])(
  'a lock (%s) in a conversation that was locked meanwhile is left to run out, and that is no error',
  async (lockId) => {
    const refuse = () => Promise.reject(new RefusedError('internal', 'lock prevents reaction', { status: 422 }));
    const told: string[] = [];
    const timer = { elapsed: () => 0, sleep: () => Promise.resolve() };
    const log = (line: string): void => void told.push(line);
    await freeLocksOver(JSON.stringify([{ place: PLACE, lockId }]), {
      locks: { tryLock: refuse, unlock: refuse },
      timer,
      log,
    });
    expect(told).toEqual([expect.stringContaining('it runs out by itself')]);
  },
);
