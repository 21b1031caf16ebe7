import { systemRandom } from '../adapters/system/system.ts';
import { systemTimer } from '../adapters/system/timer.ts';
import { LEASE_MS, type LockMeans } from '../usecase/lease.ts';
import { takeLock } from '../usecase/lock.ts';
import { CancelSwitch } from './cancellation.ts';
import { connect } from './connect.ts';
import { type JournalEntry, readLockJournal } from './lock-journal.ts';
import type { Connection } from './request.ts';

/** Longer than a lease, shorter than the five minutes that a cancelled job is given. */
const PATIENCE_MS = LEASE_MS * 2;

/** Frees what a cancelled run left locked. A lock that it had only asked for is taken, or waited out, and then freed. */
export async function freeLocks(state: string, connection: Connection): Promise<void> {
  if (readLockJournal(state).length === 0) return;
  const timer = systemTimer(new CancelSwitch());
  await freeLocksOver(state, { locks: connect(connection, timer), timer, random: systemRandom, log: connection.log });
}

/** The same over a connection that is there already. */
export async function freeLocksOver(
  state: string,
  outside: Pick<LockMeans, 'locks' | 'timer' | 'random' | 'log'>,
): Promise<void> {
  const journal = { note: () => {}, forget: () => {} };
  const means: LockMeans = { ...outside, journal, isCancelled: () => false };
  await Promise.all(readLockJournal(state).map((entry) => freeOne(means, entry)));
}

async function freeOne(means: LockMeans, { place, lockId }: JournalEntry): Promise<void> {
  try {
    if (lockId !== null) await means.locks.unlock(place, lockId);
    else await (await takeLock(means, place, means.timer.elapsed() + PATIENCE_MS)).release();
    means.log('Freed a lock that a cancelled run had left behind.');
  } catch (error) {
    means.log(`A lock that a cancelled run left behind could not be freed; it runs out by itself: ${String(error)}`);
  }
}
