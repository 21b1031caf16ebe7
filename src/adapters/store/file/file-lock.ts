import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { systemSleep } from '../../system/timer.ts';
import { openNodeSqlite, whileBusy } from '../shared/index.ts';

/** The lock's file as it was opened, and which file that is. */
interface Opened {
  readonly database: DatabaseSync;
  readonly identity: string;
}

/**
 * A lock that one holder has at a time, among all processes of a machine. It is a lock of the operating system on a file,
 * which frees it when its process ends, however that ends: nothing is left behind, and no clock or process id is asked.
 * Node has no call for such locks, but its SQLite takes one on any file for a transaction; the file stays empty.
 */
export class FileLock {
  readonly #path: string;
  readonly #patienceMs: number | undefined;
  #opened: Opened | null = null;
  /** Ends when the last of those who asked here has had it. */
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /**
   * @param path of the lock's file, in a folder that is there when the lock is taken
   * @param patienceMs how long another holder is waited for; ten seconds where it is left out
   */
  constructor(path: string, patienceMs?: number) {
    this.#path = path;
    this.#patienceMs = patienceMs;
  }

  /**
   * Does something while nobody else holds the lock; those who ask here take turns.
   * @throws what `work` throws, and what SQLite says: that it is busy, once its patience is over
   */
  hold<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#queue.then(() => this.#holdAlone(work));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** Waits for those who asked. */
  async close(): Promise<void> {
    await this.#queue;
    this.#opened?.database.close();
    this.#opened = null;
  }

  async #holdAlone<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting--;
    await whileBusy(() => this.#take(), this.#patienceMs);
    try {
      return await work();
    } finally {
      this.#opened?.database.exec('ROLLBACK');
      // Another process, which asks every few milliseconds, would never find it free between two turns of ours.
      if (this.#waiting > 0) await systemSleep(2);
    }
  }

  /** Whoever deletes the lock's file while it is open here leaves a lock that keeps nobody out: it is opened anew. */
  #take(): void {
    for (;;) {
      this.#opened ??= openLock(this.#path);
      const { database, identity } = this.#opened;
      database.exec('BEGIN EXCLUSIVE');
      if (identity === identityOf(this.#path)) return;
      database.close();
      this.#opened = null;
    }
  }
}

function openLock(path: string): Opened {
  const database = openNodeSqlite(path);
  try {
    // Else SQLite would make a second file beside it for each transaction.
    database.exec('PRAGMA journal_mode = MEMORY');
    return { database, identity: identityOf(path) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** No other file has it while this one is open. */
function identityOf(path: string): string {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file === undefined ? 'gone' : `${file.dev}:${file.ino}`;
}
