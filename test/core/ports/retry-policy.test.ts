import { describe, expect, test } from 'vitest';
import { BULK_CALLS, CALLS, growing, WAITS, waitBefore } from '../../../src/core/ports/retry-policy.ts';

/** What one call may cost at most, limits aside: when each repeat is sent, in ms since the first. */
function schedule(kind: keyof typeof CALLS): readonly number[] {
  const policy = CALLS[kind];
  const times = [0];
  for (let repeat = 1; repeat <= policy.repeats; repeat++) times.push((times.at(-1) ?? 0) + waitBefore(repeat, policy));
  return times;
}

describe('the table', () => {
  const patient = [0, 250, 1_250, 5_250];
  test.each([
    ['read', patient, 3, 60_000, 60_000],
    ['read_under_lock', patient, 0, 0, 60_000],
    ['create', [0], 0, 0, 15_000],
    ['edit', [0], 0, 0, 15_000],
    ['remove', patient, 0, 0, 15_000],
    ['lock', [0], 0, 0, 15_000],
    ['unlock', patient, 0, 0, 20_000],
    ['mark', patient, 0, 0, 60_000],
  ] as const)('%s is sent at %j, waits out %i limits of %i ms, and takes %i ms', (kind, at, waits, longest, budget) => {
    expect(schedule(kind)).toEqual(at);
    expect(CALLS[kind]).toMatchObject({ limitWaits: waits, longestLimitWaitMs: longest, budgetMs: budget });
  });

  test('over many items only reads and marks are more patient, and with limits alone', () => {
    for (const [kind, policy] of Object.entries(BULK_CALLS)) {
      const one = Object.entries(CALLS).find(([name]) => name === kind)?.[1];
      const patience = kind === 'read' || kind === 'mark' ? { limitWaits: 3, longestLimitWaitMs: 300_000 } : {};
      expect(policy).toEqual({ ...one, ...patience });
    }
  });
});

describe('the table and the lease fit together', () => {
  const { lease, leftLock, lock, replicaLagMs } = WAITS;

  test('what is written under a lock ends before others may break it', () => {
    for (const kind of ['create', 'edit', 'remove'] as const) {
      expect(CALLS[kind].budgetMs).toBeLessThan(lease.runsOutMs);
      expect(CALLS[kind].limitWaits).toBe(0);
    }
    expect(CALLS.read_under_lock.limitWaits).toBe(0);
    expect(lease.lastStartMs).toBeLessThan(lease.lastEndMs);
    expect(lease.lastEndMs).toBeLessThan(lease.runsOutMs);
    expect(replicaLagMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(lease.lastStartMs);
  });

  test('a first try has the whole of the time that one answer may take', () => {
    for (const { budgetMs } of Object.values(CALLS)) expect(budgetMs).toBeGreaterThanOrEqual(WAITS.answerMs);
  });

  test('what may stand although its answer was lost is sent once', () => {
    for (const kind of ['create', 'edit', 'lock'] as const) expect(CALLS[kind].repeats).toBe(0);
  });

  test('a left lock is outlasted within the time of a cancelled job', () => {
    expect(leftLock.patienceMs).toBeGreaterThan(lease.runsOutMs);
    expect(leftLock.patienceMs).toBeLessThan(5 * 60_000);
  });

  test('the tries for a lock last about as long as the patience for it', () => {
    let waited = 0;
    for (let count = 1; count < lock.tries; count++) waited += growing(lock, count);
    expect(waited).toBeGreaterThan(lock.patienceMs * 0.9);
  });
});

test('waits grow up to their bound', () => {
  const wait = { firstMs: 500, longestMs: 3_000, growth: 2 };
  expect([1, 2, 3, 4, 5].map((count) => growing(wait, count))).toEqual([500, 1_000, 2_000, 3_000, 3_000]);
});
