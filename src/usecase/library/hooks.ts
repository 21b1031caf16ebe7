import type { Alarm } from '../../core/model.ts';
import { answerWithin, type CallOutcome, checkedTimeout, logSafely, type TimeLimit } from './answer-within.ts';
import { checkedFunction } from './checked-function.ts';
import type { TransitionEvent } from './step-event.ts';

/**
 * Told of a step after it was stored. One that throws, or takes longer than it may, undoes nothing: it is logged, and
 * told in the step's result.
 */
export type Hook<S extends string = string> = (event: TransitionEvent<S>) => void | Promise<void>;

/** All of it may be left out. */
export interface HookOptions extends TimeLimit {}

/** What became of telling one hook. */
export type HookResult =
  | { readonly ok: true; readonly message: null }
  /** `message` says why. */
  | { readonly ok: false; readonly message: string };

/** A hook, and how long it may take. */
export interface AddedHook<S extends string> {
  readonly hook: Hook<S>;
  readonly timeoutMs: number;
}

/** Where it is said what became of hooks and guards that failed, and what ends the waiting for them. */
export interface CallPorts {
  readonly log: (line: string) => void;
  readonly alarm: Alarm;
}

/** @throws LoopForgeError `input_invalid`: callers in plain JavaScript have no types to stop them. */
export function addedHook<S extends string>(hook: Hook<S>, { timeoutMs }: HookOptions = {}): AddedHook<S> {
  return { hook: checkedFunction(hook, 'A hook'), timeoutMs: checkedTimeout(timeoutMs) };
}

/**
 * Tells all hooks side by side, each with an event of its own.
 * @returns what became of each, in the order in which they were added; it never throws
 */
export function tellHooks<S extends string>(
  hooks: readonly AddedHook<S>[],
  event: TransitionEvent<S>,
  ports: CallPorts,
): Promise<readonly HookResult[]> {
  return Promise.all(
    hooks.map(async ({ hook, timeoutMs }) => {
      const answer = await answerWithin(timeoutMs, () => hook(structuredClone(event)), ports.alarm);
      if (answer.kind === 'failed') {
        logSafely(ports.log, `A hook failed after ${event.previousState} → ${event.newState}: ${answer.why}`);
      }
      return resultOf(answer);
    }),
  );
}

function resultOf(answer: CallOutcome<void>): HookResult {
  return answer.kind === 'failed' ? { ok: false, message: answer.why } : { ok: true, message: null };
}
