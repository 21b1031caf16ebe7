import type { PastReview, PullFacts, ReviewFact, ReviewRequest } from '../../../core/model.ts';
import { type Answer, actorOf, known, ourWordFor } from '../answer/index.ts';

type Opinions = Pick<PullFacts, 'reviewDecision' | 'reviews' | 'reviewHistory' | 'reviewRequests'>;

const DECISIONS = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  REVIEW_REQUIRED: 'review_required',
} as const;
const REVIEWS = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  DISMISSED: 'dismissed',
  COMMENTED: 'commented',
} as const;
const OPINIONS = { APPROVED: 'approved', CHANGES_REQUESTED: 'changes_requested' } as const;

/** The reviews of a pull request, each part by itself unavailable where it could not be read whole. */
export function opinionsOf(pull: Answer): Opinions {
  return {
    reviewDecision: known(() => decisionOf(pull)),
    reviews: known(() => reviewsOf(pull)),
    reviewHistory: known(() => historyOf(pull)),
    reviewRequests: known(() => pull.whole('reviewRequests').map(requestOf)),
  };
}

function decisionOf(pull: Answer): 'approved' | 'changes_requested' | 'review_required' | null {
  const word = pull.textOrNull('reviewDecision');
  return word === null ? null : (ourWordFor(DECISIONS, word) ?? pull.at('reviewDecision').lacking());
}

/** Pending reviews, and kinds that are new to us, are no opinions. */
function reviewsOf(pull: Answer): readonly ReviewFact[] {
  return pull.whole('latestOpinionatedReviews').flatMap((review) => {
    const state = ourWordFor(REVIEWS, review.text('state'));
    return state === null ? [] : [{ ...given(review), state, submittedAt: review.time('submittedAt') }];
  });
}

/** What a dismissed review had been stands only in the event of its dismissal. */
function historyOf(pull: Answer): readonly PastReview[] {
  const dismissals = new Map(
    pull.whole('dismissals').flatMap((event) => {
      const review = event.orNull('review');
      return review === null ? [] : [[review.text('id'), event] as const];
    }),
  );
  const writers = new Set(reviewsOf(pull).map((review) => review.author?.id));
  return pull.whole('opinions').flatMap((review) => {
    const dismissal = dismissals.get(review.text('id'));
    const word = dismissal?.text('previousReviewState') ?? review.text('state');
    const state = ourWordFor(OPINIONS, word);
    if (state === null) return word === 'DISMISSED' ? pull.at('dismissals').lacking() : [];
    const { author, sha } = given(review);
    const mayPush = author !== null && writers.has(author.id);
    const dismissedAt = dismissal?.time('createdAt') ?? null;
    return [{ author, sha, state, submittedAt: review.time('submittedAt'), dismissedAt, mayPush }];
  });
}

function given(review: Answer): Pick<ReviewFact, 'author' | 'sha'> {
  return { author: actorOf(review.orNull('author')), sha: review.orNull('commit')?.sha('oid') ?? null };
}

/** Which team is asked is more than a workflow's token may know. */
function requestOf(request: Answer): ReviewRequest {
  const reviewer = request.at('requestedReviewer');
  const name = reviewer.missing ? null : (reviewer.textOrNull('login') ?? reviewer.textOrNull('combinedSlug'));
  return { name, codeOwner: request.flag('asCodeOwner') };
}
