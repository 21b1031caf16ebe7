import { sees } from '../identity.ts';
import { repoNamed, type View } from '../view.ts';
import type { Comment } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { viewerNode } from './accounts.ts';
import { unresolved } from './errors.ts';
import type { Graph, Shown } from './graph.ts';
import { createGraph } from './presenters.ts';
import { reactionNode } from './reactions.ts';

export interface Points {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  readonly resetAt: string;
}

/** What a query starts from. */
export function queryRoot(view: View, points: Points) {
  const graph = createGraph(view);
  const node = ({ id }: { readonly id: string }) => nodeById(graph, id);
  return {
    viewer: () => viewerNode(graph),
    rateLimit: { ...points, nodeCount: 0 },
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const repo = repoNamed(view, `${owner}/${name}`);
      return repo === undefined ? unresolved(`a Repository with the name '${owner}/${name}'`) : graph.repository(repo);
    },
    node,
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => node({ id })),
  };
}

function nodeById(graph: Graph, id: string): Shown {
  for (const repo of graph.view.state.repos.values()) {
    const found = sees(graph.view.viewer, repo) ? nodeIn(graph, repo, id) : null;
    if (found !== null) return found;
  }
  return unresolved(`a node with the global id of '${id}'`);
}

function nodeIn(graph: Graph, repo: RepoState, id: string): Shown | null {
  if (repo.nodeId === id) return graph.repository(repo);
  for (const item of repo.items.values()) if (item.nodeId === id) return graph.item(repo, item);
  for (const comments of repo.comments.values()) {
    const comment = comments.find((one) => one.nodeId === id);
    if (comment !== undefined) return readable(graph, repo, comment);
  }
  const reaction = repo.reactions.find((one) => one.nodeId === id);
  if (reaction !== undefined) return reactionNode(graph, repo, reaction);
  const review = repo.reviews.find((one) => one.nodeId === id);
  return review === undefined ? null : graph.review(repo, review);
}

/** A comment can be read by whoever can read what it stands on. */
function readable(graph: Graph, repo: RepoState, comment: Comment): Shown {
  const item = repo.items.get(comment.on);
  const shown = item === undefined ? null : graph.item(repo, item);
  return shown instanceof Error ? shown : graph.comment(repo, comment);
}
