import { canonicalize, type Hash, type Lifecycle, type State, taggedHash } from '../../core/model.ts';

/**
 * The fingerprint of a lifecycle: where it begins, its states and edges in file order with every field that decides
 * anything, after `extends` and `<<`, without edges that were dropped. Conditions count as written, trimmed; descriptions and the
 * lifecycle's own name do not count.
 */
export function lifecycleHash({ initial, states }: Pick<Lifecycle, 'initial' | 'states'>): Hash {
  return taggedHash('lifecycle', canonicalize({ initial, states: states.map(plainState) }));
}

function plainState(state: State): object {
  const { name, role, gate, per, on, terminal, trigger } = state;
  const to = state.to.map((edge) => ({ to: edge.to, if: edge.if?.text ?? null, trigger: edge.trigger }));
  return { name, role, when: state.when?.text ?? null, gate, per, on, terminal, trigger, to };
}
