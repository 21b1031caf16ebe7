import type { EditFact } from '../../core/ports.ts';
import type { Happening, PullEvidence, ReviewEvidence, Timeline } from '../../core/verify/evidence.ts';
import { actorOf } from '../github/github-actor.ts';
import type { Answer } from '../github/github-answer.ts';

/** One page of an item's timeline. Throws where an event could not be read: a hole could hide what matters. */
export function timelineOf(page: Answer): Timeline {
  const of = (type: string) => page.nodes.filter((event) => wholly(event).text('__typename') === type);
  return {
    closed: of('ClosedEvent').map(happening),
    reopened: of('ReopenedEvent').map(happening),
    deletedComments: of('CommentDeletedEvent').map((event) => ({
      ...happening(event),
      author: actorOf(event.at('deletedCommentAuthor')),
    })),
  };
}

/** Two pages as one. */
export function joinTimelines(one: Timeline, other: Timeline): Timeline {
  return {
    closed: [...one.closed, ...other.closed],
    reopened: [...one.reopened, ...other.reopened],
    deletedComments: [...one.deletedComments, ...other.deletedComments],
  };
}

/** Null: there is no such pull request, or the token cannot see it. */
export function pullEvidenceOf(pull: Answer): PullEvidence | null {
  if (pull.missing) return null;
  const reviews = pull.at('reviews');
  const before = new Map(
    pull
      .at('dismissals')
      .nodes.map((event) => [event.at('review').idOrNull('id'), stateOf(event, 'previousReviewState')]),
  );
  const mergedAt = pull.timeOrNull('mergedAt');
  return {
    merged: mergedAt === null ? null : { at: mergedAt, actor: actorOf(pull.at('mergedBy')) },
    reviews: reviews.nodes.filter((review) => !review.missing).map((review) => reviewOf(review, before)),
    allReviews: !reviews.missing && !reviews.at('pageInfo').flag('hasNextPage'),
  };
}

/** `diff`, documented as a summary of the changes, holds the whole body after the edit. */
export function editOf(edit: Answer): EditFact {
  return {
    editedAt: wholly(edit).time('editedAt'),
    editor: actorOf(edit.at('editor')),
    body: edit.textOrNull('diff'),
    deletedAt: edit.timeOrNull('deletedAt'),
    deletedBy: actorOf(edit.at('deletedBy')),
  };
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
    author: actorOf(review.at('author')),
    submittedAt: review.timeOrNull('submittedAt'),
  };
}

function happening(event: Answer): Happening {
  return { at: event.time('createdAt'), actor: actorOf(event.at('actor')) };
}

function wholly(answer: Answer): Answer {
  return answer.missing ? answer.lacking() : answer;
}
