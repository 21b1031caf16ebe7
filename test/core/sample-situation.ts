import { NO_CHECKS } from '../../src/core/facts/checks/checks-verdict.ts';
import { NO_REVIEW } from '../../src/core/facts/reviews/judge-reviews.ts';
import type { Situation } from '../../src/core/situation/situation.ts';

/** What the facts about checks and reviews come to; all else of a situation is left out of what is asked here. */
export function situationOf(
  change: Partial<Pick<Situation, 'pull' | 'checks' | 'review'>>,
): Pick<Situation, 'pull' | 'checks' | 'review'> {
  return { pull: null, checks: NO_CHECKS, review: NO_REVIEW, ...change };
}
