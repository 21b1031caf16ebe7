import type { By } from './issue-ops.ts';
import type { Review } from './model-checks.ts';
import { protectionOf } from './review-decision.ts';
import type { Room } from './room.ts';

interface NewReview extends By {
  readonly state: 'approved' | 'changes_requested' | 'commented';
  /** The commit it is about; the head when left out. */
  readonly sha?: string;
  readonly body?: string;
}

export interface ReviewOps {
  requestReview(pull: number, login: string, options?: By): void;
  removeReviewRequest(pull: number, login: string, options?: By): void;
  /** Returns the review's numeric id. */
  review(pull: number, review: NewReview): number;
  /** By numeric id, or a person's latest approval or request for changes. */
  dismissReview(pull: number, which: number | string, options?: By): void;
}

export function reviewOps(room: Room, admin: string): ReviewOps {
  const actor = (options?: By) => room.who(options?.by ?? admin);
  return {
    requestReview(pull, login, options) {
      const reviewer = room.who(login);
      const { requestedReviewers } = room.pull(pull);
      if (requestedReviewers.includes(reviewer)) return;
      room.update(pull, { requestedReviewers: [...requestedReviewers, reviewer] });
      room.event(pull, actor(options), { kind: 'ReviewRequestedEvent', reviewer });
    },
    removeReviewRequest(pull, login, options) {
      const reviewer = room.who(login);
      dropRequest(room, pull, reviewer);
      room.event(pull, actor(options), { kind: 'ReviewRequestRemovedEvent', reviewer });
    },
    review(pull, from) {
      const author = actor(from);
      const { headSha } = room.pull(pull);
      const review: Review = {
        ...room.hub.ids.next('review'),
        pull,
        author,
        state: from.state,
        body: from.body ?? '',
        sha: from.sha ?? headSha,
        submittedAt: room.now(),
      };
      room.patch({ reviews: [...room.get().reviews, review] });
      dropRequest(room, pull, author);
      return review.databaseId;
    },
    dismissReview(pull, which, options) {
      const all = room.get().reviews.filter((review) => review.pull === pull && isVerdict(review));
      const found = all.findLast((review) => review.databaseId === which || review.author === which);
      if (found === undefined) throw new Error(`#${pull} has no review ${which} to dismiss`);
      dismiss(room, found, actor(options));
    },
  };
}

/** A comment cannot be dismissed. */
function isVerdict(review: Review): boolean {
  return review.state === 'approved' || review.state === 'changes_requested';
}

/** What a push does where the base branch wants fresh approvals. */
export function dismissStaleReviews(room: Room, pull: number, by: string): void {
  if (!protectionOf(room.get(), room.pull(pull).base).some((rule) => rule.dismissStale)) return;
  for (const review of room.get().reviews) {
    if (review.pull === pull && review.state === 'approved') dismiss(room, review, by);
  }
}

function dismiss(room: Room, review: Review, by: string): void {
  const reviews = room
    .get()
    .reviews.map((other) =>
      other.databaseId === review.databaseId ? { ...other, state: 'dismissed' as const } : other,
    );
  room.patch({ reviews });
  room.event(review.pull, by, { kind: 'ReviewDismissedEvent', review: review.databaseId, previous: review.state });
  room.update(review.pull, {});
}

function dropRequest(room: Room, pull: number, login: string): void {
  const requestedReviewers = room.pull(pull).requestedReviewers.filter((other) => other !== login);
  room.update(pull, { requestedReviewers });
}
