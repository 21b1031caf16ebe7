import type { Actor, Instant, Sha } from '../../values/index.ts';
import { type Known, type PullFacts, UNAVAILABLE, type Unavailable } from '../index.ts';
import { approvalsIn, isByAuthor, namesOf, objectionsIn, type ReviewOpinion, type ReviewRuling } from './opinions.ts';
import { reviewsThen } from './reviews-then.ts';

/** The verdict on a pull request's reviews, as conditions read it. */
export interface ReviewVerdict {
  readonly decision: ReviewRuling['decision'];
  /** Approved, and there are as many approvals of the current head as the rule asks for; without a rule one. */
  readonly current: Known<boolean>;
  /** How many approvals the rule asks for; null: there is none. */
  readonly required: Known<number | null>;
  readonly requested: Known<number>;
  readonly approvals: Known<number>;
  /** Distinct human approvers. */
  readonly humans: Known<number>;
  /** Approved, but not for the current head. */
  readonly stale: boolean;
  /** When the decision was complete, and who completed it. */
  readonly approvedAt: Instant | null;
  readonly approver: Actor | null;
  /** Logins of those who want changes. */
  readonly objectors: readonly string[];
  /** Logins and teams that are asked and have not answered, as far as the token may know. */
  readonly asked: readonly string[];
  /** As many have approved as are asked for, but no code owner. */
  readonly lacksCodeOwner: boolean;
  /** What cannot be known of the hour of the merge and was decided in its favour. */
  readonly rebuilt: readonly string[];
  readonly warnings: readonly string[];
}

export interface ReviewSettings {
  readonly requireCurrentApproval: boolean;
  /** Who completed the approval that the record holds for this pull request and head; null: it holds none. */
  readonly approver: Actor | null;
}

export const NO_REVIEW: ReviewVerdict = {
  decision: null,
  current: false,
  required: null,
  requested: 0,
  approvals: 0,
  humans: 0,
  stale: false,
  approvedAt: null,
  approver: null,
  objectors: [],
  asked: [],
  lacksCodeOwner: false,
  rebuilt: [],
  warnings: [],
};

/**
 * GitHub's own decision first. Where no rule asks for reviews it is null, and then the latest opinion of each person
 * with write access decides, never the author's own: approvals of the current head, and objections until they are
 * taken back or dismissed. Of a merged pull request the decision is that of its merge.
 */
export function judgeReviews(pull: PullFacts, settings: ReviewSettings): ReviewVerdict | Unavailable {
  const ruled = pull.reviewDecision;
  if (ruled === UNAVAILABLE || (ruled === null && pull.reviews === UNAVAILABLE)) return UNAVAILABLE;
  const then = pull.mergedAt === null ? null : reviewsThen(pull, pull.mergedAt, settings.approver);
  if (then === UNAVAILABLE) return UNAVAILABLE;
  const verdict = verdictOn(pull, then ?? rulingNow(pull, ruled));
  if (!settings.requireCurrentApproval || verdict.decision !== 'approved') return verdict;
  if (verdict.current === UNAVAILABLE) return UNAVAILABLE;
  return verdict.current ? verdict : { ...verdict, decision: 'review_required' };
}

/** With a rule every standing approval counts, as GitHub counts it; without one only those of the current head. */
function rulingNow(pull: PullFacts, ruled: ReviewRuling['decision']): ReviewRuling {
  if (pull.reviews === UNAVAILABLE) return { decision: ruled, approvals: UNAVAILABLE, objections: [], rebuilt: [] };
  const opinions = pull.reviews.flatMap((review): readonly ReviewOpinion[] => {
    const { state } = review;
    const isOpinion = state === 'approved' || state === 'changes_requested';
    return isOpinion && !isByAuthor(review, pull) ? [{ ...review, state }] : [];
  });
  const objections = objectionsIn(opinions);
  const approvals = approvalsIn(opinions).filter((review) => ruled !== null || review.sha === pull.headSha);
  return { decision: ruled ?? decide(approvals, objections), approvals, objections, rebuilt: [] };
}

function decide(
  approvals: readonly ReviewOpinion[],
  objections: readonly ReviewOpinion[],
): 'approved' | 'changes_requested' | null {
  if (objections.length > 0) return 'changes_requested';
  return approvals.length > 0 ? 'approved' : null;
}

function verdictOn(pull: PullFacts, { decision, approvals, objections, rebuilt }: ReviewRuling): ReviewVerdict {
  const { reviewRule: rule } = pull;
  const given = approvals === UNAVAILABLE ? UNAVAILABLE : approvals.length;
  const required = rule === UNAVAILABLE ? UNAVAILABLE : (rule?.required ?? null);
  const isMet = required !== UNAVAILABLE && given !== UNAVAILABLE && given >= Math.max(1, required ?? 1);
  return {
    ...NO_REVIEW,
    decision,
    ...(decision === 'approved' ? completion(approvals, required, pull.headSha) : {}),
    required,
    ...asked(pull),
    approvals: given,
    humans: approvals === UNAVAILABLE ? UNAVAILABLE : countHumans(approvals),
    objectors: decision === 'changes_requested' ? namesOf(objections) : [],
    lacksCodeOwner: decision === 'review_required' && isMet && rule !== UNAVAILABLE && rule?.codeOwners === true,
    rebuilt,
    warnings: rebuiltWarnings(pull.number, rebuilt),
  };
}

function asked({ reviewRequests }: PullFacts): Pick<ReviewVerdict, 'requested' | 'asked'> {
  if (reviewRequests === UNAVAILABLE) return { requested: UNAVAILABLE, asked: [] };
  return { requested: reviewRequests.length, asked: reviewRequests.flatMap(({ name }) => name ?? []) };
}

function completion(
  approvals: ReviewRuling['approvals'],
  required: Known<number | null>,
  headSha: Sha,
): Pick<ReviewVerdict, 'current' | 'stale' | 'approvedAt' | 'approver'> {
  if (approvals === UNAVAILABLE) return { current: UNAVAILABLE, stale: false, approvedAt: null, approver: null };
  const current = isEnough(approvals.filter((review) => review.sha === headSha).length, required);
  const last = latest(approvals);
  return { current, stale: current === false, approvedAt: last?.submittedAt ?? null, approver: last?.author ?? null };
}

/** None are never enough, also where it is not known how many are. */
function isEnough(count: number, required: Known<number | null>): Known<boolean> {
  if (count === 0) return false;
  return required === UNAVAILABLE ? UNAVAILABLE : count >= (required ?? 1);
}

function latest(approvals: readonly ReviewOpinion[]): ReviewOpinion | null {
  return approvals.reduce<ReviewOpinion | null>(
    (last, review) => (last === null || (review.submittedAt ?? '') > (last.submittedAt ?? '') ? review : last),
    null,
  );
}

function countHumans(approvals: readonly ReviewOpinion[]): number {
  return new Set(approvals.filter((one) => one.author?.type === 'User').map((one) => one.author?.id)).size;
}

function rebuiltWarnings(number: number, rebuilt: readonly string[]): readonly string[] {
  if (rebuilt.length === 0) return [];
  return [
    `What reviews came to when #${number} was merged can be told only in part, and is taken in its favour: ${rebuilt.join('; ')}.`,
  ];
}
