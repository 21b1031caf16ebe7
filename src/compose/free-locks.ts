import { systemTimer } from '../adapters/system/timer.ts';
import { freeLock } from '../usecase/free-lock.ts';
import type { LockMeans } from '../usecase/lease.ts';
import { CancelSwitch } from './cancellation.ts';
import { connect } from './connect.ts';
import { type JournalEntry, readLockJournal } from './lock-journal.ts';
import type { Connection } from './request.ts';

type Outside = Pick<LockMeans, 'locks' | 'timer' | 'log'>;

/** Frees what a cancelled run left locked. */
export async function freeLocks(state: string, connection: Connection): Promise<void> {
  if (readLockJournal(state).length === 0) return;
  const timer = systemTimer(new CancelSwitch());
  await freeLocksOver(state, { locks: connect(connection, timer), timer, log: connection.log });
}

/** The same over a connection that is there already. @internal */
export async function freeLocksOver(state: string, outside: Outside): Promise<void> {
  await Promise.all(readLockJournal(state).map((entry) => freeOne(outside, entry)));
}

async function freeOne(outside: Outside, { place, lockId }: JournalEntry): Promise<void> {
  try {
    await freeLock(outside, place, lockId);
    outside.log('Freed a lock that a cancelled run had left behind.');
  } catch (error) {
    outside.log(`A lock that a cancelled run left behind could not be freed; it runs out by itself: ${String(error)}`);
  }
}
