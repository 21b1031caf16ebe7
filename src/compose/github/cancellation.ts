import type { Cancellation } from '../../adapters/system/timer.ts';

/** A run that can be told to stop: what is being written is finished, what is held is freed, nothing new begins. */
export class CancelSwitch implements Cancellation {
  #requested = false;
  readonly #sleepers = new Set<() => void>();

  readonly isRequested = (): boolean => this.#requested;

  readonly onRequest = (wake: () => void): (() => void) => {
    if (this.#requested) queueMicrotask(wake);
    else this.#sleepers.add(wake);
    return () => this.#sleepers.delete(wake);
  };

  request(): void {
    this.#requested = true;
    for (const wake of [...this.#sleepers]) wake();
  }
}
