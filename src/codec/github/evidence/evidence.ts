import { UNAVAILABLE } from '../../../core/model.ts';
import type { PullEvidence, ReviewEvidence, Timeline, TimelineEvent } from '../../../core/verify/index.ts';
import { type Answer, actorOf, known } from '../answer/index.ts';

/** The events of one page of an item's timeline. */
export function timelineOf(events: readonly Answer[]): Timeline {
  const of = (type: string) => events.filter((event) => event.text('__typename') === type);
  return {
    closed: of('ClosedEvent').map(happening),
    reopened: of('ReopenedEvent').map(happening),
    assigned: of('AssignedEvent').map(happening),
    deletedComments: of('CommentDeletedEvent').map((event) => ({
      ...happening(event),
      author: actorOf(event.orNull('deletedCommentAuthor')),
    })),
  };
}

/** Two pages as one. */
export function joinTimelines(one: Timeline, other: Timeline): Timeline {
  return {
    closed: [...one.closed, ...other.closed],
    reopened: [...one.reopened, ...other.reopened],
    assigned: [...one.assigned, ...other.assigned],
    deletedComments: [...one.deletedComments, ...other.deletedComments],
  };
}

/** Null: there is no such pull request, or the token cannot see it. */
export function pullEvidenceOf(pull: Answer): PullEvidence | null {
  if (pull.missing) return null;
  const mergedAt = pull.flag('merged') ? pull.time('mergedAt') : null;
  const reviews = known(() => reviewsOf(pull));
  return {
    opened: { at: pull.time('createdAt'), actor: actorOf(pull.orNull('author')) },
    headSha: pull.sha('headRefOid'),
    merged: mergedAt === null ? null : { at: mergedAt, actor: actorOf(pull.orNull('mergedBy')) },
    reviews: reviews === UNAVAILABLE ? [] : reviews,
    allReviews: reviews !== UNAVAILABLE,
  };
}

/** Throws a hole where there are more than one answer holds. */
function reviewsOf(pull: Answer): readonly ReviewEvidence[] {
  const before = new Map(
    pull
      .whole('dismissals')
      .map((event) => [event.orNull('review')?.text('id') ?? null, stateOf(event, 'previousReviewState')]),
  );
  return pull.whole('reviews').map((review) => reviewOf(review, before));
}

const STATES = ['approved', 'changes_requested', 'dismissed', 'commented', 'pending'] as const;

type ReviewState = ReviewEvidence['state'];

function stateOf(answer: Answer, key: string): ReviewState {
  const word = answer.textOrNull(key)?.toLowerCase();
  return STATES.find((state) => state === word) ?? 'commented';
}

/** A dismissed review says what it had been only in the event of its dismissal. */
function reviewOf(review: Answer, before: ReadonlyMap<string | null, ReviewState>): ReviewEvidence {
  const state = stateOf(review, 'state');
  return {
    state: state === 'dismissed' ? (before.get(review.text('id')) ?? state) : state,
    author: actorOf(review.orNull('author')),
    submittedAt: state === 'pending' ? null : review.time('submittedAt'),
    sha: review.orNull('commit')?.sha('oid') ?? null,
  };
}

function happening(event: Answer): TimelineEvent {
  return { at: event.time('createdAt'), actor: actorOf(event.orNull('actor')) };
}
