import { REACTIONS, type Reaction, type ReactionContent } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { connection, type PageArgs } from './connection.ts';
import { type Graph, int32, type Node } from './graph.ts';

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
        (one) => reactionNode(graph, one),
      );
    },
    reactionGroups: () => REACTIONS.map((content) => groupNode(graph, content, here())),
  };
}

/** `Reaction.user` is a `User`: null for a bot, which only shows among a group's reactors. */
export function reactionNode(graph: Graph, reaction: Reaction): Node {
  const who = graph.actor(reaction.actor);
  return {
    __typename: 'Reaction',
    id: reaction.nodeId,
    databaseId: int32(reaction.databaseId),
    content: graphqlName(reaction.content),
    createdAt: reaction.createdAt,
    user: who?.__typename === 'User' ? who : null,
  };
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
      ),
  };
}

function graphqlName(content: ReactionContent): string {
  return { '+1': 'THUMBS_UP', '-1': 'THUMBS_DOWN' }[String(content)] ?? content.toUpperCase();
}
