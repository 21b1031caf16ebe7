import type { ItemResult } from '../core/outcome.ts';
import { BLANK } from '../usecase/item-result.ts';

/** The result of a run that came to no item: all that is not said in `known` is empty. */
export function blankResult(known: Pick<ItemResult, 'outcome' | 'reason'> & Partial<ItemResult>): ItemResult {
  return { ...BLANK, ...known };
}
