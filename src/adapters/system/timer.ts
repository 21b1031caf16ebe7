import type { Alarm, Timer } from '../../core/model.ts';

/** A run that may be told to stop; whoever sleeps is woken then. */
export interface Cancellation {
  readonly isRequested: () => boolean;
  /** Calls back once, at once if it has happened already. Returns how to take the call back. */
  readonly onRequest: (wake: () => void) => () => void;
}

/** Sleep that nothing ends early. */
export const systemSleep: Timer['sleep'] = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** It keeps the process alive until it rings or is taken back: somebody waits for what it ends. */
export const systemAlarm: Alarm = (ms, ring) => {
  const timeout = setTimeout(ring, ms);
  return () => clearTimeout(timeout);
};

/** The machine's monotonic clock, and sleep that ends early when the run is cancelled. */
export function systemTimer(cancellation: Cancellation): Timer {
  return {
    elapsed: () => performance.now(),
    sleep: (ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timeout);
          forget();
          resolve();
        };
        const timeout = setTimeout(wake, ms);
        const forget = cancellation.onRequest(wake);
      }),
  };
}
