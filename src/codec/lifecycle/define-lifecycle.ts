import type { Lifecycle } from '../../core/model.ts';
import type { BuiltinLifecycleName, LoopState } from './builtin.ts';
import type { LifecycleDefinition } from './format.ts';
import { readLifecycle } from './read-lifecycle.ts';

/** The built-in lifecycle that a definition changes; undefined: it stands on its own. */
type Base = BuiltinLifecycleName | undefined;

/** The states that come along with it. */
type Inherited<Extends extends Base> = Extends extends BuiltinLifecycleName ? LoopState : never;

/** What a lifecycle that stands on its own must say of itself. */
type Standing<Name extends string, Extends extends Base> = [Extends] extends [undefined]
  ? { readonly name: string; readonly initial: Name }
  : unknown;

/**
 * Makes a lifecycle from a plain object, in the format of the configuration file. The compiler knows the names of the
 * states, those of the built-in lifecycle that it `extends` among them: an edge to a misspelt state does not compile,
 * nor does a step to one of a `LoopService` with this lifecycle.
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
 * }); // Lifecycle<'open' | 'done'>
 */
export function defineLifecycle<const Name extends string, const Extends extends Base = undefined>(
  definition: LifecycleDefinition<Name, NoInfer<Name> | Inherited<Extends>> & { readonly extends?: Extends } & Standing<
      NoInfer<Name>,
      Extends
    >,
): Lifecycle<Name | Inherited<Extends>>;
export function defineLifecycle(definition: LifecycleDefinition): Lifecycle {
  return readLifecycle(definition);
}
