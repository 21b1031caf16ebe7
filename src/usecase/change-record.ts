import { LoopForgeError } from '../core/errors.ts';
import type { Reading } from '../core/ports.ts';
import { type Attempt, type Kept, keptIn, landedIn, MAX_WRITES, store } from './attempt.ts';
import type { Lease } from './lease.ts';
import { PATIENCE_MS, takeLock } from './lock.ts';
import { placeOf } from './lock-place.ts';
import type { Look } from './look.ts';
import type { Means } from './means.ts';

const LAGS_MS = [300, 900];

/** One change of a record by a person. */
export interface ChangeRequest<T extends object> {
  /** Looks at the item as it was just read; under the lock, so nothing in it may wait for a rate limit. */
  readonly look: (reading: Reading) => Promise<Look>;
  /** The record as it is to be, from this look; null: there is nothing (left) to change. */
  readonly change: (look: Look) => Promise<(Pick<Attempt, 'record' | 'appended'> & T) | null>;
}

/** What was written; null: there was nothing to write. */
export type Changed<T extends object> = (Attempt & T & { readonly kept: Kept }) | null;

/**
 * Changes a stored record the way every write goes: lock, look again, change, write, unlock. A write whose answer was
 * lost is looked for before it is repeated.
 * @throws LoopForgeError `lock_timeout`, `permission_missing`, `github_unreachable` and what looking throws.
 */
export async function changeRecord<T extends object>(
  means: Means,
  first: Look,
  request: ChangeRequest<T>,
): Promise<Changed<T>> {
  const deadline = means.timer.elapsed() + PATIENCE_MS;
  const attempts: (Attempt & T)[] = [];
  for (;;) {
    const lease = first.run.lock === 'none' ? null : await takeLock(means, placeOf(first), deadline);
    try {
      const done = await underLock(means, first, request, lease, attempts);
      if (done !== 'again') return done;
    } finally {
      await lease?.release();
    }
    if (means.timer.elapsed() >= deadline) throw outOfTime();
  }
}

async function underLock<T extends object>(
  means: Means,
  { reading }: Look,
  request: ChangeRequest<T>,
  lease: Lease | null,
  attempts: (Attempt & T)[],
): Promise<Changed<T> | 'again'> {
  for (;;) {
    const look = await request.look(await readFresh(means, reading.facts.number, lease));
    const landed = landedIn(look, attempts);
    if (landed !== undefined) return { ...withExtras(landed, attempts), kept: keptIn(look) };
    const change = await request.change(look);
    if (change === null) return null;
    const { at } = look.reading;
    if (lease?.mayWrite(at) === false) return 'again';
    const attempt = { ...change, look };
    attempts.push(attempt);
    const kept = await store(means, attempt, lease === null ? undefined : () => lease.writeBudgetMs(at));
    if (!('lost' in kept)) return { ...attempt, kept };
    if (attempts.length >= MAX_WRITES) throw kept.lost;
  }
}

/** An answer that does not know the lock is older than it, from a replica that lags behind: another one is asked for. */
async function readFresh({ atOnce, timer }: Means, number: number, lease: Lease | null): Promise<Reading> {
  const options = lease === null ? {} : { lock: lease.nodeId };
  let fresh = await atOnce.read(number, options);
  for (const lag of LAGS_MS) {
    if (fresh.knowsLock !== false) break;
    await timer.sleep(lag);
    fresh = await atOnce.read(number, options);
  }
  return fresh;
}

/** The attempt again, with what its change said besides. */
function withExtras<T extends object>(landed: Attempt, attempts: readonly (Attempt & T)[]): Attempt & T {
  const found = attempts.find((attempt) => attempt === landed);
  if (found === undefined) throw new LoopForgeError('internal', 'A write was found that nobody had sent.');
  return found;
}

function outOfTime(): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `The item kept changing for ${PATIENCE_MS / 1000} s, so nothing was written. Repeat the command.`,
  );
}
