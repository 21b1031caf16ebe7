import { isFork } from '../rest/render-pull.ts';
import { htmlUrl } from '../view.ts';
import type { Commit, Pull } from '../world/model.ts';
import type { Protection } from '../world/model-checks.ts';
import { protectionOf } from '../world/review-decision.ts';
import type { RepoState } from '../world/state.ts';
import { connection, type PageArgs } from './connection.ts';
import type { Graph, Node } from './graph.ts';

export function commitNode(graph: Graph, repo: RepoState, sha: string): Node | null {
  const commit = repo.commits.get(sha);
  return commit === undefined ? null : presentCommit(graph, repo, commit);
}

function presentCommit(graph: Graph, repo: RepoState, commit: Commit): Node {
  return {
    __typename: 'Commit',
    id: commit.nodeId,
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0] ?? '',
    committedDate: commit.committedAt,
    authoredDate: commit.committedAt,
    url: htmlUrl(graph.view, repo, 'commit', commit.sha),
    commitUrl: htmlUrl(graph.view, repo, 'commit', commit.sha),
    repository: () => graph.repository(repo),
    statusCheckRollup: () => graph.rollup(repo, commit.sha),
    associatedPullRequests: (args: PageArgs) => {
      const pulls = associatedPulls(repo, commit.sha);
      return connection(
        'associatedPullRequests',
        pulls,
        args,
        (pull) => pull.nodeId,
        (pull) => graph.pull(repo, pull),
      );
    },
    parents: (args: PageArgs) =>
      connection(
        'parents',
        commit.parents,
        args,
        (parent) => parent,
        (parent) => graph.commit(repo, parent),
      ),
    history: (args: HistoryArgs) => {
      const commits = ancestorsOf(repo, commit).filter((one) => one.committedAt >= (args.since ?? ''));
      return connection(
        'history',
        commits,
        args,
        (one) => one.sha,
        (one) => presentCommit(graph, repo, one),
      );
    },
    checkSuites: (args: PageArgs) => {
      const suites = repo.suites.filter((suite) => suite.sha === commit.sha);
      return connection(
        'checkSuites',
        suites,
        args,
        (suite) => suite.nodeId,
        (suite) => graph.suite(repo, suite),
      );
    },
  };
}

interface HistoryArgs extends PageArgs {
  readonly since?: string | null;
}

/** The commit and what it stands on, newest first, along the first parents: a branch as it grew. */
function ancestorsOf(repo: RepoState, commit: Commit): readonly Commit[] {
  const found: Commit[] = [];
  for (let next: Commit | undefined = commit; next !== undefined; next = repo.commits.get(next.parents[0] ?? '')) {
    found.push(next);
  }
  return found;
}

/**
 * The merged pull request that brought the commit to the default branch; else the open ones that hold it. A head in a
 * fork is not found by its sha while the pull request is open.
 */
export function associatedPulls(repo: RepoState, sha: string): readonly Pull[] {
  const all = [...repo.items.values()].flatMap((item) => (item.kind === 'pull' ? [item] : []));
  const holding = all.filter((pull) => pull.commits.includes(sha) || pull.mergeCommitSha === sha);
  const merged = holding.filter((pull) => pull.state === 'merged' && pull.base === repo.defaultBranch);
  if (merged.length > 0) return merged;
  return holding.filter((pull) => pull.state === 'open' && !isFork(repo, pull));
}

interface PullFilter extends PageArgs {
  readonly states?: readonly string[] | null;
}

export function refNode(graph: Graph, repo: RepoState, branch: string): Node | null {
  const sha = repo.branches.get(branch);
  if (sha === undefined) return null;
  return {
    __typename: 'Ref',
    id: `REF_${Buffer.from(`${repo.nodeId}:${branch}`).toString('base64url')}`,
    name: branch,
    prefix: 'refs/heads/',
    target: () => graph.commit(repo, sha),
    repository: () => graph.repository(repo),
    associatedPullRequests: (args: PullFilter) => {
      const pulls = [...repo.items.values()].flatMap((item) =>
        item.kind === 'pull' && item.headRef === branch && !isFork(repo, item) ? [item] : [],
      );
      const wanted = pulls.filter((pull) => args.states?.includes(pull.state.toUpperCase()) !== false);
      return connection(
        'associatedPullRequests',
        wanted,
        args,
        (pull) => pull.nodeId,
        (pull) => graph.pull(repo, pull),
      );
    },
    refUpdateRule: () => refUpdateRule(repo, branch),
    rules: (args: PageArgs) => {
      const rules = ruleNodes(repo, branch);
      return connection(
        'rules',
        rules,
        args,
        (rule) => rule.id,
        (rule) => rule,
      );
    },
  };
}

function refUpdateRule(repo: RepoState, branch: string): Node | null {
  const rule = protectionOf(repo, branch).find((one) => one.via === 'branch');
  if (rule === undefined) return null;
  return {
    __typename: 'RefUpdateRule',
    pattern: branch,
    requiredApprovingReviewCount: rule.requiredApprovals === 0 ? null : rule.requiredApprovals,
    requiredStatusCheckContexts: rule.requiredChecks.map((check) => check.context),
    requiresCodeOwnerReviews: rule.codeOwners,
  };
}

/** The rules of rule sets. */
function ruleNodes(repo: RepoState, branch: string): readonly (Node & { readonly id: string })[] {
  return protectionOf(repo, branch)
    .filter((rule) => rule.via === 'ruleset')
    .flatMap((rule) => {
      const checks = {
        __typename: 'RequiredStatusChecksParameters',
        doNotEnforceOnCreate: false,
        strictRequiredStatusChecksPolicy: false,
        requiredStatusChecks: rule.requiredChecks.map((check) => ({
          context: check.context,
          integrationId: check.appId,
        })),
      };
      const reviews = {
        __typename: 'PullRequestParameters',
        requiredApprovingReviewCount: rule.requiredApprovals,
        dismissStaleReviewsOnPush: rule.dismissStale,
        requireCodeOwnerReview: rule.codeOwners,
        requireLastPushApproval: rule.lastPush,
        requiredReviewThreadResolution: false,
      };
      return [
        ...(rule.requiredChecks.length > 0 ? [ruleNode(branch, rule, 'REQUIRED_STATUS_CHECKS', checks)] : []),
        ...(rule.requiredApprovals > 0 || rule.codeOwners ? [ruleNode(branch, rule, 'PULL_REQUEST', reviews)] : []),
      ];
    });
}

function ruleNode(branch: string, rule: Protection, type: string, parameters: unknown): Node & { readonly id: string } {
  const repositoryRuleset = {
    __typename: 'RepositoryRuleset',
    id: `RRS_${branch}`,
    name: branch,
    enforcement: 'ACTIVE',
    createdAt: rule.changedAt,
    updatedAt: rule.changedAt,
  };
  return { __typename: 'RepositoryRule', id: `RRU_${type}_${branch}`, type, parameters, repositoryRuleset };
}
