import type { Transition } from '../../core/model.ts';

const MOST = 12;

/** The states that steps led through, from the one before the first to the last; null stands for the middle of a long way. */
export function statesPassed(
  steps: readonly Pick<Transition, 'from_state' | 'to_state'>[],
): readonly (string | null)[] {
  const [first] = steps;
  const start = first === undefined || first.from_state === null ? [] : [first.from_state];
  const way = [...start, ...steps.map(({ to_state }) => to_state)];
  return way.length > MOST ? [...way.slice(0, 2), null, ...way.slice(3 - MOST)] : way;
}
