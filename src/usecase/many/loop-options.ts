import { cancelled } from '../lock/index.ts';
import type { EachOptions } from './each-item.ts';
import { strikesAll } from './strikes-all.ts';

/** How a use case goes through the items of one repository. */
export function loopOptions(isCancelled: () => boolean, atOnce: number): EachOptions {
  return { atOnce, strikesAll, isCancelled, cancelled };
}
