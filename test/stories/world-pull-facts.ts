import type { Actor } from '../../src/core/actor.ts';
import type { CheckFact, Link, PullFacts, RequiredCheck, ReviewFact } from '../../src/core/facts/facts.ts';
import { findAccount } from '../support/github/world/hub.ts';
import type { Pull } from '../support/github/world/model.ts';
import type { CheckRun, CommitStatus } from '../support/github/world/model-checks.ts';
import { latestOpinionatedReviews, protectionOf, reviewDecision } from '../support/github/world/review-decision.ts';
import { fullName, type HubState, type RepoState } from '../support/github/world/state.ts';

/** An account as the record names it; null for nobody. */
export function actorIn(hub: HubState, login: string | null): Actor | null {
  const found = login === null ? undefined : findAccount(hub, login);
  if (found === undefined) return null;
  return {
    id: String(found.databaseId),
    login: found.login,
    type: found.type === 'Organization' ? 'Unknown' : found.type,
  };
}

/** Everything that the world shows of one pull request. */
export function pullFacts(hub: HubState, repo: RepoState, pull: Pull, link: Link): PullFacts {
  return {
    number: pull.number,
    url: `https://github.com/${fullName(repo)}/pull/${pull.number}`,
    link,
    complete: true,
    state: pull.state,
    draft: pull.draft,
    author: actorIn(hub, pull.author),
    base: pull.base,
    stacked: isStacked(repo, pull),
    fromFork: pull.headRepo !== fullName(repo),
    headSha: pull.headSha,
    headRef: pull.headRef,
    createdAt: pull.createdAt,
    closedAt: pull.closedAt,
    mergedAt: pull.mergedAt,
    mergedBy: actorIn(hub, pull.mergedBy),
    autoMerge: pull.autoMerge !== null,
    reviewDecision: reviewDecision(repo, pull),
    reviews: reviewFacts(hub, repo, pull),
    reviewRequests: pull.requestedReviewers.length,
    requiredChecks: requiredChecks(repo, pull),
    checks: [...runsOn(hub, repo, pull.headSha), ...statusesOn(repo, pull.headSha)],
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

function reviewFacts(hub: HubState, repo: RepoState, pull: Pull): readonly ReviewFact[] {
  return latestOpinionatedReviews(repo, pull.number, { writersOnly: true }).map((review) => ({
    author: actorIn(hub, review.author),
    state: review.state,
    submittedAt: review.submittedAt,
    sha: review.sha,
  }));
}

function requiredChecks(repo: RepoState, pull: Pull): readonly RequiredCheck[] {
  return protectionOf(repo, pull.base)
    .flatMap((rule) => rule.requiredChecks)
    .map(({ context, appId }) => ({ name: context, appId: appId === null ? null : String(appId) }));
}

function runsOn(hub: HubState, repo: RepoState, sha: string): readonly CheckFact[] {
  return repo.checks.flatMap((check) => {
    const suite = repo.suites.find((one) => one.databaseId === check.suite);
    if (suite?.sha !== sha || check.superseded) return [];
    const run = repo.runs.find((one) => one.suite === suite.databaseId);
    const app = hub.apps.get(suite.app);
    return [
      {
        ...standing(check),
        app: suite.app,
        appId: app === undefined ? null : String(app.databaseId),
        workflow: run?.workflow ?? null,
        event: run?.event ?? null,
        createdAt: run?.createdAt ?? suite.createdAt,
      },
    ];
  });
}

function standing(check: CheckRun): Pick<CheckFact, 'kind' | 'name' | 'conclusion' | 'startedAt' | 'completedAt'> {
  const { name, startedAt, completedAt } = check;
  return { kind: 'run', name, conclusion: check.conclusion?.toUpperCase() ?? null, startedAt, completedAt };
}

/** The latest status of each context, as GitHub shows them. */
function statusesOn(repo: RepoState, sha: string): readonly CheckFact[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of repo.statuses) if (status.sha === sha) latest.set(status.context, status);
  return [...latest.values()].map((status) => ({
    kind: 'status',
    name: status.context,
    app: null,
    appId: null,
    workflow: null,
    event: null,
    conclusion: status.state.toUpperCase(),
    createdAt: status.createdAt,
    startedAt: status.createdAt,
    completedAt: status.state === 'pending' ? null : status.createdAt,
  }));
}
