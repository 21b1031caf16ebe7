import type { Lifecycle } from '../../core/model.ts';
import type { STANDARD_DATA } from './generated/lifecycles.ts';
import { readLifecycle } from './lifecycle.ts';
import type { LifecycleDefinition } from './lifecycle-format.ts';

type BuiltinState = keyof typeof STANDARD_DATA.states;

/** A lifecycle that stands on its own: edges lead to its own states. */
type OwnLifecycle<Name extends string> = LifecycleDefinition<Name, NoInfer<Name>> & {
  readonly name: string;
  readonly initial: NoInfer<Name>;
  readonly extends?: never;
};

/** A changed built-in lifecycle: edges may also lead to the states that it brings along. */
type ExtendedLifecycle<Name extends string> = LifecycleDefinition<Name, NoInfer<Name> | BuiltinState> & {
  readonly extends: 'standard' | 'strict';
};

/**
 * Makes a lifecycle from a plain object, in the format of the configuration file. The compiler knows the names of the
 * states, so that an edge to a misspelt state does not compile.
 *
 * @throws LoopForgeError `lifecycle_invalid` with everything that is wrong, each problem with its place.
 * @example
 * const lifecycle = defineLifecycle({
 *   name: 'docs',
 *   initial: 'open',
 *   states: {
 *     open: { when: true, to: { done: { if: 'pull_request.merged' } } },
 *     done: { when: "issue.state == 'closed'", terminal: true },
 *   },
 * });
 */
export function defineLifecycle<const Name extends string>(
  definition: OwnLifecycle<Name> | ExtendedLifecycle<Name>,
): Lifecycle {
  return readLifecycle(definition);
}
