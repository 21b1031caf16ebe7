import type { ItemResult } from '../core/outcome.ts';

/** The result of a run that came to no item: all that is not said in `known` is empty. */
export function blankResult(known: Pick<ItemResult, 'outcome' | 'reason'> & Partial<ItemResult>): ItemResult {
  return {
    changed: false,
    state: null,
    previousState: null,
    allowed: [],
    missing: [],
    violations: [],
    recordId: null,
    number: null,
    pullRequestNumber: null,
    commentId: null,
    commentUrl: null,
    headHash: null,
    headSha: null,
    appended: [],
    record: null,
    notice: null,
    error: null,
    warnings: [],
    red: false,
    ...known,
  };
}
