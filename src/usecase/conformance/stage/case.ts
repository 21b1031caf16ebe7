import type { ConformanceOptions } from './options.ts';
import type { StoreStage } from './stage.ts';

/** One thing that every store must do. */
export interface StoreCase {
  /** What must hold, behind the call that it is about. */
  readonly name: string;
  /** Whether it is asked of a store; left out, of every one. */
  readonly isAsked?: (options: ConformanceOptions) => boolean;
  /** @throws Error that says what was expected and what was found */
  readonly play: (stage: StoreStage) => Promise<void>;
}

/** Of stores that take records of any id and ref. */
export function isFree({ genesis }: ConformanceOptions): boolean {
  return genesis === undefined;
}

/** Of stores of which it is known how what they hold can be damaged. */
export function isSpoilable({ damage }: ConformanceOptions): boolean {
  return damage !== undefined;
}

/** Of stores whose records outlive them. */
export function lasts({ reopen }: ConformanceOptions): boolean {
  return reopen !== undefined;
}
