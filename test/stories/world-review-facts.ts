import type { PastReview, ReviewFact, ReviewRule } from '../../src/core/facts/facts.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import type { Pull } from '../support/github/world/model.ts';
import type { Review } from '../support/github/world/model-checks.ts';
import { canWrite, latestOpinionatedReviews, protectionOf } from '../support/github/world/review-decision.ts';
import type { HubState, RepoState } from '../support/github/world/state.ts';
import { actorIn } from './world-actor.ts';

/** The latest opinion of each person with write access. */
export function reviewFacts(hub: HubState, repo: RepoState, pull: Pull): readonly ReviewFact[] {
  return latestOpinionatedReviews(repo, pull.number, { writersOnly: true }).map((review) => ({
    author: actorIn(hub, review.author),
    state: review.state,
    submittedAt: review.submittedAt,
    sha: trustedSha(review.sha),
  }));
}

/** Every opinion as it was given, with its dismissal. */
export function reviewHistory(hub: HubState, repo: RepoState, pull: Pull): readonly PastReview[] {
  return repo.reviews
    .filter((review) => review.pull === pull.number)
    .flatMap((review) => {
      const dismissal = dismissalOf(repo, review);
      const state = dismissal?.previous ?? review.state;
      if (state !== 'approved' && state !== 'changes_requested') return [];
      const { submittedAt, sha, author } = review;
      const given = { author: actorIn(hub, author), state, submittedAt, sha: trustedSha(sha) } as const;
      return [{ ...given, dismissedAt: dismissal?.createdAt ?? null, mayPush: canWrite(repo, author) }];
    });
}

function dismissalOf(repo: RepoState, review: Review) {
  return (repo.timeline.get(review.pull) ?? [])
    .flatMap((event) => (event.kind === 'ReviewDismissedEvent' ? [event] : []))
    .find((event) => event.review === review.databaseId);
}

/** What the base branch demands; of several rules the strictest. */
export function reviewRule(repo: RepoState, pull: Pull): ReviewRule | null {
  const rules = protectionOf(repo, pull.base).filter((rule) => rule.requiredApprovals > 0 || rule.codeOwners);
  if (rules.length === 0) return null;
  const told = rules.filter((rule) => rule.via === 'ruleset');
  return {
    required: Math.max(...rules.map((rule) => rule.requiredApprovals)),
    codeOwners: rules.some((rule) => rule.codeOwners),
    lastPush: told.length === 0 ? null : told.some((rule) => rule.lastPush),
    dismissesStale: told.length === 0 ? null : told.some((rule) => rule.dismissStale),
  };
}
