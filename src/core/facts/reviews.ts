import type { Actor } from '../actor.ts';
import { type PullFacts, type ReviewFact, UNAVAILABLE, type Unavailable } from './facts.ts';

/** The verdict on a pull request's reviews, as conditions read it. */
export interface ReviewVerdict {
  readonly decision: 'approved' | 'changes_requested' | 'review_required' | null;
  /** The approvals that make the decision are all for the current head. */
  readonly current: boolean | Unavailable;
  readonly requested: number | Unavailable;
  readonly approvals: number | Unavailable;
  /** Distinct human approvers. */
  readonly humans: number | Unavailable;
  /** Approved, but by a review of an older head. */
  readonly stale: boolean;
  /** When the decision was complete, and who completed it. */
  readonly approvedAt: string | null;
  readonly approver: Actor | null;
}

export const NO_REVIEW: ReviewVerdict = {
  decision: null,
  current: false,
  requested: 0,
  approvals: 0,
  humans: 0,
  stale: false,
  approvedAt: null,
  approver: null,
};

/**
 * GitHub's own decision first. Where no rule asks for reviews it is null, and then the latest opinions of people with
 * write access on the current head decide, never the author's own.
 */
export function judgeReviews(pull: PullFacts, requireCurrent: boolean): ReviewVerdict | Unavailable {
  const ruled = pull.reviewDecision;
  if (ruled === UNAVAILABLE || (ruled === null && pull.reviews === UNAVAILABLE)) return UNAVAILABLE;
  const opinions = opinionsOn(pull, ruled !== null);
  const decision = ruled ?? decide(opinions === UNAVAILABLE ? [] : opinions);
  if (decision !== 'approved') return { ...count(pull, opinions), decision };
  const verdict = { ...count(pull, opinions), ...approval(opinions, pull.headSha) };
  if (!requireCurrent) return { ...verdict, decision };
  if (verdict.current === UNAVAILABLE) return UNAVAILABLE;
  return { ...verdict, decision: verdict.current ? decision : 'review_required' };
}

type Opinions = readonly ReviewFact[] | Unavailable;

/** With a rule every standing review counts, as GitHub counts it; without one only those of the current head. */
function opinionsOn(pull: PullFacts, ruled: boolean): Opinions {
  if (pull.reviews === UNAVAILABLE) return UNAVAILABLE;
  return pull.reviews.filter((review) => !isByAuthor(review, pull) && (ruled || review.sha === pull.headSha));
}

function count(pull: PullFacts, opinions: Opinions): Omit<ReviewVerdict, 'decision'> {
  const verdict: ReviewVerdict = { ...NO_REVIEW, requested: countOf(pull.reviewRequests) };
  if (opinions === UNAVAILABLE) return { ...verdict, approvals: UNAVAILABLE, humans: UNAVAILABLE };
  const approvals = approvalsIn(opinions);
  return { ...verdict, approvals: approvals.length, humans: countHumans(approvals) };
}

function countOf(requests: PullFacts['reviewRequests']): number | Unavailable {
  return requests === UNAVAILABLE ? UNAVAILABLE : requests.length;
}

function approval(
  opinions: Opinions,
  headSha: string,
): Pick<ReviewVerdict, 'current' | 'stale' | 'approvedAt' | 'approver'> {
  if (opinions === UNAVAILABLE) return { current: UNAVAILABLE, stale: false, approvedAt: null, approver: null };
  const approvals = approvalsIn(opinions);
  const current = areCurrent(approvals, headSha);
  const last = latest(approvals);
  return { current, stale: !current, approvedAt: last?.submittedAt ?? null, approver: last?.author ?? null };
}

function approvalsIn(opinions: readonly ReviewFact[]): readonly ReviewFact[] {
  return opinions.filter((review) => review.state === 'approved');
}

function isByAuthor(review: ReviewFact, pull: PullFacts): boolean {
  return review.author !== null && review.author.id === pull.author?.id;
}

function decide(opinions: readonly ReviewFact[]): 'approved' | 'changes_requested' | null {
  if (opinions.some((review) => review.state === 'changes_requested')) return 'changes_requested';
  return opinions.some((review) => review.state === 'approved') ? 'approved' : null;
}

function areCurrent(approvals: readonly ReviewFact[], headSha: string): boolean {
  return approvals.length > 0 && approvals.every((review) => review.sha === headSha);
}

function latest(approvals: readonly ReviewFact[]): ReviewFact | null {
  return approvals.reduce<ReviewFact | null>(
    (last, review) => (last === null || (review.submittedAt ?? '') > (last.submittedAt ?? '') ? review : last),
    null,
  );
}

function countHumans(approvals: readonly ReviewFact[]): number {
  return new Set(approvals.filter((one) => one.author?.type === 'User').map((one) => one.author?.id)).size;
}
