import { restLogin } from '../view.ts';
import type { Account } from '../world/model.ts';
import { type Graph, int32, type Node } from './graph.ts';

/** Users and bots; a bot's login has no `[bot]` here. */
export function actorNode(graph: Graph, login: string | null): Node | null {
  const who = login === null ? undefined : graph.view.state.accounts.get(login);
  return who === undefined ? null : accountNode(graph, who, who.login);
}

/** The viewer is of type `User` even when it is a bot, and there alone the login has its `[bot]`. */
export function viewerNode(graph: Graph): Node | null {
  const who = graph.view.state.accounts.get(graph.view.viewer.login);
  return who === undefined ? null : { ...accountNode(graph, who, restLogin(who)), __typename: 'User' };
}

function accountNode(graph: Graph, who: Account, login: string): Node {
  const path = who.type === 'Bot' ? `/apps/${who.login}` : `/${who.login}`;
  return {
    __typename: who.type,
    id: who.nodeId,
    databaseId: int32(who.databaseId),
    login,
    name: who.login,
    url: `${graph.view.urls.html}${path}`,
    resourcePath: path,
    avatarUrl: `${graph.view.urls.html}/avatars/${who.databaseId}`,
  };
}

export function appNode(graph: Graph, slug: string): Node | null {
  const app = graph.view.state.apps.get(slug);
  if (app === undefined) return null;
  const { slug: name, databaseId, nodeId } = app;
  return {
    __typename: 'App',
    id: nodeId,
    databaseId,
    slug: name,
    name: app.name,
    url: `${graph.view.urls.html}/apps/${name}`,
  };
}
