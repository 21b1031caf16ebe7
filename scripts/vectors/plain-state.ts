import type { State } from '../../src/core/lifecycle/lifecycle.ts';

/** A state as the lifecycle's hash sees it: all that decides anything. Written here once more, so that a test notices a change. */
export function plainState({ name, role, when, gate, per, on, terminal, trigger, to }: State): object {
  const edges = to.map((edge) => ({ to: edge.to, if: edge.if?.text ?? null, trigger: edge.trigger }));
  return { name, role, when: when?.text ?? null, gate, per, on, terminal, trigger, to: edges };
}
