import { LoopForgeError, notAmong } from '../../core/model.ts';
import { answerWithin, checkedTimeout, logSafely, type TimeLimit } from './answer-within.ts';
import { checkedFunction } from './checked-function.ts';
import type { CallPorts } from './hooks.ts';
import type { ProposedTransition } from './step-event.ts';

/**
 * Asked about a legal step before it is stored: anything but `true` is a veto, and a text says why. One that throws or
 * gives no answer in time is a veto too, unless it was added with `failure: 'open'`.
 */
export type Guard<S extends string = string> = (
  event: ProposedTransition<S>,
) => boolean | string | Promise<boolean | string>;

/** All of it may be left out. */
export interface GuardOptions extends TimeLimit {
  /** What it means that a guard threw or gave no answer: a no (`closed`, the default) or a yes (`open`). */
  readonly failure?: 'closed' | 'open';
}

/** A guard, and how it is asked. */
export interface AddedGuard<S extends string> extends Required<GuardOptions> {
  readonly guard: Guard<S>;
}

const FAILURES = ['closed', 'open'] as const;

/** @throws LoopForgeError `input_invalid`: callers in plain JavaScript have no types to stop them. */
export function addedGuard<S extends string>(
  guard: Guard<S>,
  { timeoutMs, failure = 'closed' }: GuardOptions = {},
): AddedGuard<S> {
  if (!FAILURES.includes(failure)) {
    throw new LoopForgeError('input_invalid', `${notAmong(failure, 'a value of "failure"', FAILURES)}.`);
  }
  return { guard: checkedFunction(guard, 'A guard'), timeoutMs: checkedTimeout(timeoutMs), failure };
}

/** Asks one guard after the other. The first veto in words; null: none of them objects. */
export async function findVeto<S extends string>(
  guards: readonly AddedGuard<S>[],
  event: ProposedTransition<S>,
  ports: CallPorts,
): Promise<string | null> {
  for (const guard of [...guards]) {
    const answer = await askGuard(guard, event, ports);
    if (answer === true) continue;
    const why = typeof answer === 'string' && answer !== '' ? `: ${answer}` : '';
    return `Transition vetoed by a guard: ${event.previousState} → ${event.newState}${why}`;
  }
  return null;
}

async function askGuard<S extends string>(
  { guard, timeoutMs, failure }: AddedGuard<S>,
  event: ProposedTransition<S>,
  { alarm, log }: CallPorts,
): Promise<boolean | string> {
  const answer = await answerWithin(timeoutMs, () => guard(structuredClone(event)), alarm);
  if (answer.kind === 'given') return answer.value;
  const why = `the guard failed (${answer.why})`;
  if (failure === 'closed') return why;
  logSafely(log, `A guard failed before ${event.previousState} → ${event.newState}, which goes on: ${answer.why}`);
  return true;
}
