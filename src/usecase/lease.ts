import type { ItemLocks, LockPlace, LockReply, Random, Timer } from '../core/ports.ts';

/** After this long others may break a lock. All ages are by GitHub's clock, or by time passed here if that is more. */
export const LEASE_MS = 20_000;
/** A holder starts no write later than this after taking the lock, and each write ends before the second bound. */
export const LAST_START_MS = 10_000;
export const LAST_END_MS = 15_000;

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

  /** @param askedAt when the request for the lock was sent, by `timer.elapsed()` */
  constructor(place: LockPlace, reply: LockReply, askedAt: number, means: LockMeans) {
    this.place = place;
    this.#reply = reply;
    this.#askedAt = askedAt;
    this.#means = means;
  }

  /** Node id: a reading that knows it is not older than the lock. */
  get nodeId(): string {
    return this.#reply.nodeId;
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

/** The age of a lock at a moment of GitHub's clock. */
export function ageOf(reply: LockReply, at: string): number {
  return Date.parse(at) - Date.parse(reply.createdAt);
}
