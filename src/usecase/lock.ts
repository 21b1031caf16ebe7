import { LoopForgeError } from '../core/errors.ts';
import type { ItemLocks, LockPlace, LockReply, Random, Timer } from '../core/ports.ts';

/** After this long others may break a lock. All ages are by GitHub's clock, or by time passed here if that is more. */
export const LEASE_MS = 20_000;
/** A holder starts no write later than this after taking the lock, and each write ends before the second bound. */
export const LAST_START_MS = 10_000;
export const LAST_END_MS = 15_000;
/** A waiter gives up after this. */
export const PATIENCE_MS = 90_000;

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 3_000;
const WORTH_SAYING_MS = 5_000;

/** What is held or asked for at this moment, for the `post` step to free when the run is cut off. */
export interface LockJournal {
  /** `lockId` null: asked for, the answer is not there yet. */
  note(place: LockPlace, lockId: string | null): void;
  forget(place: LockPlace): void;
}

export interface LockMeans {
  readonly locks: ItemLocks;
  readonly timer: Timer;
  readonly random: Random;
  readonly journal: LockJournal;
  readonly log: (line: string) => void;
  readonly isCancelled: () => boolean;
}

/** A lock that this run holds. */
export class Lease {
  readonly place: LockPlace;
  readonly #means: LockMeans;
  readonly #reply: LockReply;
  readonly #askedAt: number;
  #held = true;

  constructor(place: LockPlace, reply: LockReply, askedAt: number, means: LockMeans) {
    this.place = place;
    this.#reply = reply;
    this.#askedAt = askedAt;
    this.#means = means;
  }

  /** How long the lock has been held; `at` is GitHub's clock in its newest answer. */
  ageMs(at: string): number {
    return Math.max(ageOf(this.#reply, at), this.#means.timer.elapsed() - this.#askedAt);
  }

  mayWrite(at: string): boolean {
    return this.ageMs(at) <= LAST_START_MS;
  }

  /** Whole milliseconds, as time-outs want them. */
  writeBudgetMs(at: string): number {
    return Math.max(0, Math.floor(LAST_END_MS - this.ageMs(at)));
  }

  /** Frees the lock, once. A failure is no error: the lease runs out by itself. */
  async release(): Promise<void> {
    if (!this.#held) return;
    this.#held = false;
    try {
      await this.#means.locks.unlock(this.place, this.#reply.lockId);
      this.#means.journal.forget(this.place);
    } catch (error) {
      this.#means.log(`The lock could not be freed and runs out in ${LEASE_MS / 1000} s: ${String(error)}`);
    }
  }
}

/**
 * Takes the lock of an item, waiting with jitter while another run holds it, and breaking one whose lease has run out.
 * @param deadline by `timer.elapsed()`
 * @throws LoopForgeError `lock_timeout`, `cancelled`, and what GitHub answers.
 */
export async function takeLock(means: LockMeans, place: LockPlace, deadline: number): Promise<Lease> {
  let said = false;
  for (let tries = 0; ; tries++) {
    if (means.isCancelled()) throw cancelled();
    const askedAt = means.timer.elapsed();
    means.journal.note(place, null);
    const reply = await tryLock(means, place);
    if (reply?.acquired === true) {
      means.journal.note(place, reply.lockId);
      return new Lease(place, reply, askedAt, means);
    }
    if (reply !== null) {
      means.journal.forget(place);
      if (ageOf(reply, reply.at) >= LEASE_MS) {
        means.log('Another run left its lock behind; breaking it.');
        await means.locks.unlock(place, reply.lockId);
        continue;
      }
    }
    if (means.timer.elapsed() >= deadline) throw lockTimeout();
    if (!said && means.timer.elapsed() > deadline - PATIENCE_MS + WORTH_SAYING_MS) {
      means.log('Waiting for another LoopForge run to finish with this item.');
      said = true;
    }
    await means.timer.sleep(jitter(means.random, tries));
  }
}

/** Null: the answer was lost. Whether the lock is ours cannot be known then, so it is waited for like another's. */
async function tryLock({ locks, log }: LockMeans, place: LockPlace): Promise<LockReply | null> {
  try {
    return await locks.tryLock(place);
  } catch (error) {
    if (!(error instanceof LoopForgeError) || error.code !== 'github_unreachable') throw error;
    log(`No answer to the request for the lock: ${error.message}`);
    return null;
  }
}

function ageOf(reply: LockReply, at: string): number {
  return Date.parse(at) - Date.parse(reply.createdAt);
}

/** Grows from try to try, and is spread over its whole length so that waiters do not move in step. */
function jitter(random: Random, tries: number): number {
  const [byte = 0] = random(1);
  const longest = Math.min(FIRST_WAIT_MS * 1.5 ** tries, LONGEST_WAIT_MS);
  return longest * (0.25 + (0.75 * byte) / 255);
}

export function cancelled(): LoopForgeError {
  return new LoopForgeError(
    'cancelled',
    'The run was cancelled; nothing was left half-written. The next run catches up.',
  );
}

function lockTimeout(): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `Other runs held the lock of this item for ${PATIENCE_MS / 1000} s, so nothing was written. Run the job again; the next event or sweep catches up as well.`,
  );
}
