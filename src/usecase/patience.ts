import type { LockPlace, Timer } from '../core/ports.ts';
import { growing, WAITS } from '../core/retry-policy.ts';
import { type Setback, setbackError } from './setback.ts';

/** How much trouble one commit bears: rounds that come to nothing, tries for a lock, and time. */
export class Patience {
  /** By `timer.elapsed()`. */
  readonly #deadline: number;
  readonly #timer: Timer;
  readonly #seen = new Set<string>();
  #idle = 0;
  #tries = 0;

  constructor({ timer }: { readonly timer: Timer }, patienceMs: number = WAITS.lock.patienceMs) {
    this.#timer = timer;
    this.#deadline = timer.elapsed() + patienceMs;
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
   * @throws what the setback is told as, once there were too many
   */
  async sitOut(setback: Setback): Promise<void> {
    if (setback.kind === 'moved' && this.#isNew(setback.from, setback.to)) return;
    const waitMs = setback.kind === 'limited' ? setback.waitMs : 0;
    if (this.isSpent || !this.#hasTimeFor(waitMs)) throw setbackError(setback);
    this.#idle += 1;
    await this.#timer.sleep(Math.max(waitMs, growing(WAITS.round, this.#idle)));
  }

  #hasTimeFor(waitMs: number): boolean {
    return this.#timer.elapsed() + waitMs < this.#deadline;
  }

  #isNew(from: LockPlace, to: LockPlace): boolean {
    this.#seen.add(nameOf(from));
    return !this.#seen.has(nameOf(to));
  }
}

function nameOf(place: LockPlace): string {
  return place.kind === 'item' ? 'item' : place.comment.databaseId;
}
