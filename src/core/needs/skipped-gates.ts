import { type Conditions, edgeTo, type Lifecycle, orderOf, type State, stateOf, targetsOf } from '../model.ts';

/** A way that was gone, or should have been. */
interface Walk {
  readonly lifecycle: Lifecycle;
  readonly conditions: Conditions;
  readonly from: string;
  readonly to: string;
}

/**
 * The gates ahead that whoever went from one state to another did not pass: their proof is missing, and no way there
 * leads around them, however many other gates stand on it. In file order.
 */
export function skippedGates(walk: Walk): readonly State[] {
  const { lifecycle, conditions, from, to } = walk;
  const here = orderOf(lifecycle, from);
  const isAhead = (state: State, order: number): boolean => state.gate && order > here && state.name !== to;
  return lifecycle.states.filter(
    (state, order) =>
      isAhead(state, order) && conditions.whenOf(state).value !== true && !leadsAround(walk, state.name),
  );
}

/** Is there a way that does without the gate? Other gates count as passed, and the first step may lead back. */
function leadsAround({ lifecycle, conditions, from, to }: Walk, gate: string): boolean {
  const queue = [from];
  const seen = new Set([gate, from]);
  for (const name of queue) {
    const state = stateOf(lifecycle, name);
    for (const target of state === undefined ? [] : targetsOf(state)) {
      const isBack = orderOf(lifecycle, target) <= orderOf(lifecycle, name);
      const isShut = state === undefined || edgeTo(state, target, conditions, 'hopeful') === null;
      if (seen.has(target) || isShut || (isBack && name !== from)) continue;
      if (target === to) return true;
      seen.add(target);
      queue.push(target);
    }
  }
  return false;
}
