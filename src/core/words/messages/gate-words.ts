import { code, listAnd } from '../basics/index.ts';

/** A dry run. */
export function gateWouldBeAsked(states: readonly string[]): string {
  return `The gate would be asked before the step to ${listAnd(states.map(code))}. A dry run asks nobody: this is what follows from a yes.`;
}
