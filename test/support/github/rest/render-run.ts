import type { Json, JsonObject } from '../json.ts';
import { apiUrl, htmlUrl, type View } from '../view.ts';
import type { CheckSuite, CommitStatus, WorkflowRun } from '../world/model-checks.ts';
import { fullName, type RepoState } from '../world/state.ts';
import { suiteStanding } from '../world/workflow-runs.ts';
import { renderUser } from './render-account.ts';
import { isFork } from './render-pull.ts';
import { renderMinimalRepo } from './render-repo.ts';

export function renderRun(view: View, repo: RepoState, run: WorkflowRun): JsonObject {
  const suite = suiteOf(repo, run);
  const workflow = repo.workflows.find((other) => other.path === run.workflow);
  const url = apiUrl(view, repo, 'actions/runs', run.databaseId);
  const standing = suiteStanding(repo, suite.databaseId);
  return {
    id: run.databaseId,
    name: workflow?.name ?? null,
    node_id: run.nodeId,
    head_branch: suite.branch,
    head_sha: suite.sha,
    path: run.workflow,
    display_title: repo.commits.get(suite.sha)?.message ?? '',
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    status: standing.status,
    conclusion: standing.conclusion,
    workflow_id: workflow?.databaseId ?? 0,
    check_suite_id: suite.databaseId,
    check_suite_node_id: suite.nodeId,
    url,
    html_url: htmlUrl(view, repo, 'actions/runs', run.databaseId),
    pull_requests: pullRequestsOf(view, repo, suite),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: renderUser(view, run.actor),
    triggering_actor: renderUser(view, run.triggeringActor),
    run_started_at: run.startedAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: apiUrl(view, repo, 'check-suites', suite.databaseId),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: apiUrl(view, repo, 'actions/workflows', workflow?.databaseId ?? 0),
    head_commit: renderHeadCommit(repo, suite.sha),
    repository: renderMinimalRepo(view, repo),
    head_repository: renderMinimalRepo(view, repo),
  };
}

export function suiteOf(repo: RepoState, run: WorkflowRun): CheckSuite {
  const suite = repo.suites.find((other) => other.databaseId === run.suite);
  if (suite === undefined) throw new Error(`run ${run.databaseId} has no suite`);
  return suite;
}

/** The open pull requests of a suite's branch; none for a branch in a fork, as on GitHub. */
export function pullRequestsOf(view: View, repo: RepoState, suite: CheckSuite): readonly JsonObject[] {
  const here = { id: repo.databaseId, url: apiUrl(view, repo), name: repo.name };
  const found: JsonObject[] = [];
  for (const item of repo.items.values()) {
    if (item.kind !== 'pull' || item.state !== 'open' || isFork(repo, item)) continue;
    if (suite.headRepo !== fullName(repo) || item.headRef !== suite.branch) continue;
    found.push({
      id: item.databaseId,
      number: item.number,
      url: apiUrl(view, repo, 'pulls', item.number),
      head: { ref: item.headRef, sha: item.headSha, repo: here },
      base: { ref: item.base, sha: item.baseSha, repo: here },
    });
  }
  return found;
}

export function renderHeadCommit(repo: RepoState, sha: string): Json {
  const commit = repo.commits.get(sha);
  if (commit === undefined) return null;
  const person = personOf(commit.author);
  return {
    id: sha,
    tree_id: sha,
    message: commit.message,
    timestamp: commit.committedAt,
    author: person,
    committer: person,
  };
}

/** How git and GitHub's commits name a person. */
export function personOf(login: string): JsonObject {
  return { name: login, email: `${login}@users.noreply.github.com`, username: login };
}

export function renderStatus(view: View, repo: RepoState, status: CommitStatus): JsonObject {
  const creator = renderUser(view, status.creator);
  return {
    url: apiUrl(view, repo, 'statuses', status.sha),
    avatar_url: creator['avatar_url'] ?? null,
    id: status.databaseId,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator,
  };
}
