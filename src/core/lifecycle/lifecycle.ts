import type { ConditionVerdict, Contexts } from '../facts/index.ts';
import type { Hash } from '../values/index.ts';
import type { Role } from './roles.ts';

/** A condition as data plus the means to evaluate it; `codec` builds it from the text. */
export interface Condition {
  readonly text: string;
  readonly evaluate: (contexts: Contexts) => ConditionVerdict;
}

export interface Edge<out S extends string = string> {
  readonly to: S;
  /** The guard; null: always open. */
  readonly if: Condition | null;
  /** Wins over the trigger of the state that the edge leads to. */
  readonly trigger: string | null;
}

export interface State<out S extends string = string> {
  readonly name: S;
  readonly role: Role | null;
  /** Holds when the facts show this state; null: the facts never show it, only an assertion does. */
  readonly when: Condition | null;
  /** Nobody passes without live proof: `when` must hold at the moment of entry. */
  readonly gate: boolean;
  /** What the state's proof is about. */
  readonly per: 'head' | 'pull_request' | null;
  /** Only this event (`name` or `name.action`) can show the state. */
  readonly on: string | null;
  readonly terminal: boolean;
  readonly trigger: string | null;
  /** In file order; of several to one target the first one whose guard holds is taken. */
  readonly to: readonly Edge<S>[];
}

/**
 * A state machine, states in file order. `hash` is its fingerprint, stored with every entry. `S` are the names of its
 * states, as far as the compiler knows them: of one that was read from a file they are any text.
 */
export interface Lifecycle<out S extends string = string> {
  readonly name: string;
  readonly hash: Hash;
  readonly initial: S;
  readonly states: readonly State<S>[];
}

/** Position of a state in file order, which is also the order of progress; -1: not in this lifecycle. */
export function orderOf(lifecycle: Lifecycle, name: string): number {
  return lifecycle.states.findIndex((state) => state.name === name);
}

export function stateOf<S extends string>(lifecycle: Lifecycle<S>, name: string): State<S> | undefined {
  return lifecycle.states.find((state) => state.name === name);
}

/** The first state with this role; undefined: the lifecycle has none. */
export function stateWithRole(lifecycle: Lifecycle, role: Role): State | undefined {
  return lifecycle.states.find((state) => state.role === role);
}

/** Does this name mean a state of this role? A state that the lifecycle does not have has none. */
export function hasRole(lifecycle: Lifecycle, name: string, role: Role): boolean {
  return lifecycle.states.some((state) => state.name === name && state.role === role);
}

/** The trigger of a step: the edge's own, `ci.restarted` for a step back to where checks run, else the state's. */
export function triggerOf(lifecycle: Lifecycle, from: string, edge: Edge): string {
  if (edge.trigger !== null) return edge.trigger;
  const state = stateOf(lifecycle, edge.to);
  const back = orderOf(lifecycle, from) >= orderOf(lifecycle, edge.to);
  return state?.role === 'checking' && back ? 'ci.restarted' : (state?.trigger ?? edge.to);
}
