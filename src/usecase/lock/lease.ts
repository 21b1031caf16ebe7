import {
  type Instant,
  type ItemLocks,
  type LockPlace,
  type LockReply,
  msBetween,
  type NodeId,
  type Random,
  type Timer,
  WAITS,
} from '../../core/model.ts';

const { runsOutMs, lastStartMs, lastEndMs } = WAITS.lease;
/** Two clocks of GitHub's that are further apart than an answer takes. */
const CLOCKS_DISAGREE_MS = 5_000;

/** What is held or asked for at this moment, for the `post` step to free when the run is cut off. */
export interface LockJournal {
  /** `lockId` null: asked for, the answer is not there yet. */
  note(place: LockPlace, lockId: string | null): void;
  forget(place: LockPlace): void;
}

export interface LockPorts {
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
  readonly #ports: LockPorts;
  readonly #reply: LockReply;
  readonly #askedAt: number;
  #held = true;

  /** @param askedAt when the request for the lock was sent, by `timer.elapsed()` */
  constructor(place: LockPlace, reply: LockReply, askedAt: number, ports: LockPorts) {
    this.place = place;
    this.#reply = reply;
    this.#askedAt = askedAt;
    this.#ports = ports;
  }

  /** A reading that knows it is not older than the lock. */
  get nodeId(): NodeId {
    return this.#reply.nodeId;
  }

  get createdAt(): Instant {
    return this.#reply.createdAt;
  }

  /** Null: GitHub's `Date` and the lock's `created_at` agree about when the lock was made. */
  get clocks(): { readonly date: Instant; readonly createdAt: Instant } | null {
    return disagreement(this.#reply);
  }

  /** How long the lock has been held; `at` is GitHub's clock in its newest answer. */
  ageMs(at: Instant): number {
    return Math.max(ageOf(this.#reply, at), this.#ports.timer.elapsed() - this.#askedAt);
  }

  mayWrite(at: Instant): boolean {
    return this.ageMs(at) <= lastStartMs;
  }

  /** Whole milliseconds, as time-outs want them. */
  writeBudgetMs(at: Instant): number {
    return Math.max(0, Math.floor(lastEndMs - this.ageMs(at)));
  }

  /** Frees the lock, once. A failure is no error: the lease runs out by itself. */
  async release(): Promise<void> {
    if (!this.#held) return;
    this.#held = false;
    try {
      await this.#ports.locks.unlock(this.place, this.#reply.lockId);
      this.#ports.journal.forget(this.place);
    } catch (error) {
      this.#ports.log(`The lock could not be freed and runs out in ${runsOutMs / 1000} s: ${String(error)}`);
    }
  }
}

/** The age of a lock at a moment of GitHub's clock. */
export function ageOf(reply: LockReply, at: Instant): number {
  return msBetween(reply.createdAt, at);
}

/** The two clocks in an answer about a lock that was made just now; null: they agree. */
function disagreement(reply: LockReply): { readonly date: Instant; readonly createdAt: Instant } | null {
  const { at: date, createdAt } = reply;
  return Math.abs(ageOf(reply, date)) > CLOCKS_DISAGREE_MS ? { date, createdAt } : null;
}
