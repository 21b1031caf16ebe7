import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { LockPlace } from '../core/ports.ts';
import {
  type Attempt,
  attemptFrom,
  keptIn,
  landedIn,
  MAX_WRITES,
  removeSurplus,
  resultAfter,
  store,
  unwritten,
} from './attempt.ts';
import type { Lease } from './lease.ts';
import { cancelled, limitWaitOf, PATIENCE_MS, takeLock } from './lock.ts';
import { isSamePlace, placeOf } from './lock-place.ts';
import { hasEntries, isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { writeUnlocked } from './write-unlocked.ts';

export interface Done {
  readonly look: Look;
  readonly result: ItemResult;
}

type Round =
  | ({ readonly kind: 'done' } & Done)
  /** The lock sat in the wrong place, or there was no time left under it: start over with what was seen. */
  | { readonly kind: 'again'; readonly look: Look; readonly waitMs: number };

/** One item that is being written, over all rounds. */
interface Writing {
  readonly means: Means;
  readonly ask: ItemAsk;
  readonly attempts: Attempt[];
  /** By `timer.elapsed()`. */
  readonly deadline: number;
}

/** How long GitHub's replicas are given to catch up: before the next round, and before another look under the lock. */
const LAG_MS = 1_500;
const LAGS_MS = [300, 900];

/**
 * Stores what a look found to be necessary: lock, read facts and record again, plan again, write, unlock. Whatever
 * happens on the way, a step is written once or not at all.
 * @throws LoopForgeError `lock_timeout`, `rate_limited`, `github_unreachable`, `cancelled` and what looking throws.
 */
export async function writeItem(means: Means, ask: ItemAsk, first: Look): Promise<Done> {
  if (first.run.lock === 'none') return writeUnlocked(means, ask, first);
  const writing: Writing = { means, ask, attempts: [], deadline: means.timer.elapsed() + PATIENCE_MS };
  let look = first;
  for (;;) {
    const round = await oneRound(writing, look);
    if (round.kind === 'done') return round;
    look = round.look;
    await means.timer.sleep(round.waitMs);
    if (means.timer.elapsed() >= writing.deadline) throw outOfTime();
  }
}

async function oneRound(writing: Writing, look: Look): Promise<Round> {
  const lease = await lockOrNull(writing, placeOf(look));
  if (lease === null) return again(await lookAgain(writing, look, null));
  try {
    return await underLock(writing, look, lease);
  } catch (error) {
    return again(look, waitAfter(error, writing));
  } finally {
    await lease.release();
  }
}

/** Null: the comment to lock is gone. */
async function lockOrNull({ means, deadline }: Writing, place: LockPlace): Promise<Lease | null> {
  try {
    return await takeLock(means, place, deadline);
  } catch (error) {
    if (!isGone(error) || place.kind !== 'comment') throw error;
    return null;
  }
}

/**
 * How long to stay away after a round that failed: where too many requests were made, if GitHub says when to come back
 * and it is soon; the lock is freed meanwhile. Where the comment is gone, not at all. Anything else is an error.
 */
function waitAfter(error: unknown, { means, deadline }: Writing): number {
  if (isGone(error)) return 0;
  const waitMs = limitWaitOf(error);
  if (waitMs === null || means.timer.elapsed() + waitMs > deadline) throw error;
  means.log(`GitHub asks to wait ${Math.ceil(waitMs / 1000)} s before the next write; the lock is freed meanwhile.`);
  return waitMs;
}

async function underLock(writing: Writing, before: Look, lease: Lease): Promise<Round> {
  const { means, ask, attempts } = writing;
  let failure: unknown = null;
  for (let tries = 1; ; tries++) {
    const look = await lookAgain(writing, before, lease);
    const landed = landedIn(look, attempts);
    if (landed !== undefined) {
      await removeSurplus(means, landed.look);
      return { kind: 'done', look, result: resultAfter(landed, keptIn(look)) };
    }
    if (!isSamePlace(placeOf(look), lease.place)) return again(look);
    if (!isPending(look)) return { kind: 'done', look, result: unwritten(look) };
    if (means.isCancelled()) throw cancelled();
    if (tries > MAX_WRITES) throw failure;
    const { at } = look.reading;
    if (!lease.mayWrite(at)) return again(look);
    if (!look.amends.settled) return again(look, LAG_MS);
    if (!hasEntries(look)) {
      await removeSurplus(means, look);
      return { kind: 'done', look, result: unwritten(look) };
    }
    const attempt = attemptFrom(means, ask, look);
    attempts.push(attempt);
    const kept = await store(means, attempt, () => lease.writeBudgetMs(at));
    if ('lost' in kept) {
      failure = kept.lost;
      continue;
    }
    await removeSurplus(means, look);
    return { kind: 'done', look, result: resultAfter(attempt, kept) };
  }
}

function again(look: Look, waitMs = 0): Round {
  return { kind: 'again', look, waitMs };
}

/**
 * Reads facts and record again. Under a lock nothing waits for a rate limit, since the lock would run out meanwhile; and
 * an answer that does not know the lock itself is older than it, so another one is asked for, a few times. (If none
 * ever knows it, what is overwritten on a stale read is still found by the edit count.)
 */
async function lookAgain({ means, ask }: Writing, { reading }: Look, lease: Lease | null): Promise<Look> {
  const { number } = reading.facts;
  if (lease === null) return lookAt(means.github, ask, await means.github.read(number));
  const { timer, atOnce } = means;
  const options = { lock: lease.nodeId };
  let fresh = await atOnce.read(number, options);
  for (const lag of LAGS_MS) {
    if (fresh.knowsLock !== false) break;
    means.log('GitHub answered from a copy that is older than the lock; looking again.');
    await timer.sleep(lag);
    fresh = await atOnce.read(number, options);
  }
  return lookAt(atOnce, ask, fresh);
}

function isGone(error: unknown): boolean {
  return error instanceof LoopForgeError && error.code === 'not_found';
}

function outOfTime(): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `The item kept changing under this run for ${PATIENCE_MS / 1000} s, so nothing was written. Run the job again.`,
  );
}
