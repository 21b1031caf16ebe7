import { type Actor, type Instant, isAfter, isBefore } from '../../values/index.ts';
import { type PastReview, type PullFacts, rulesChangedSince, UNAVAILABLE, type Unavailable } from '../index.ts';
import { approvalsIn, isByAuthor, isSameActor, namesOf, objectionsIn, type ReviewRuling } from './opinions.ts';

/**
 * What reviews came to when a pull request was merged, where today's decision does not tell: a review or a dismissal
 * came later, somebody who approved then cannot push now, or the merger is one of those who objected. Null: today's
 * decision is that of then. Unavailable: what was given or asked for then is not known.
 * @param recorded who completed the approval that the record holds for this head; what was seen then needs no guess
 */
export function reviewsThen(
  pull: PullFacts,
  mergedAt: Instant,
  recorded: Actor | null,
): ReviewRuling | Unavailable | null {
  const { reviewHistory, reviewRule, reviewDecision } = pull;
  if (reviewHistory === UNAVAILABLE || rulesChangedSince(pull)) return UNAVAILABLE;
  // Without its base branch a pull request has no rule to be seen, which is not the same as none.
  if (reviewRule === UNAVAILABLE && reviewDecision === null) return UNAVAILABLE;
  const opinions = standingAt(reviewHistory, mergedAt).filter((one) => !isByAuthor(one, pull));
  const isSure = (one: PastReview): boolean => one.mayPush || isSameActor(one.author, recorded);
  const withdrawn = withdrawnByMerge(pull, mergedAt, objectionsIn(opinions));
  if (withdrawn === UNAVAILABLE) return UNAVAILABLE;
  const isOld = reviewHistory.every(
    (one) => !isAfter(one.submittedAt, mergedAt) && (one.dismissedAt === null || !isAfter(one.dismissedAt, mergedAt)),
  );
  if (isOld && withdrawn.length === 0 && approvalsIn(opinions).every((one) => one.mayPush)) return null;
  if (reviewRule === UNAVAILABLE) return UNAVAILABLE;
  return rebuild(
    pull,
    opinions.filter((one) => !withdrawn.includes(one)),
    isSure,
  );
}

/** The last opinion of each person that was given by then, unless it was dismissed by then. */
function standingAt(history: readonly PastReview[], at: Instant): readonly PastReview[] {
  const last = new Map<string, PastReview>();
  for (const [index, review] of history.entries()) {
    if (isAfter(review.submittedAt, at)) continue;
    const key = review.author?.id ?? `gone ${index}`;
    const other = last.get(key);
    if (other === undefined || !isBefore(review.submittedAt, other.submittedAt)) last.set(key, review);
  }
  return [...last.values()].filter(({ dismissedAt }) => dismissedAt === null || isAfter(dismissedAt, at));
}

/**
 * Whoever asked for changes and later merges has withdrawn that objection. Auto-merge that was switched on before, or
 * the queue that was entered before, is no such act.
 */
function withdrawnByMerge(
  { mergedBy, autoMergeAt, group }: PullFacts,
  mergedAt: Instant,
  objections: readonly PastReview[],
): readonly PastReview[] | Unavailable {
  const own = objections.filter(({ author }) => isSameActor(author, mergedBy));
  if (own.length === 0) return [];
  if (autoMergeAt === UNAVAILABLE || group === UNAVAILABLE) return UNAVAILABLE;
  const actedAt = autoMergeAt ?? group?.queuedAt ?? mergedAt;
  return own.filter(({ submittedAt }) => !isAfter(submittedAt, actedAt));
}

function rebuild(pull: PullFacts, opinions: readonly PastReview[], isSure: (one: PastReview) => boolean): ReviewRuling {
  const { reviewRule: rule, reviewDecision } = pull;
  if (rule === UNAVAILABLE) throw new TypeError('a rule that is not known rebuilds nothing');
  const isRuled = rule !== null || reviewDecision !== null;
  const needed = Math.max(1, rule?.required ?? 1);
  const objections = objectionsIn(opinions).filter((one) => one.mayPush);
  const approvals = approvalsIn(opinions).filter((one) => isRuled || one.sha === pull.headSha);
  if (objections.length > 0) return { decision: 'changes_requested', approvals, objections, rebuilt: [] };
  if (approvals.length < needed) {
    return { decision: isRuled ? 'review_required' : null, approvals, objections, rebuilt: [] };
  }
  const sure = approvals.filter(isSure);
  const others = sure.length >= needed ? [] : approvals.filter((one) => !isSure(one));
  const rules = [
    ...(rule?.codeOwners === true ? ['the approval of a code owner'] : []),
    ...(rule?.lastPush === true ? ['an approval by somebody else than who pushed last'] : []),
  ];
  return {
    decision: 'approved',
    approvals: others.length > 0 ? approvals : sure,
    objections: [],
    rebuilt: [...namesOf(others).map((name) => `the approval by ${name}, who cannot push now`), ...rules],
  };
}
