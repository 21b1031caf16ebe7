import { describe, expect, test } from 'vitest';
import type { LockPlace, LockReply } from '../../../src/core/ports/locks.ts';
import { LoopForgeError, RateLimitedError } from '../../../src/core/values/errors.ts';
import { trustedNodeId } from '../../../src/core/values/ids.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';
import { Lease, type LockPorts } from '../../../src/usecase/lock/lease.ts';
import { takeLock } from '../../../src/usecase/lock/lock.ts';
import { RoundLimit } from '../../../src/usecase/write/round-limit.ts';

const PLACE: LockPlace = { kind: 'item', number: 1 };
const NINETY_SECONDS = 90_000;

type Answer = LockReply | LoopForgeError;

/** Locks that answer by the script (the last answer again and again), in a time that only waiting moves. */
function scripted(...answers: readonly [Answer, ...Answer[]]) {
  let now = 0;
  let asked = 0;
  const seen = {
    log: [] as string[],
    unlocked: [] as string[],
    journal: [] as (string | null)[],
    waits: [] as number[],
  };
  let cancelled = false;
  const ports: LockPorts = {
    locks: {
      tryLock: async () => {
        const answer = answers[Math.min(asked, answers.length - 1)] ?? answers[0];
        asked += 1;
        if (answer instanceof LoopForgeError) throw answer;
        return answer;
      },
      unlock: async (_place, id) => void seen.unlocked.push(id),
    },
    timer: {
      elapsed: () => now,
      sleep: async (ms) => {
        seen.waits.push(ms);
        now += ms;
      },
    },
    random: (size) => new Uint8Array(size).fill(128),
    journal: { note: (_place, id) => void seen.journal.push(id), forget: () => void seen.journal.push('forgotten') },
    log: (line) => void seen.log.push(line),
    isCancelled: () => cancelled,
  };
  return { ports, seen, asked: () => asked, now: () => now, cancel: () => (cancelled = true) };
}

/** GitHub's answer at second `at` about a lock made at second 0. */
function reply(acquired: boolean, at: number, lockId = '7'): LockReply {
  const time = (second: number): Instant => instantOf(Date.UTC(2026, 10, 22, 8, 0, second));
  return { acquired, lockId, nodeId: trustedNodeId(`node-${lockId}`), createdAt: time(0), at: time(at) };
}

const LOST = new LoopForgeError('github_unreachable', 'the answer broke off');

