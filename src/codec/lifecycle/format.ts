import type { Role } from '../../core/model.ts';

/** One edge: when it is open, and what a step along it is called. */
interface GuardedEdge {
  readonly if?: string | boolean;
  readonly trigger?: string;
}

/**
 * What leads to a state, as a user writes it: nothing more to say, a guard and a trigger, several of them (the first
 * whose guard holds is taken), or `false` (with `extends`): no such edge.
 */
type EdgeDefinition = GuardedEdge | readonly GuardedEdge[] | null | false;

/** A state as a user writes it. `Target` holds the names that its edges may lead to. */
export interface StateDefinition<Target extends string = string> {
  /** What the state means. A state of a built-in name has that state's role unless it says another. */
  readonly role?: Role;
  /** Condition: the facts show this state. Without it only an assertion enters the state. */
  readonly when?: string | boolean;
  /** Nobody passes without live proof: `when` must hold at the moment of entry. */
  readonly gate?: boolean;
  /** What the state's proof is about. */
  readonly per?: 'head' | 'pull_request' | null;
  /** The states that may follow, each with an optional guard. */
  readonly to?: { readonly [target in Target]?: EdgeDefinition } | null;
  /** Only this event (`name` or `name.action`) can show the state. */
  readonly on?: string | null;
  readonly trigger?: string | null;
  readonly terminal?: boolean;
  readonly description?: string;
  /** With `extends`: the state that this new one stands behind. */
  readonly after?: string;
}

/** A lifecycle as a user writes it, in YAML, JSON or code: the order of the states is the order of progress. */
export interface LifecycleDefinition<Name extends string = string, Target extends string = Name> {
  readonly name?: string;
  /** A built-in lifecycle that this one changes: edges are merged one by one, `false` removes one. */
  readonly extends?: 'standard' | 'strict';
  readonly initial?: Target;
  readonly states: { readonly [name in Name]: StateDefinition<Target> };
}
