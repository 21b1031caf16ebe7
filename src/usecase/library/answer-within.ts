import { type Alarm, LoopForgeError, quote } from '../../core/model.ts';

/** How long a hook or a guard may take. */
export interface TimeLimit {
  /** Milliseconds, from 1 to 2147483647; the default is 10000. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** `setTimeout` takes no more. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What a function of somebody else came to. */
export type CallOutcome<T> =
  | { readonly kind: 'given'; readonly value: T }
  /** It threw, or was not done in time; `why` says which. */
  | { readonly kind: 'failed'; readonly why: string };

/**
 * @param name of the option, for what is said of it
 * @throws LoopForgeError `input_invalid` for what is no time
 */
export function checkedTimeout(timeoutMs: unknown = DEFAULT_TIMEOUT_MS, name = 'timeoutMs'): number {
  if (typeof timeoutMs === 'number' && timeoutMs >= 1 && timeoutMs <= LONGEST_TIMEOUT_MS) return timeoutMs;
  const accepted = `a number of milliseconds from 1 to ${LONGEST_TIMEOUT_MS}`;
  throw new LoopForgeError('input_invalid', `"${name}" must be ${accepted}, not ${quote(timeoutMs)}.`);
}

/**
 * Calls a function of somebody else. It never throws, and what the function does after its time is over is nobody's
 * business: neither its value nor its error goes anywhere.
 */
export async function answerWithin<T>(ms: number, call: () => T | Promise<T>, alarm: Alarm): Promise<CallOutcome<T>> {
  const { promise: late, resolve: ring } = Promise.withResolvers<CallOutcome<T>>();
  const takeBack = alarm(ms, () => ring({ kind: 'failed', why: `no answer within ${ms / 1000} s` }));
  try {
    return await Promise.race([settled(call), late]);
  } finally {
    takeBack();
  }
}

async function settled<T>(call: () => T | Promise<T>): Promise<CallOutcome<T>> {
  try {
    return { kind: 'given', value: await call() };
  } catch (error) {
    return { kind: 'failed', why: wordsOf(error) };
  }
}

/** Anything can be thrown, also what has no text or throws when it is asked for it. */
function wordsOf(error: unknown): string {
  try {
    return error instanceof LoopForgeError ? error.message : String(error);
  } catch {
    return 'an error that cannot be shown';
  }
}

/** Where it is logged is a function of somebody else, too. */
export function logSafely(log: (line: string) => void, line: string): void {
  try {
    log(line);
  } catch {
    // There is no other place to say it.
  }
}
