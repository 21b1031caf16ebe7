import { systemTimer } from '../../adapters/system/timer.ts';
import { freeLock, type LockPorts } from '../../usecase/lock/index.ts';
import { CancelSwitch, type Connection, connect } from '../github/index.ts';
import { type JournalEntry, readLockJournal } from './lock-journal.ts';

type ActionPorts = Pick<LockPorts, 'locks' | 'timer' | 'log'>;

/** Frees what a cancelled run left locked. */
export async function freeLocks(state: string, connection: Connection): Promise<void> {
  if (readLockJournal(state).length === 0) return;
  const timer = systemTimer(new CancelSwitch());
  await freeLocksOver(state, { locks: connect(connection, timer), timer, log: connection.log });
}

/** The same over a connection that is there already. @internal */
export async function freeLocksOver(state: string, ports: ActionPorts): Promise<void> {
  await Promise.all(readLockJournal(state).map((entry) => freeOne(ports, entry)));
}

async function freeOne(ports: ActionPorts, { place, lockId }: JournalEntry): Promise<void> {
  try {
    await freeLock(ports, place, lockId);
    ports.log('Freed a lock that a cancelled run had left behind.');
  } catch (error) {
    ports.log(`A lock that a cancelled run left behind could not be freed; it runs out by itself: ${String(error)}`);
  }
}
