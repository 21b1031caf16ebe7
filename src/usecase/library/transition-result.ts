import type { LoopRecord } from '../../core/model.ts';
import type { HookResult } from './hooks.ts';

/**
 * What came of one step, told apart by `success`. `S` are the states of the service's lifecycle. The state that a step
 * was refused in is any text: what a store holds may have been written under another lifecycle.
 */
export type TransitionResult<S extends string = string> = TransitionSuccess<S> | TransitionFailure;

/** The step is stored. */
export interface TransitionSuccess<out S extends string = string> {
  readonly success: true;
  /** As it was stored. */
  readonly record: LoopRecord;
  readonly error: null;
  readonly code: null;
  readonly previousState: S;
  readonly newState: S;
  /** What became of telling each hook, in the order in which they were added. */
  readonly hooks: readonly HookResult[];
}

/** Nothing was stored; `code` says why, and `error` says it in words. */
export type TransitionFailure = TransitionRefusal | RecordMissing;

/** The table does not hold the step, or a guard objected. */
export interface TransitionRefusal {
  readonly success: false;
  /** As it stands. */
  readonly record: LoopRecord;
  readonly error: string;
  readonly code: 'invalid_transition' | 'vetoed';
  readonly previousState: string;
  readonly newState: null;
  /** None was told. */
  readonly hooks: readonly [];
}

export interface RecordMissing {
  readonly success: false;
  readonly record: null;
  readonly error: string;
  readonly code: 'record_not_found';
  readonly previousState: null;
  readonly newState: null;
  /** None was told. */
  readonly hooks: readonly [];
}

const NOTHING_DONE = { success: false, newState: null, hooks: [] } as const;

export function recordMissing(id: string): RecordMissing {
  const error = `Record not found: ${id}`;
  return { ...NOTHING_DONE, record: null, error, code: 'record_not_found', previousState: null };
}

export function transitionRefused(
  record: LoopRecord,
  code: TransitionRefusal['code'],
  error: string,
): TransitionRefusal {
  return { ...NOTHING_DONE, record, error, code, previousState: record.state };
}
