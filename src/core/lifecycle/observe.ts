import { type ConditionVerdict, type Contexts, type RunEvent, UNAVAILABLE } from '../facts/index.ts';
import type { Edge, Lifecycle, State } from './lifecycle.ts';

const NEVER: ConditionVerdict = { value: false, reads: {} };
const ALWAYS: ConditionVerdict = { value: true, reads: {} };

/** The conditions of one lifecycle on one set of facts, each evaluated at most once. */
export interface Conditions {
  readonly whenOf: (state: State) => ConditionVerdict;
  readonly guardOf: (edge: Edge) => ConditionVerdict;
}

export function conditionsOn(contexts: Contexts): Conditions {
  const seen = new Map<object, ConditionVerdict>();
  const once = (key: object, evaluate: () => ConditionVerdict): ConditionVerdict => {
    const known = seen.get(key);
    if (known !== undefined) return known;
    const verdict = evaluate();
    seen.set(key, verdict);
    return verdict;
  };
  return {
    whenOf: (state) => once(state, () => state.when?.evaluate(contexts) ?? NEVER),
    guardOf: (edge) => once(edge, () => edge.if?.evaluate(contexts) ?? ALWAYS),
  };
}

export interface Observed {
  readonly state: string;
  /** A later state might hold too: its `when` reads a fact that could not be read. */
  readonly uncertain: boolean;
}

/** The state that the facts show: the last one, in order, whose `when` holds. A state with `on` counts only on that event. */
export function observeState(lifecycle: Lifecycle, conditions: Conditions, event: RunEvent): Observed {
  let uncertain = false;
  for (const state of lifecycle.states.toReversed()) {
    if (state.on !== null && !isEvent(state.on, event)) continue;
    const { value } = conditions.whenOf(state);
    if (value === UNAVAILABLE) uncertain = true;
    else if (value) return { state: state.name, uncertain };
  }
  return { state: lifecycle.initial, uncertain };
}

/** What will be observed once the event is over: a state that only an event shows gives way to the one below it. */
export function lastingOf(lifecycle: Lifecycle, conditions: Conditions, observed: string): string {
  const shown = lifecycle.states.find((state) => state.name === observed);
  return shown?.on == null ? observed : observeState(lifecycle, conditions, NO_EVENT).state;
}

const NO_EVENT: RunEvent = { name: '', action: null, sender: null, payload: {} };

function isEvent(on: string, event: RunEvent): boolean {
  return on === event.name || on === `${event.name}.${event.action ?? ''}`;
}
