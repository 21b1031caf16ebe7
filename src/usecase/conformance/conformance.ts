import {
  CONTENT_CASES,
  COPY_CASES,
  GET_AND_SAVE_CASES,
  LASTING_CASES,
  PAGE_CASES,
  RACE_CASES,
  REF_CASES,
  REFUSAL_CASES,
  STATE_CASES,
  STREAM_CASES,
  VERSION_CASES,
} from './cases/index.ts';
import { type ConformanceOptions, type StoreCase, StoreStage, settledLimits } from './stage/index.ts';

const ALL_CASES: readonly StoreCase[] = [
  ...GET_AND_SAVE_CASES,
  ...CONTENT_CASES,
  ...VERSION_CASES,
  ...REF_CASES,
  ...STATE_CASES,
  ...PAGE_CASES,
  ...STREAM_CASES,
  ...COPY_CASES,
  ...REFUSAL_CASES,
  ...RACE_CASES,
  ...LASTING_CASES,
];

/** One case, for any test runner: `test(name, run)`. */
export interface ConformanceCase {
  /** No two are the same. */
  readonly name: string;
  /**
   * Plays it on a store of its own.
   * @throws Error that says what was expected and what was found, or what the store threw
   */
  readonly run: () => Promise<void>;
}

/**
 * All that is asked of a store, as cases for any test runner. A store that passes them keeps the records of `LoopService`,
 * whoever writes beside it.
 * @param options how to make the store, and what it does not promise
 * @returns the cases, in the order in which they are best read: when several fail, begin with the first
 * @example
 * for (const { name, run } of conformance({ create: () => new MyRepository() })) test(name, run);
 */
export function conformance(options: ConformanceOptions): readonly ConformanceCase[] {
  return ALL_CASES.filter(({ isAsked }) => isAsked?.(options) ?? true).map((one) => ({
    name: one.name,
    run: () => playCase(one, options),
  }));
}

async function playCase({ play }: StoreCase, options: ConformanceOptions): Promise<void> {
  const { patienceMs } = settledLimits(options.limits);
  const stage = await within(patienceMs, 'create', StoreStage.open(options));
  try {
    await within(patienceMs, 'The case', play(stage));
  } catch (error) {
    // What the case found is told; that the store does not close either would hide it.
    await within(patienceMs, 'close', stage.close()).catch(() => {});
    throw error;
  }
  await within(patienceMs, 'close', stage.close());
}

/** A store that never answers is told of here: not every runner has a limit of its own, and none knows why. */
async function within<Value>(ms: number, what: string, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${ms} ms: a call is not answered`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
