import { type Identity, sees } from './identity.ts';
import { account } from './world/hub.ts';
import type { Account } from './world/model.ts';
import { fullName, type HubState, type RepoState } from './world/state.ts';

/** Where this GitHub can be reached; no trailing slashes. */
export interface Urls {
  readonly html: string;
  readonly api: string;
}

/** What one request sees: a state (perhaps an old one), the moment, the viewer. */
export interface View {
  readonly state: HubState;
  readonly now: string;
  readonly viewer: Identity;
  readonly urls: Urls;
}

export function accountOf(view: View, login: string): Account {
  return account(view.state, login);
}

export function htmlUrl(view: View, repo: RepoState, ...path: readonly (string | number)[]): string {
  return [view.urls.html, fullName(repo), ...path].join('/');
}

export function apiUrl(view: View, repo: RepoState, ...path: readonly (string | number)[]): string {
  return [view.urls.api, 'repos', fullName(repo), ...path].join('/');
}

/** REST and webhooks show a bot's login with `[bot]`. */
export function restLogin(who: Account): string {
  return who.type === 'Bot' ? `${who.login}[bot]` : who.login;
}

/** How the author stands to the repository, in GitHub's words. */
export function authorAssociation(repo: RepoState, login: string): string {
  if (login === repo.owner) return 'OWNER';
  const role = repo.roles.get(login);
  if (role === undefined || role === 'none') return 'NONE';
  return login === 'github-actions' || login === 'dependabot' ? 'NONE' : 'COLLABORATOR';
}

/** The repository that the viewer calls so, whatever the case; undefined where it does not exist or cannot be seen. */
export function repoNamed(view: View, name: string): RepoState | undefined {
  const wanted = name.toLowerCase();
  for (const [key, repo] of view.state.repos) {
    if (key.toLowerCase() === wanted) return sees(view.viewer, repo) ? repo : undefined;
  }
  return undefined;
}
