import { type Failed, failedResult, type ItemResult, type Subject } from '../../core/result.ts';
import type { Each } from './each-item.ts';

/** One line of a loop as an item's result. `subjectOf` says what an item of the loop is about. */
export function resultOfEach<T>(each: Each<T, ItemResult>, subjectOf: (item: T) => Subject): ItemResult {
  switch (each.kind) {
    case 'done':
      return each.result;
    case 'failed':
      return failedResult(subjectOf(each.item), each.error);
    case 'ended':
      return failedResult(each.item === null ? { kind: 'run' } : subjectOf(each.item), each.error);
  }
}

/** The same failure, with what it means for the items that were not looked at. */
export function endingWith(failed: Failed, rest: string): Failed {
  return { ...failed, message: `${failed.message}\n${rest}` };
}
