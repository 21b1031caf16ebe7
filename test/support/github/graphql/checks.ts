import { hasScope } from '../identity.ts';
import { apiUrl, htmlUrl } from '../view.ts';
import type { CheckRun, CheckSuite, CommitStatus, WorkflowRun } from '../world/model-checks.ts';
import { rollupState, statusesOf } from '../world/rollup.ts';
import type { RepoState } from '../world/state.ts';
import { suiteStanding } from '../world/workflow-runs.ts';
import { connection, type PageArgs } from './connection.ts';
import { forbidden } from './errors.ts';
import { type Graph, guarded, int32, type Node, type Shown, upper } from './graph.ts';

/** All checks of a commit; null where it has none. */
export function rollupNode(graph: Graph, repo: RepoState, sha: string): Node | null {
  const runs = checkRunsOf(repo, sha);
  const statuses = statusesOf(repo, sha);
  if (runs.length + statuses.length === 0) return null;
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${sha.slice(0, 16)}`,
    state: rollupState(runs, statuses),
    commit: () => graph.commit(repo, sha),
    contexts: (args: PageArgs) => {
      const all = [
        ...runs.map((run) => ({ key: run.nodeId, node: () => graph.checkRun(repo, run) })),
        ...statuses.map((status) => ({ key: status.nodeId, node: () => graph.status(repo, status) })),
      ];
      const counts = { checkRunCount: runs.length, statusContextCount: statuses.length };
      return connection(
        'contexts',
        all,
        args,
        (one) => one.key,
        (one) => one.node(),
        counts,
      );
    },
  };
}

function checkRunsOf(repo: RepoState, sha: string): readonly CheckRun[] {
  const suites = new Set(repo.suites.filter((suite) => suite.sha === sha).map((suite) => suite.databaseId));
  return repo.checks.filter((check) => suites.has(check.suite) && !check.superseded);
}

export function checkRunNode(graph: Graph, repo: RepoState, check: CheckRun): Shown {
  const suite = repo.suites.find((one) => one.databaseId === check.suite);
  return guarded(graph, repo, 'checks', () => ({
    __typename: 'CheckRun',
    id: check.nodeId,
    databaseId: int32(check.databaseId),
    name: check.name,
    status: upper(check.status),
    conclusion: check.conclusion === null ? null : upper(check.conclusion),
    startedAt: check.startedAt,
    completedAt: check.completedAt,
    detailsUrl: check.detailsUrl,
    url: check.detailsUrl,
    checkSuite: () => (suite === undefined ? null : graph.suite(repo, suite)),
    repository: () => graph.repository(repo),
  }));
}

interface RunArgs extends PageArgs {
  /** Without it the latest attempt of each check run. */
  readonly filterBy?: { readonly checkType?: 'ALL' | 'LATEST' | null } | null;
}

export function suiteNode(graph: Graph, repo: RepoState, suite: CheckSuite): Node {
  const standing = suiteStanding(repo, suite.databaseId);
  const run = repo.runs.find((one) => one.suite === suite.databaseId);
  return {
    __typename: 'CheckSuite',
    id: suite.nodeId,
    databaseId: int32(suite.databaseId),
    createdAt: suite.createdAt,
    updatedAt: suite.updatedAt,
    status: upper(standing.status),
    conclusion: standing.conclusion === null ? null : upper(standing.conclusion),
    app: () => graph.app(suite.app),
    commit: () => graph.commit(repo, suite.sha),
    branch: () => graph.ref(repo, suite.branch),
    repository: () => graph.repository(repo),
    url: apiUrl(graph.view, repo, 'check-suites', suite.databaseId),
    checkRuns: (args: RunArgs) => {
      const all = args.filterBy?.checkType === 'ALL';
      const runs = repo.checks.filter((check) => check.suite === suite.databaseId && (all || !check.superseded));
      return connection(
        'checkRuns',
        runs,
        args,
        (one) => one.nodeId,
        (one) => graph.checkRun(repo, one),
      );
    },
    workflowRun: () => {
      if (run === undefined) return null;
      return hasScope(graph.view.viewer, repo, 'actions', 'read') ? runNode(graph, repo, run, suite) : forbidden();
    },
  };
}

function runNode(graph: Graph, repo: RepoState, run: WorkflowRun, suite: CheckSuite): Node {
  const workflow = repo.workflows.find((one) => one.path === run.workflow);
  const path = `/${repo.owner}/${repo.name}/actions/workflows/${run.workflow.replace(/^.*\//, '')}`;
  return {
    __typename: 'WorkflowRun',
    id: run.nodeId,
    databaseId: int32(run.databaseId),
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    event: run.event,
    runNumber: run.runNumber,
    url: htmlUrl(graph.view, repo, 'actions/runs', run.databaseId),
    resourcePath: `/${repo.owner}/${repo.name}/actions/runs/${run.databaseId}`,
    checkSuite: () => graph.suite(repo, suite),
    workflow: {
      __typename: 'Workflow',
      id: workflow?.nodeId ?? '',
      databaseId: workflow?.databaseId ?? null,
      name: workflow?.name ?? '',
      state: 'ACTIVE',
      resourcePath: path,
      url: `${graph.view.urls.html}${path}`,
    },
  };
}

export function statusNode(graph: Graph, repo: RepoState, status: CommitStatus): Shown {
  return guarded(graph, repo, 'statuses', () => ({
    __typename: 'StatusContext',
    id: status.nodeId,
    context: status.context,
    state: upper(status.state),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: () => graph.actor(status.creator),
    commit: () => graph.commit(repo, status.sha),
  }));
}
