import { sees } from '../identity.ts';
import type { View } from '../view.ts';
import { actorNode, appNode } from './accounts.ts';
import { checkRunNode, rollupNode, statusNode, suiteNode } from './checks.ts';
import { commentNode } from './comments.ts';
import { commitNode, refNode } from './commits.ts';
import type { Graph } from './graph.ts';
import { issueNode } from './items.ts';
import { pullNode, reviewNode } from './pulls.ts';
import { labelNode, repositoryNode } from './repositories.ts';
import { eventNode } from './timeline-events.ts';

/** All of GitHub as one viewer sees it, ready to be asked. */
export function createGraph(view: View): Graph {
  const graph: Graph = {
    view,
    repository: (repo) => repositoryNode(graph, repo),
    actor: (login) => actorNode(graph, login),
    app: (slug) => appNode(graph, slug),
    label: (repo, label) => labelNode(graph, repo, label),
    item: (repo, item) => (item.kind === 'issue' ? graph.issue(repo, item) : graph.pull(repo, item)),
    issue: (repo, issue) => issueNode(graph, repo, issue),
    pull: (repo, pull) => pullNode(graph, repo, pull),
    itemAt(ref) {
      const repo = view.state.repos.get(ref.repo);
      const item = repo?.items.get(ref.number);
      return repo === undefined || item === undefined || !sees(view.viewer, repo) ? null : graph.item(repo, item);
    },
    comment: (repo, comment) => commentNode(graph, repo, comment),
    review: (repo, review) => reviewNode(graph, repo, review),
    event: (repo, number, event) => eventNode(graph, repo, number, event),
    commit: (repo, sha) => commitNode(graph, repo, sha),
    ref: (repo, branch) => refNode(graph, repo, branch),
    rollup: (repo, sha) => rollupNode(graph, repo, sha),
    checkRun: (repo, check) => checkRunNode(graph, repo, check),
    suite: (repo, suite) => suiteNode(graph, repo, suite),
    status: (repo, status) => statusNode(graph, repo, status),
  };
  return graph;
}
