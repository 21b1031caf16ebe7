import { type MissingNeed, missingNeed, type Need, type PullFacts, type ReviewVerdict, UNAVAILABLE } from '../model.ts';
import type { Situation } from '../situation/index.ts';

/** What the reviews lack, in the words of what a person can do about it. */
export function reviewNeeds({ review, pull }: Pick<Situation, 'review' | 'pull'>): readonly MissingNeed[] {
  if (review === UNAVAILABLE) return [missingNeed('unreadable', ['reviews'])];
  if (pull === null || pull === UNAVAILABLE) return [];
  switch (review.decision) {
    case 'approved':
      return review.stale ? [approvals(review, { stale: 1 })] : [];
    case 'changes_requested':
      return [missingNeed('changes_requested', review.objectors)];
    case 'review_required':
      return review.lacksCodeOwner ? [codeOwner(pull)] : [approvals(review, review.stale ? { stale: 1 } : {})];
    case null:
      return review.requested !== UNAVAILABLE && review.requested > 0 ? [approvals(review, {})] : [];
  }
}

function approvals(review: ReviewVerdict, more: Need['counts']): MissingNeed {
  const { required, approvals: given } = review;
  const counts = {
    required: required === UNAVAILABLE || required === null ? 1 : Math.max(1, required),
    ...(given === UNAVAILABLE ? {} : { given }),
    ...more,
  };
  return missingNeed('approvals', review.asked, counts);
}

/** Which code owners is known where GitHub asked them by itself. */
function codeOwner({ reviewRequests }: PullFacts): MissingNeed {
  if (reviewRequests === UNAVAILABLE) return missingNeed('code_owner');
  return missingNeed(
    'code_owner',
    reviewRequests.flatMap(({ name, codeOwner: isOwner }) => (isOwner ? (name ?? []) : [])),
  );
}
