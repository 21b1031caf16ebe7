import { isConflict, type LoopRecord, quote } from '../../../core/model.ts';
import { differenceOf } from './difference.ts';

/*
 * What the cases are judged by. Errors are plain, so that any test runner shows them, and say what was expected and what
 * was found.
 */

/** @param what of the store is looked at, as the beginning of a sentence */
export function expectSame(what: string, found: unknown, expected: unknown): void {
  const difference = differenceOf(found, expected);
  if (difference !== null) throw new Error(`${what}: ${difference}`);
}

/** The same records, told by their ids first: that says more than the first field that differs. */
export function expectRecords(what: string, found: readonly LoopRecord[], expected: readonly LoopRecord[]): void {
  expectSame(`${what}, the ids in order`, idsOf(found), idsOf(expected));
  expectSame(what, found, expected);
}

/** The same records in any order, each once. */
export function expectRecordsInAnyOrder(
  what: string,
  found: readonly LoopRecord[],
  expected: readonly LoopRecord[],
): void {
  expectRecords(what, found.toSorted(byId), expected.toSorted(byId));
}

/** What a call throws, at once or later. */
export async function thrownBy(what: string, call: () => unknown): Promise<unknown> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected an error, found ${quote(result)}`);
}

/** That a call ends with an error of this code. */
export async function expectCode(what: string, code: string, call: () => unknown): Promise<void> {
  const error = await thrownBy(what, call);
  if (codeOf(error) !== code) throw new Error(`${what}: expected an error of code "${code}", found ${wordsOf(error)}`);
}

/** That a call ends as one that came too late. */
export async function expectConflict(what: string, call: () => unknown): Promise<void> {
  const error = await thrownBy(what, call);
  if (!isConflict(error)) throw new Error(`${what}: expected an error of code "conflict", found ${wordsOf(error)}`);
}

/** Whether a store takes what it may take or refuse as too large. */
export async function takes(save: () => Promise<unknown>): Promise<boolean> {
  try {
    await save();
    return true;
  } catch (error) {
    if (codeOf(error) === 'too_large') return false;
    throw new Error(`save of what is large: expected success or the code "too_large", found ${wordsOf(error)}`);
  }
}

/** An error's code; undefined: it has none. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

export function wordsOf(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : quote(error);
  return code === undefined ? `"${message}" without a code` : `"${message}" of code ${quote(code)}`;
}

export function idsOf(records: readonly LoopRecord[]): readonly string[] {
  return records.map(({ record_id }) => record_id);
}

function byId(one: LoopRecord, other: LoopRecord): number {
  if (one.record_id === other.record_id) return 0;
  return one.record_id < other.record_id ? -1 : 1;
}
