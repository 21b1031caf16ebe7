import { growing, type LockPlace, WAITS } from '../../core/model.ts';
import type { LockPorts } from '../lock/index.ts';
import type { FailedRound } from './failed-round.ts';

/** Clocks in answers show whole seconds. */
const SECOND = 1_000;

/** How much trouble one commit bears: rounds that come to nothing, tries for a lock, and time. */
export class RoundLimit {
  /** By `timer.elapsed()`. */
  readonly #deadline: number;
  readonly #ports: Pick<LockPorts, 'timer' | 'random' | 'log'>;
  readonly #seen = new Set<string>();
  #idle = 0;
  #outlasts = 0;
  #tries = 0;

  constructor(ports: Pick<LockPorts, 'timer' | 'random' | 'log'>, patienceMs: number = WAITS.lock.patienceMs) {
    this.#ports = ports;
    this.#deadline = ports.timer.elapsed() + patienceMs;
  }

  /** The next round that comes to nothing is the last. */
  get isSpent(): boolean {
    return this.#idle + 1 >= WAITS.round.withoutProgress;
  }

  /**
   * Counts a try for the lock that was in vain.
   * @param waitMs how long GitHub asks to wait before the next
   * @returns how manieth it was, from 1; null: it was the last one
   */
  countTry(waitMs: number): number | null {
    this.#tries += 1;
    return this.#tries < WAITS.lock.tries && this.#hasTimeFor(waitMs) ? this.#tries : null;
  }

  /**
   * The pause after a round that came to nothing, longer each time. A place that the lock has not been at is progress.
   * @throws what the failed round is told as, once there were too many
   */
  async sitOut(failedRound: FailedRound): Promise<void> {
    if (failedRound.kind === 'moved' && this.#isNew(failedRound.from, failedRound.to)) return;
    // The next look tells whether it is worth going on at all.
    if (failedRound.kind === 'refused') return;
    if (failedRound.kind === 'held') return this.#outlast(failedRound);
    const waitMs = failedRound.kind === 'limited' ? failedRound.waitMs : 0;
    if (this.isSpent || !this.#hasTimeFor(waitMs)) throw await errorOf(failedRound);
    this.#idle += 1;
    if (waitMs > 0) this.#ports.log(`GitHub asks to wait ${Math.ceil(waitMs / SECOND)} s; no lock is held meanwhile.`);
    await this.#ports.timer.sleep(Math.max(waitMs, growing(WAITS.round, this.#idle)));
  }

  /** A lock of another account is waited for until it has run out, and no longer. */
  async #outlast(failedRound: FailedRound & { readonly kind: 'held' }): Promise<void> {
    this.#outlasts += 1;
    const [byte = 0] = this.#ports.random(1);
    // By chance, since two accounts that locked in the same second would meet again.
    const wait = growing(WAITS.otherLock, this.#outlasts) * (1 + byte / 510);
    const waitMs = Math.min(wait, failedRound.lock.leftMs + SECOND);
    if (this.#outlasts > WAITS.otherLock.looks || !this.#hasTimeFor(waitMs)) throw await errorOf(failedRound);
    await this.#ports.timer.sleep(waitMs);
  }

  #hasTimeFor(waitMs: number): boolean {
    return this.#ports.timer.elapsed() + waitMs < this.#deadline;
  }

  #isNew(from: LockPlace, to: LockPlace): boolean {
    this.#seen.add(nameOf(from));
    return !this.#seen.has(nameOf(to));
  }
}

/** Most runs meet none. */
async function errorOf(failedRound: FailedRound): Promise<unknown> {
  return (await import('./failed-round-error.ts')).failedRoundError(failedRound);
}

function nameOf(place: LockPlace): string {
  return place.kind === 'item' ? 'item' : place.comment.databaseId;
}
