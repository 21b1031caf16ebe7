import type { Lifecycle } from './lifecycle.ts';

/** What the fold of a record must know of a state, and only the state's lifecycle can say. */
interface StateTraits {
  readonly terminal: boolean;
  readonly merged: boolean;
}
export type TraitsOf = (state: string) => StateTraits;

/** For where no step is taken, or no lifecycle is known. */
export const NO_TRAITS: TraitsOf = () => ({ terminal: false, merged: false });

export function traitsIn(lifecycle: Lifecycle): TraitsOf {
  return (name) => {
    const state = lifecycle.states.find((one) => one.name === name);
    return { terminal: state?.terminal === true, merged: state?.role === 'merged' };
  };
}