describe('takeLock', () => {
  test('takes a free lock with one request, and notes it for post', async () => {
    const stage = scripted(reply(true, 0));
    const lease = await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    expect(stage.asked()).toBe(1);
    expect(stage.seen.journal).toEqual([null, '7']);
    await lease.release();
    await lease.release();
    expect(stage.seen).toMatchObject({ unlocked: ['7'], journal: [null, '7', 'forgotten'], log: [] });
  });

  test('waits with growing, bounded waits while another holds it, and says so once', async () => {
    const held = Array.from({ length: 12 }, () => reply(false, 2));
    const stage = scripted(held[0] ?? reply(false, 2), ...held.slice(1), reply(true, 0));
    await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    const { waits, log } = stage.seen;
    expect(waits).toHaveLength(12);
    expect(waits.slice(0, 3)).toEqual(waits.slice(0, 3).toSorted((a, b) => a - b));
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
    expect(log).toEqual(['Waiting for another LoopForge run to finish with this item.']);
  });

  test('gives up after 16 tries, within 90 seconds, and leaves nothing behind', async () => {
    const stage = scripted(reply(false, 2));
    const failed = takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    await expect(failed).rejects.toMatchObject({ code: 'lock_timeout', message: expect.stringMatching(/for 5\d s/) });
    expect(stage.asked()).toBe(16);
    expect(stage.now()).toBeLessThan(NINETY_SECONDS);
    expect(stage.seen.unlocked).toEqual([]);
    expect(stage.seen.journal.at(-1)).toBe('forgotten');
  });

  test('gives up after 90 seconds where answers take long', async () => {
    const stage = scripted(LOST);
    const { locks, timer } = stage.ports;
    const tryLock = (place: LockPlace) => timer.sleep(15_000).then(() => locks.tryLock(place));
    const failed = takeLock({ ...stage.ports, locks: { ...locks, tryLock } }, PLACE, new RoundLimit(stage.ports));
    await expect(failed).rejects.toMatchObject({
      code: 'lock_timeout',
      message: expect.stringContaining('not answer'),
    });
    expect(stage.now()).toBeGreaterThan(NINETY_SECONDS);
    expect(stage.asked()).toBeLessThanOrEqual(6);
  });

  test('waits no longer than the lease of what is there still runs', async () => {
    const stage = scripted(
      ...([1, 2, 3, 4, 5, 7, 10, 15].map((second) => reply(false, second)) as [LockReply]),
      reply(true, 0),
    );
    await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    expect(stage.seen.waits.at(-1)).toBeLessThan(5_500);
  });

  test('breaks a lock at 20 seconds by the clock of GitHub, by its id, and not before', async () => {
    const stage = scripted(reply(false, 19), reply(false, 20, '5'), reply(true, 0, '6'));
    const lease = await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    expect(stage.seen.unlocked).toEqual(['5']);
    expect(stage.seen.waits).toHaveLength(1);
    expect(lease.nodeId).toBe('node-6');
  });

  test('an answer that was lost may have taken the lock: it is waited for, and stays in the journal', async () => {
    const stage = scripted(LOST, reply(false, 5), reply(false, 21), reply(true, 0, '8'));
    await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    expect(stage.seen.unlocked).toEqual(['7']);
    expect(stage.seen.journal).toEqual([null, null, null, null, '8']);
  });

  test('waits as long as GitHub asks, within bounds, and tells', async () => {
    const limited = new RateLimitedError('too many', { waitMs: 30_000 });
    const stage = scripted(limited, reply(true, 0));
    await takeLock(stage.ports, PLACE, new RoundLimit(stage.ports));
    expect(stage.seen.waits).toEqual([30_000]);
    expect(stage.seen.log[0]).toContain('wait 30 s');
  });

  test.each([null, 61_000])('does not wait for a limit of %s ms', async (waitMs) => {
    const stage = scripted(new RateLimitedError('too many', { waitMs }));
    await expect(takeLock(stage.ports, PLACE, new RoundLimit(stage.ports))).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(stage.seen).toMatchObject({ waits: [], journal: [null, 'forgotten'] });
  });

  test('does not wait for a limit beyond its deadline', async () => {
    const stage = scripted(new RateLimitedError('too many', { waitMs: 50_000 }));
    await expect(takeLock(stage.ports, PLACE, new RoundLimit(stage.ports, 40_000))).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  test('asks for nothing once the run is cancelled', async () => {
    const stage = scripted(reply(true, 0));
    stage.cancel();
    await expect(takeLock(stage.ports, PLACE, new RoundLimit(stage.ports))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(stage.asked()).toBe(0);
  });

  test('a permission that is missing is an error at once', async () => {
    const stage = scripted(new LoopForgeError('permission_missing', 'no'));
    await expect(takeLock(stage.ports, PLACE, new RoundLimit(stage.ports))).rejects.toMatchObject({
      code: 'permission_missing',
    });
    expect(stage.seen.journal).toEqual([null, 'forgotten']);
  });
});

describe('Lease', () => {
  const leaseAfter = (ms: number): Lease => {
    const { ports } = scripted(reply(true, 0));
    return new Lease(PLACE, reply(true, 0), 0, { ...ports, timer: { ...ports.timer, elapsed: () => ms } });
  };

  test('starts no write after second 10, and each ends by second 15, by the clock of GitHub', () => {
    const lease = leaseAfter(0);
    expect([9, 10, 11].map((second) => lease.mayWrite(reply(true, second).at))).toEqual([true, true, false]);
    expect([0, 9, 15, 40].map((second) => lease.writeBudgetMs(reply(true, second).at))).toEqual([15_000, 6_000, 0, 0]);
  });

  test('time that passed here counts where GitHub’s answer shows less', () => {
    const lease = leaseAfter(10_500.25);
    expect(lease.mayWrite(reply(true, 1).at)).toBe(false);
    expect(lease.writeBudgetMs(reply(true, 1).at)).toBe(4_499);
  });

  test('a lock that cannot be freed is no error, and stays in the journal', async () => {
    const { ports, seen } = scripted(reply(true, 0));
    const unlock = async (): Promise<void> => Promise.reject(LOST);
    const lease = new Lease(PLACE, reply(true, 0), 0, { ...ports, locks: { ...ports.locks, unlock } });
    await lease.release();
    expect(seen.log[0]).toContain('runs out in 20 s');
    expect(seen.journal).toEqual([]);
  });
});
