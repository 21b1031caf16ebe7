import type { JsonObject } from '../json.ts';
import { accountOf, restLogin, type View } from '../view.ts';
import type { App } from '../world/model.ts';

const USER_LINKS = {
  followers_url: 'followers',
  following_url: 'following{/other_user}',
  gists_url: 'gists{/gist_id}',
  starred_url: 'starred{/owner}{/repo}',
  subscriptions_url: 'subscriptions',
  organizations_url: 'orgs',
  repos_url: 'repos',
  events_url: 'events{/privacy}',
  received_events_url: 'received_events',
} as const;

export function renderUser(view: View, login: string): JsonObject {
  const who = accountOf(view, login);
  const name = restLogin(who);
  const api = `${view.urls.api}/users/${encodeURIComponent(name)}`;
  const links = Object.entries(USER_LINKS).map(([key, path]): [string, string] => [key, `${api}/${path}`]);
  return {
    login: name,
    id: who.databaseId,
    node_id: who.nodeId,
    avatar_url: `${view.urls.html}/avatars/${who.databaseId}`,
    gravatar_id: '',
    url: api,
    html_url: who.type === 'Bot' ? `${view.urls.html}/apps/${who.login}` : `${view.urls.html}/${name}`,
    ...Object.fromEntries(links),
    type: who.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function renderApp(view: View, app: App): JsonObject {
  return {
    id: app.databaseId,
    slug: app.slug,
    node_id: app.nodeId,
    owner: renderUser(view, app.bot),
    name: app.name,
    description: '',
    external_url: view.urls.html,
    html_url: `${view.urls.html}/apps/${app.slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2018-07-30T09:30:17Z',
    permissions: {},
    events: [],
  };
}

export function userOrNull(view: View, login: string | null): JsonObject | null {
  return login === null ? null : renderUser(view, login);
}
