import type { Known, Link, PullFacts, ReviewFact, ReviewRequest } from '../../core/facts/facts.ts';
import { UNAVAILABLE } from '../../core/facts/facts.ts';
import { actorOf } from './github-actor.ts';
import type { Answer } from './github-answer.ts';
import { checksOf, requiredChecksOf } from './github-facts-checks.ts';

/** A pull request as one answer shows it, with what deciding about its links and its further pages needs. */
export interface PullView {
  readonly facts: PullFacts;
  /** Null: the answer did not ask for it. */
  readonly body: string | null;
  /** Where the next page of checks begins; null: all are here. */
  readonly nextChecks: string | null;
  readonly notices: readonly string[];
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
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

/** Everything about a pull request (`PullFull` in the query). */
export function fullPull(pull: Answer, link: Link, defaultBranch: string | null): PullView {
  const light = lightPull(pull, link, defaultBranch);
  const { checks, next, notices } = checksOf(pull, light.facts.headSha);
  const requiredChecks = requiredChecksOf(pull.at('baseRef'));
  const facts: PullFacts = {
    ...light.facts,
    complete: true,
    reviewDecision: decisionOf(pull),
    reviews: reviewsOf(pull.at('latestOpinionatedReviews')),
    reviewRequests: requestsOf(pull.at('reviewRequests')),
    requiredChecks,
    checks,
  };
  return { facts, body: pull.textOrNull('body'), nextChecks: next, notices: [...notices, ...unreadOf(facts)] };
}

/** Only what choosing a pull request needs (`PullLight` in the query); all else is unavailable. */
export function lightPull(pull: Answer, link: Link, defaultBranch: string | null): PullView {
  const base = pull.text('baseRefName');
  const fromBase = pull.at('baseRef', 'associatedPullRequests').numberOrNull('totalCount') ?? 0;
  const facts: PullFacts = {
    number: pull.number('number'),
    url: pull.text('url'),
    link,
    complete: false,
    state: wordOf(STATES, pull.text('pullState')) ?? pull.at('pullState').lacking(),
    draft: pull.flag('isDraft'),
    author: actorOf(pull.at('author')),
    base,
    // A default branch may itself be proposed for a release branch; that does not make its pull requests parts of a stack.
    stacked: base !== defaultBranch && fromBase > 0,
    fromFork: pull.flag('isCrossRepository'),
    outsider: pull.flag('isCrossRepository') ? UNAVAILABLE : false,
    headSha: pull.text('headRefOid'),
    headRef: pull.text('headRefName'),
    createdAt: pull.time('createdAt'),
    closedAt: pull.timeOrNull('closedAt'),
    mergedAt: pull.timeOrNull('mergedAt'),
    mergedBy: actorOf(pull.at('mergedBy')),
    autoMerge: !pull.at('autoMergeRequest').missing,
    autoMergeAt: UNAVAILABLE,
    edited: UNAVAILABLE,
    conflict: UNAVAILABLE,
    group: UNAVAILABLE,
    reviewDecision: UNAVAILABLE,
    reviews: UNAVAILABLE,
    reviewHistory: UNAVAILABLE,
    reviewRequests: UNAVAILABLE,
    reviewRule: UNAVAILABLE,
    requiredChecks: UNAVAILABLE,
    rulesChangedAt: UNAVAILABLE,
    classicProtection: UNAVAILABLE,
    checks: UNAVAILABLE,
    earlierChecks: UNAVAILABLE,
  };
  return { facts, body: pull.textOrNull('body'), nextChecks: null, notices: [] };
}

function unreadOf({ reviews, reviewDecision, requiredChecks, number }: PullFacts): readonly string[] {
  const notices: string[] = [];
  if (reviews === UNAVAILABLE || reviewDecision === UNAVAILABLE) {
    notices.push(`The reviews of #${number} could not be read: give the job \`pull-requests: read\`.`);
  }
  if (requiredChecks === UNAVAILABLE) notices.push(`What the base branch of #${number} requires could not be read.`);
  return notices;
}

function decisionOf(pull: Answer): PullFacts['reviewDecision'] {
  if (pull.at('reviewDecision').missing) return pull.at('reviewDecision').failed ? UNAVAILABLE : null;
  return wordOf(DECISIONS, pull.text('reviewDecision')) ?? UNAVAILABLE;
}

function requestsOf(requests: Answer): Known<readonly ReviewRequest[]> {
  if (requests.failed) return UNAVAILABLE;
  const count = requests.numberOrNull('totalCount') ?? 0;
  return Array.from({ length: count }, () => ({ name: null, codeOwner: false }));
}

function reviewsOf(reviews: Answer): Known<readonly ReviewFact[]> {
  if (reviews.missing) return reviews.failed ? UNAVAILABLE : [];
  const { nodes } = reviews;
  if (nodes.some((node) => node.missing) || reviews.at('pageInfo').flag('hasNextPage')) return UNAVAILABLE;
  return nodes.flatMap((review) => {
    const state = wordOf(REVIEWS, review.text('state'));
    if (state === null) return [];
    return [
      {
        author: actorOf(review.at('author')),
        state,
        submittedAt: review.timeOrNull('submittedAt'),
        sha: review.at('commit').textOrNull('oid'),
      },
    ];
  });
}

/** Our word for GitHub's upper-case one; null: a word that is new to us. */
export function wordOf<Word>(words: { readonly [upper: string]: Word }, upper: string): Word | null {
  return Object.hasOwn(words, upper) ? (words[upper] ?? null) : null;
}
