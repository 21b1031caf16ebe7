import type { JsonObject, LoopRecord } from '../../core/model.ts';

/**
 * What hooks and guards are told. For a guard `record` is still the one before the step. Only legal steps are told of,
 * so both states are states of the service's lifecycle; `record.state` came out of a store, and is any text.
 */
export interface TransitionEvent<out S extends string = string> {
  readonly record: LoopRecord;
  readonly previousState: S;
  readonly newState: S;
  readonly trigger: string;
  readonly metadata: JsonObject;
}

/** Told after the save. One that throws is logged and does not undo the step. */
export type Hook<S extends string = string> = (event: TransitionEvent<S>) => void | Promise<void>;
/** Asked before the save: anything but `true` is a veto, a text says why. One that throws vetoes. */
export type Guard<S extends string = string> = (
  event: TransitionEvent<S>,
) => boolean | string | Promise<boolean | string>;

/** Asks one guard after the other. The first veto in words; null: none of them objects. */
export async function findVeto<S extends string>(
  guards: readonly Guard<S>[],
  event: TransitionEvent<S>,
): Promise<string | null> {
  for (const guard of guards) {
    const answer = await askGuard(guard, event);
    if (answer === true) continue;
    const why = typeof answer === 'string' && answer !== '' ? `: ${answer}` : '';
    return `Transition vetoed by a guard: ${event.previousState} → ${event.newState}${why}`;
  }
  return null;
}

async function askGuard<S extends string>(guard: Guard<S>, event: TransitionEvent<S>): Promise<boolean | string> {
  try {
    return await guard(event);
  } catch (error) {
    return `the guard failed (${String(error)})`;
  }
}

/** Tells one hook after the other; what one throws is logged, and the next is told all the same. */
export async function tellHooks<S extends string>(
  hooks: readonly Hook<S>[],
  event: TransitionEvent<S>,
  log: (line: string) => void,
): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook(event);
    } catch (error) {
      log(`A hook failed after ${event.previousState} → ${event.newState}: ${String(error)}`);
    }
  }
}
