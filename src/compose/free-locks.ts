import { systemRandom } from '../adapters/system/system.ts';
import { systemTimer } from '../adapters/system/timer.ts';
import { LEASE_MS, type LockMeans, takeLock } from '../usecase/lock.ts';
import { CancelSwitch } from './cancellation.ts';
import { connect } from './connect.ts';
import { type JournalEntry, readLockJournal } from './lock-journal.ts';
import type { Connection } from './request.ts';

/** Longer than a lease, shorter than the five minutes that a cancelled job is given. */
const PATIENCE_MS = LEASE_MS * 2;

/** Frees what a cancelled run left locked. A lock that it had only asked for is taken, or waited out, and then freed. */
export async function freeLocks(state: string, connection: Connection): Promise<void> {
  const entries = readLockJournal(state);
  if (entries.length === 0) return;
  const timer = systemTimer(new CancelSwitch());
  const journal = { note: () => {}, forget: () => {} };
  const { log } = connection;
  const locks = connect(connection, timer);
  const means: LockMeans = { locks, timer, random: systemRandom, journal, log, isCancelled: () => false };
  await Promise.all(entries.map((entry) => freeOne(means, entry)));
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
