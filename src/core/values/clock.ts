import type { Instant } from './instant.ts';
/** The current moment as `YYYY-MM-DDTHH:MM:SSZ`. */
export type Clock = () => Instant;
/** `size` random bytes. */
export type Random = (size: number) => Uint8Array;

/** Calls back once when so many milliseconds are over. Returns how to take the call back. */
export type Alarm = (ms: number, ring: () => void) => () => void;

/** Time as it passes, for leases and waits; not what a clock on the wall shows. */
export interface Timer {
  /** Milliseconds since some fixed moment; never goes back. */
  elapsed(): number;
  /** Ends early when the run is cancelled. */
  sleep(ms: number): Promise<void>;
}
