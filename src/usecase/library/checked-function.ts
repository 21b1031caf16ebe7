import { LoopForgeError, quote } from '../../core/model.ts';

/** @throws LoopForgeError `input_invalid` for what cannot be called. */
export function checkedFunction<F>(given: F, what: string): F {
  if (typeof given === 'function') return given;
  throw new LoopForgeError('input_invalid', `${what} must be a function, not ${quote(given)}.`);
}
