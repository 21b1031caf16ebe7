import {
  type DescriptionEdit,
  type Link,
  type MergeGroup,
  type PullFacts,
  type RequiredCheck,
  UNAVAILABLE,
} from '../../src/core/facts/facts.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import type { Instant } from '../../src/core/values/instant.ts';
import { closingReferences } from '../support/github/world/closing-references.ts';
import type { Pull } from '../support/github/world/model.ts';
import { canWrite, protectionOf, reviewDecision } from '../support/github/world/review-decision.ts';
import { fullName, type HubState, type RepoState } from '../support/github/world/state.ts';
import { actorIn } from './world-actor.ts';
import { checksOf, runsOn, statusesOn } from './world-check-facts.ts';
import { reviewFacts, reviewHistory, reviewRule } from './world-review-facts.ts';

/** Everything that the world shows of one pull request. */
export function pullFacts(hub: HubState, repo: RepoState, pull: Pull, link: Link): PullFacts {
  return {
    number: pull.number,
    url: `https://github.com/${fullName(repo)}/pull/${pull.number}`,
    link,
    closes: closingReferences(hub, repo, pull).flatMap((ref) => (ref.repo === fullName(repo) ? [ref.number] : [])),
    complete: true,
    state: pull.state,
    draft: pull.draft,
    labels: pull.labels,
    author: actorIn(hub, pull.author),
    base: pull.base,
    stacked: isStacked(repo, pull),
    fromFork: pull.headRepo !== fullName(repo),
    outsider: pull.headRepo !== fullName(repo) && !canWrite(repo, pull.author),
    headSha: trustedSha(pull.headSha),
    headRef: pull.headRef,
    createdAt: pull.createdAt,
    closedAt: pull.closedAt,
    mergedAt: pull.mergedAt,
    mergedBy: actorIn(hub, pull.mergedBy),
    autoMerge: pull.autoMerge !== null,
    autoMergeAt: pull.autoMerge?.enabledAt ?? null,
    edited: editOf(hub, repo, pull),
    conflict: pull.state === 'open' ? pull.conflict : null,
    group: groupOf(hub, repo, pull),
    reviewDecision: reviewDecision(repo, pull),
    reviews: reviewFacts(hub, repo, pull),
    reviewHistory: reviewHistory(hub, repo, pull),
    reviewRequests: pull.requestedReviewers.map((name) => ({ name, codeOwner: false })),
    ...rulesOf(repo, pull),
    ...checksOf(hub, repo, pull),
  };
}

type Rules = Pick<PullFacts, 'reviewRule' | 'requiredChecks' | 'rulesChangedAt' | 'classicProtection'>;

const UNKNOWN: Rules = {
  reviewRule: UNAVAILABLE,
  requiredChecks: UNAVAILABLE,
  rulesChangedAt: UNAVAILABLE,
  classicProtection: UNAVAILABLE,
};

/** A base branch that is gone cannot be asked what it demanded. */
function rulesOf(repo: RepoState, pull: Pull): Rules {
  if (!repo.branches.has(pull.base)) return UNKNOWN;
  return {
    reviewRule: reviewRule(repo, pull),
    requiredChecks: requiredChecks(repo, pull),
    rulesChangedAt: rulesChangedAt(repo, pull),
    classicProtection: protectionOf(repo, pull.base).some((rule) => rule.via === 'branch'),
  };
}

function isStacked(repo: RepoState, pull: Pull): boolean {
  if (pull.base === repo.defaultBranch) return false;
  return [...repo.items.values()].some(
    (other) =>
      other.kind === 'pull' &&
      other.state === 'open' &&
      other.headRef === pull.base &&
      other.headRepo === fullName(repo),
  );
}

function requiredChecks(repo: RepoState, pull: Pull): readonly RequiredCheck[] {
  return protectionOf(repo, pull.base)
    .flatMap((rule) => rule.requiredChecks)
    .map(({ context, appId }) => ({ name: context, appId: appId === null ? null : String(appId) }));
}

function rulesChangedAt(repo: RepoState, pull: Pull): Instant | null {
  const sets = protectionOf(repo, pull.base).filter((rule) => rule.via === 'ruleset');
  return sets.map(({ changedAt }) => changedAt).reduce<Instant | null>((a, b) => (a === null || b > a ? b : a), null);
}

function editOf(hub: HubState, repo: RepoState, { bodyEdit }: Pull): DescriptionEdit | null {
  if (bodyEdit === null) return null;
  return { at: bodyEdit.at, by: actorIn(hub, bodyEdit.by), mayPush: canWrite(repo, bodyEdit.by) };
}

/** The group that it was merged with: the queue's commit became its merge commit. */
function groupOf(hub: HubState, repo: RepoState, pull: Pull): MergeGroup | null {
  if (pull.mergedAt === null || pull.mergeCommitSha === null) return null;
  const queueing = (repo.timeline.get(pull.number) ?? [])
    .filter(({ kind }) => kind === 'AddedToMergeQueueEvent' || kind === 'RemovedFromMergeQueueEvent')
    .at(-1);
  if (queueing?.kind !== 'AddedToMergeQueueEvent') return null;
  const { mergeCommitSha: sha } = pull;
  const runs = runsOn(hub, repo, sha).filter(({ event }) => event === 'merge_group');
  return { queuedAt: queueing.createdAt, sha: trustedSha(sha), checks: [...runs, ...statusesOn(hub, repo, sha)] };
}
