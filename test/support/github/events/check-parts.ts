import type { Json, JsonObject } from '../json.ts';
import { renderApp, renderUser } from '../rest/render-account.ts';
import {
  personOf,
  pullRequestsOf,
  renderHeadCommit,
  renderRun,
  renderStatus,
  suiteOf as suiteOfRun,
} from '../rest/render-run.ts';
import { apiUrl, htmlUrl } from '../view.ts';
import type { CheckSuite } from '../world/model-checks.ts';
import { fullName } from '../world/state.ts';
import { suiteStanding } from '../world/workflow-runs.ts';
import { must, pullOf, type Scene, shaOf, suiteOf } from './subject.ts';

export function runParts(scene: Scene): JsonObject {
  const { view, repo, about } = scene;
  const sha = about.run === undefined ? shaOf(scene) : null;
  const found = repo.runs.findLast((run) =>
    sha === null ? run.databaseId === about.run : suiteOfRun(repo, run).sha === sha,
  );
  const run = must(found, `workflow run ${about.run ?? sha ?? ''}`);
  const workflow = must(
    repo.workflows.find((one) => one.path === run.workflow),
    `workflow ${run.workflow}`,
  );
  const url = apiUrl(view, repo, 'actions/workflows', workflow.databaseId);
  return {
    workflow_run: renderRun(view, repo, run),
    workflow: { id: workflow.databaseId, node_id: workflow.nodeId, name: workflow.name, path: workflow.path, url },
  };
}

export function suiteParts(scene: Scene): JsonObject {
  const sha = shaOf(scene);
  return {
    check_suite: renderSuite(
      scene,
      must(
        scene.repo.suites.findLast((suite) => suite.sha === sha),
        `suite of ${sha}`,
      ),
    ),
  };
}

export function checkParts(scene: Scene): JsonObject {
  const { view, repo, about } = scene;
  const sha = about.check === undefined ? shaOf(scene) : null;
  const found = repo.checks.findLast((check) =>
    sha === null ? check.databaseId === about.check : suiteOf(repo, check.suite).sha === sha,
  );
  const check = must(found, `check run ${about.check ?? sha ?? ''}`);
  const suite = suiteOf(repo, check.suite);
  return {
    check_run: {
      id: check.databaseId,
      node_id: check.nodeId,
      name: check.name,
      head_sha: suite.sha,
      status: check.status,
      conclusion: check.conclusion,
      started_at: check.startedAt,
      completed_at: check.completedAt,
      details_url: check.detailsUrl,
      html_url: check.detailsUrl,
      url: apiUrl(view, repo, 'check-runs', check.databaseId),
      app: renderApp(view, must(view.state.apps.get(suite.app), `app ${suite.app}`)),
      check_suite: renderSuite(scene, suite),
      pull_requests: pullRequestsOf(view, repo, suite),
    },
  };
}

/** A branch in a fork has no name here, and no pull requests. */
function renderSuite({ view, repo }: Scene, suite: CheckSuite): JsonObject {
  const standing = suiteStanding(repo, suite.databaseId);
  return {
    id: suite.databaseId,
    node_id: suite.nodeId,
    head_branch: suite.headRepo === fullName(repo) ? suite.branch : null,
    head_sha: suite.sha,
    status: standing.status,
    conclusion: standing.conclusion,
    url: apiUrl(view, repo, 'check-suites', suite.databaseId),
    after: suite.sha,
    pull_requests: pullRequestsOf(view, repo, suite),
    app: renderApp(view, must(view.state.apps.get(suite.app), `app ${suite.app}`)),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: renderHeadCommit(repo, suite.sha),
  };
}

export function statusParts(scene: Scene): JsonObject {
  const { view, repo } = scene;
  const sha = shaOf(scene);
  const status = must(
    repo.statuses.findLast((one) => one.sha === sha),
    `commit status of ${sha}`,
  );
  const { creator: _, url: __, ...plain } = renderStatus(view, repo, status);
  const url = apiUrl(view, repo, 'commits', sha);
  const branches = [...repo.branches]
    .filter(([, head]) => head === sha)
    .map(([name]): Json => ({ name, commit: { sha, url }, protected: false }));
  return { ...plain, sha, name: fullName(repo), branches, commit: renderCommit(scene, sha) };
}

function renderCommit({ view, repo }: Scene, sha: string): JsonObject {
  const { author, message, committedAt, nodeId } = must(repo.commits.get(sha), `commit ${sha}`);
  const person = { ...personOf(author), date: committedAt };
  const user = renderUser(view, author);
  const url = apiUrl(view, repo, 'commits', sha);
  const git = apiUrl(view, repo, 'git/commits', sha);
  const verification = { verified: false, reason: 'unsigned', signature: null, payload: null };
  return {
    sha,
    node_id: nodeId,
    url,
    html_url: htmlUrl(view, repo, 'commit', sha),
    comments_url: `${url}/comments`,
    commit: { author: person, committer: person, message, url: git, tree: { sha, url: git }, verification },
    author: user,
    committer: user,
  };
}

export function mergeGroupParts(scene: Scene): JsonObject {
  const pull = pullOf(scene);
  const queue = pull.queue;
  if (queue === null) throw new Error(`#${pull.number} is not in the merge queue`);
  return {
    merge_group: {
      head_sha: queue.headSha,
      head_ref: `refs/heads/${queue.headRef}`,
      base_sha: queue.baseSha,
      base_ref: `refs/heads/${pull.base}`,
      head_commit: renderHeadCommit(scene.repo, queue.headSha),
    },
  };
}
