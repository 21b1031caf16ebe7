import { notAmong } from '../encoding/index.ts';
import { LoopForgeError } from '../values/index.ts';
import type { Lifecycle } from './lifecycle.ts';

/** Somebody names a state that the lifecycle does not have: which of its states may have been meant. */
export function noSuchState({ name, states }: Lifecycle, word: unknown): LoopForgeError {
  const names = states.map((state) => state.name);
  return new LoopForgeError('input_invalid', `${notAmong(word, `a state of the lifecycle ${name}`, names)}.`);
}
