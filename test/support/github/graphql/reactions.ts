import { REACTIONS, type Reaction, type ReactionContent } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { connection, type PageArgs, sliced } from './connection.ts';
import { type Graph, int32, type Node, type Shown } from './graph.ts';

interface ReactionArgs extends PageArgs {
  readonly content?: string | null;
}

/** The fields that everything reactable shares. */
export function reactionFields(graph: Graph, repo: RepoState, subject: string) {
  const here = () => repo.reactions.filter((reaction) => reaction.subject === subject);
  return {
    reactions: (args: ReactionArgs) => {
      const wanted = here().filter((one) => args.content == null || graphqlName(one.content) === args.content);
      return connection(
        'reactions',
        wanted,
        args,
        (one) => one.nodeId,
        (one) => reactionNode(graph, repo, one),
      );
    },
    reactionGroups: () => REACTIONS.map((content) => groupNode(graph, content, here())),
  };
}

/** `Reaction.user` is a `User`: null for a bot, which only shows among a group's reactors. */
export function reactionNode(graph: Graph, repo: RepoState, reaction: Reaction): Node {
  const who = graph.actor(reaction.actor);
  return {
    __typename: 'Reaction',
    id: reaction.nodeId,
    databaseId: int32(reaction.databaseId),
    content: graphqlName(reaction.content),
    createdAt: reaction.createdAt,
    user: who?.__typename === 'User' ? who : null,
    reactable: () => subjectOf(graph, repo, reaction.subject),
  };
}

function subjectOf(graph: Graph, repo: RepoState, id: string): Shown {
  for (const item of repo.items.values()) if (item.nodeId === id) return graph.item(repo, item);
  for (const comments of repo.comments.values()) {
    const comment = comments.find((one) => one.nodeId === id);
    if (comment !== undefined) return graph.comment(repo, comment);
  }
  throw new Error(`a reaction on nothing: ${id}`);
}

function groupNode(graph: Graph, content: ReactionContent, all: readonly Reaction[]): Node {
  const here = all.filter((reaction) => reaction.content === content);
  return {
    __typename: 'ReactionGroup',
    content: graphqlName(content),
    createdAt: here[0]?.createdAt ?? null,
    viewerHasReacted: here.some((reaction) => reaction.actor === graph.view.viewer.login),
    reactors: (args: PageArgs) =>
      connection(
        'reactors',
        here,
        args,
        (one) => one.nodeId,
        (one) => graph.actor(one.actor),
        { edges: () => reactorEdges(graph, sliced('reactors', here, args, (one) => one.nodeId).items) },
      ),
  };
}

function reactorEdges(graph: Graph, reactions: readonly Reaction[]) {
  return reactions.map(({ nodeId, actor, createdAt }) => {
    return { cursor: nodeId, node: graph.actor(actor), reactedAt: createdAt };
  });
}

function graphqlName(content: ReactionContent): string {
  return { '+1': 'THUMBS_UP', '-1': 'THUMBS_DOWN' }[String(content)] ?? content.toUpperCase();
}
