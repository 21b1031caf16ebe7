import { UNAVAILABLE } from '../facts/index.ts';
import type { Edge, State } from './lifecycle.ts';
import type { Conditions } from './observe.ts';

/**
 * How conditions are taken while looking for a path: as they are; with what could not be read taken as true (is a
 * path missing only because of that?); all as true (would there be a path at all?).
 */
export type EdgeReading = 'facts' | 'hopeful' | 'assume';

export function passes(value: boolean | typeof UNAVAILABLE, reading: EdgeReading): boolean {
  if (reading === 'assume') return true;
  return value === UNAVAILABLE ? reading === 'hopeful' : value;
}

/** The states that edges lead to, each once, in file order. */
export function targetsOf(state: State): readonly string[] {
  return [...new Set(state.to.map((edge) => edge.to))];
}

/**
 * The edge that is taken to a target: the first one whose guard holds. Behind a guard that could not be read nothing
 * is known, since that edge might be the one.
 */
export function edgeTo(state: State, to: string, conditions: Conditions, reading: EdgeReading = 'facts'): Edge | null {
  for (const edge of state.to) {
    if (edge.to !== to) continue;
    const { value } = conditions.guardOf(edge);
    if (passes(value, reading)) return edge;
    if (value === UNAVAILABLE) return null;
  }
  return null;
}

/** Whether it depends on a fact that could not be read which edge, if any, leads to the target. */
export function isUnknown(state: State, to: string, conditions: Conditions): boolean {
  return edgeTo(state, to, conditions) === null && edgeTo(state, to, conditions, 'hopeful') !== null;
}
