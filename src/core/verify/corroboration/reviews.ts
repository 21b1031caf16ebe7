import type { Entry } from '../../model.ts';
import type { Finding, ReviewEvidence } from '../findings/index.ts';
import {
  actorIn,
  evidenceFor,
  isFinding,
  isFromFacts,
  isKnownBy,
  isSame,
  isTheirs,
  refuted,
  type ShownToday,
  uncertain,
} from './shown-today.ts';

/**
 * A review that was given can be dismissed, but it does not disappear, and it keeps its commit. An entry from the facts
 * names who completed the approval, and when; a claim is by somebody else, and asks for the approval all the same.
 */
export function judgeReview(entry: Entry, shown: ShownToday): readonly Finding[] {
  const pull = evidenceFor(entry, shown);
  if (isFinding(pull)) return [pull];
  const given = pull.reviews.filter(({ submittedAt }) => isKnownBy(submittedAt, entry.recorded_at));
  const theirs = isFromFacts(entry) ? given.filter((review) => isMeant(review, entry)) : given;
  if (theirs.some(isApproval)) return aboutHead(entry, given.filter(isApproval), pull.allReviews);
  const who = isFromFacts(entry) ? actorIn(entry) : null;
  const claim = `#${entry.pr} was approved${who === null ? '' : ` by ${who.login}`}`;
  if (theirs.some((review) => review.state === 'dismissed')) {
    return [uncertain(entry, `${claim}, and GitHub shows a review that was dismissed since`)];
  }
  if (!pull.allReviews) return [uncertain(entry, `${claim}, and there are more reviews than could be read`)];
  return [refuted(entry, `${claim}, and GitHub shows no such review`)];
}

function isApproval({ state }: ReviewEvidence): boolean {
  return state === 'approved';
}

function isMeant(review: ReviewEvidence, entry: Entry): boolean {
  const { at } = entry.evidence;
  if (!isTheirs({ actor: review.author }, entry)) return false;
  return at === null || (review.submittedAt !== null && isSame(review.submittedAt, at));
}

/** What is not flagged `stale` was approved for its head, by whomever. */
function aboutHead(entry: Entry, approvals: readonly ReviewEvidence[], isAll: boolean): readonly Finding[] {
  const { sha, flags } = entry;
  if (sha === null || flags.includes('stale') || !isFromFacts(entry)) return [];
  if (approvals.some((review) => review.sha === sha || review.sha === null)) return [];
  const claim = `#${entry.pr} was approved for the head ${sha}, and GitHub shows approvals of other commits only`;
  // Without a name nobody knew which approvals there were.
  return [isAll && actorIn(entry) !== null ? refuted(entry, claim) : uncertain(entry, claim)];
}
