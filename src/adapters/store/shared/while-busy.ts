import { systemSleep } from '../../system/timer.ts';

/** SQLite's result codes, as far as they are told apart: https://www.sqlite.org/rescode.html */
export const RESULT = { busy: 5, locked: 6, corrupt: 11, notADatabase: 26 } as const;

const NAMES: { readonly [name: string]: number } = {
  SQLITE_BUSY: RESULT.busy,
  SQLITE_LOCKED: RESULT.locked,
  SQLITE_CORRUPT: RESULT.corrupt,
  SQLITE_NOTADB: RESULT.notADatabase,
};

/** How long others are waited for. */
const PATIENCE_MS = 10_000;
/** The longest pause between two tries. */
const PAUSE_MS = 20;

/**
 * Does it as soon as no other connection is in the way. The pauses are of random length, so that many who wait do not
 * come back together; meanwhile this thread is free.
 * @param work is done once again where SQLite was busy, so a try that fails changes nothing
 * @param patienceMs how long others are waited for; ten seconds where it is left out
 * @throws what `work` throws; that SQLite is busy only after that time
 */
export async function whileBusy<T>(work: () => T, patienceMs = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    await systemSleep(1 + Math.random() * PAUSE_MS);
  }
}

/** Whether another connection was in the way: tried again, it may be done. */
export function isBusy(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === RESULT.busy || code === RESULT.locked;
}

/**
 * SQLite's primary result code in an error of `node:sqlite` (a number) or of `better-sqlite3` (a name); undefined: it is
 * none of those that are told apart, or no error of SQLite.
 */
export function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  // The low byte of an extended code is the primary one; its name begins with the primary one's.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  const name = 'code' in error && typeof error.code === 'string' ? /^SQLITE_[A-Z]+/.exec(error.code)?.[0] : undefined;
  return name === undefined ? undefined : NAMES[name];
}
