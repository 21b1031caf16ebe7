import type { CheckFact, PullFacts } from '../../src/core/facts/facts.ts';
import { findAccount } from '../support/github/world/hub.ts';
import type { Pull } from '../support/github/world/model.ts';
import type { CheckRun, CommitStatus } from '../support/github/world/model-checks.ts';
import { statusesOf } from '../support/github/world/rollup.ts';
import type { HubState, RepoState } from '../support/github/world/state.ts';
import { actorIn } from './world-actor.ts';

/** The checks of a pull request's head; of a merged one also what stood before those that are newer than the merge. */
export function checksOf(hub: HubState, repo: RepoState, pull: Pull): Pick<PullFacts, 'checks' | 'earlierChecks'> {
  const { headSha: sha, mergedAt } = pull;
  const checks = [...runsOn(hub, repo, sha), ...statusesOn(hub, repo, sha)];
  if (mergedAt === null) return { checks, earlierChecks: [] };
  const newer = new Set(checks.filter((check) => (check.startedAt ?? '') > mergedAt).map(({ name }) => name));
  const runs = repo.checks.filter((check) => check.superseded && newer.has(check.name));
  const statuses = repo.statuses.filter(
    (status) => status.sha === sha && newer.has(status.context) && !statusesOf(repo, sha).includes(status),
  );
  const earlierRuns = runs.flatMap((check) => runFact(hub, repo, sha, check) ?? []);
  return { checks, earlierChecks: [...earlierRuns, ...statuses.map((status) => statusFact(hub, status))] };
}

/** The check runs of a commit, without superseded ones. */
export function runsOn(hub: HubState, repo: RepoState, sha: string): readonly CheckFact[] {
  return repo.checks.filter(({ superseded }) => !superseded).flatMap((check) => runFact(hub, repo, sha, check) ?? []);
}

/** The latest status of each context, as GitHub shows them. */
export function statusesOn(hub: HubState, repo: RepoState, sha: string): readonly CheckFact[] {
  return statusesOf(repo, sha).map((status) => statusFact(hub, status));
}

function runFact(hub: HubState, repo: RepoState, sha: string, check: CheckRun): CheckFact | null {
  const suite = repo.suites.find((one) => one.databaseId === check.suite);
  if (suite?.sha !== sha) return null;
  const run = repo.runs.find((one) => one.suite === suite.databaseId);
  const app = hub.apps.get(suite.app);
  return {
    kind: 'run',
    name: check.name,
    app: suite.app,
    appId: app === undefined ? null : String(app.databaseId),
    creator: null,
    workflow: run?.workflow ?? null,
    event: run?.event ?? null,
    status: check.status.toUpperCase(),
    conclusion: check.conclusion?.toUpperCase() ?? null,
    createdAt: run?.createdAt ?? suite.createdAt,
    startedAt: check.startedAt,
    completedAt: check.completedAt,
  };
}

function statusFact(hub: HubState, status: CommitStatus): CheckFact {
  const app = [...hub.apps.values()].find(({ bot }) => bot === findAccount(hub, status.creator)?.login);
  return {
    kind: 'status',
    name: status.context,
    app: null,
    appId: app === undefined ? null : String(app.databaseId),
    creator: actorIn(hub, status.creator),
    workflow: null,
    event: null,
    status: null,
    conclusion: status.state.toUpperCase(),
    createdAt: status.createdAt,
    startedAt: status.createdAt,
    completedAt: status.state === 'pending' ? null : status.createdAt,
  };
}
