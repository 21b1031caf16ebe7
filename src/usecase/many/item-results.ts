import { Hole } from '../../codec/github/index.ts';
import {
  type Deferred,
  type Failed,
  failedResult,
  type ItemResult,
  type ResultSubject,
} from '../../core/outcome/index.ts';
import type { ItemOutcome } from './error-scope.ts';

/**
 * One line of a loop as an item's result. `subjectOf` says what an item of the loop is about. An item of which not even
 * the essentials could be read waits for the next run; a claim does not, since nobody makes it again.
 */
export function resultOfEach<T>(
  each: ItemOutcome<T, ItemResult>,
  subjectOf: (item: T) => ResultSubject,
  { isClaim }: { readonly isClaim: boolean },
): ItemResult {
  switch (each.kind) {
    case 'done':
      return each.result;
    case 'failed':
      return isClaim ? failedResult(subjectOf(each.item), each.error) : troubleOf(subjectOf(each.item), each.error);
    case 'ended':
      return failedResult(each.item === null ? { kind: 'run' } : subjectOf(each.item), each.error);
  }
}

function troubleOf(subject: ResultSubject, error: unknown): Deferred | Failed {
  if (!(error instanceof Hole && error.mayPass)) return failedResult(subject, error);
  const notice = `${error.message} Nothing was decided; the next run looks again.`;
  const nothing = { standing: null, appended: [], effects: [] };
  return { outcome: 'deferred', reason: 'evidence_unavailable', subject, notice, ...nothing };
}

/** The same failure, with what it means for the items that were not looked at. */
export function endingWith(failed: Failed, rest: string): Failed {
  return { ...failed, message: `${failed.message}\n${rest}` };
}
