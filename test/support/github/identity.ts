import { ACTIONS_BOT, roleOf } from './world/hub.ts';
import type { Role } from './world/model.ts';
import { fullName, type RepoState } from './world/state.ts';

export type Scope = 'actions' | 'checks' | 'contents' | 'issues' | 'pull_requests' | 'statuses';
export type Access = 'none' | 'read' | 'write';
export type Scopes = { readonly [scope in Scope]?: Access };

/** Who a token speaks for. */
export type Identity =
  | { readonly kind: 'user'; readonly login: string }
  /** An app installed in one repository; `GITHUB_TOKEN` is that of `github-actions`. */
  | { readonly kind: 'app'; readonly login: string; readonly repo: string; readonly scopes: Scopes };

/** Everything that a tracking job may ask for, and what it gets with `permissions: write-all`. */
export const ALL_WRITE: Scopes = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
};

/** What a run for a pull request from a fork gets. */
export const ALL_READ: Scopes = {
  actions: 'read',
  checks: 'read',
  contents: 'read',
  issues: 'read',
  pull_requests: 'read',
  statuses: 'read',
};

/** The least that tracking issues needs. */
export const LEAST: Scopes = { ...ALL_READ, issues: 'write' };

export const USER_TOKEN_PREFIX = 'token-of-';
/** The token that stands for `GITHUB_TOKEN` unless a test registers its own. */
export const GITHUB_TOKEN = 'github-token';

export function actionsIdentity(repo: string, scopes: Scopes = ALL_WRITE): Identity {
  return { kind: 'app', login: ACTIONS_BOT.login, repo, scopes };
}

const LEVEL: { readonly [access in Access]: number } = { none: 0, read: 1, write: 2 };
const ROLE_LEVEL: { readonly [role in Role]: number } = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** May the identity see that the repository exists? */
export function sees(who: Identity, repo: RepoState): boolean {
  if (who.kind === 'app' && who.repo === fullName(repo)) return true;
  return !repo.private || (who.kind === 'user' && roleOf(repo, who.login) !== 'none');
}

/** May an app's token do this? A user may by {@link hasRole} alone. Other public repositories can only be read. */
export function hasScope(who: Identity, repo: RepoState, scope: Scope, access: Access): boolean {
  if (who.kind === 'user') return true;
  if (who.repo !== fullName(repo)) return access !== 'write' && !repo.private;
  return LEVEL[who.scopes[scope] ?? 'none'] >= LEVEL[access];
}

/** Has the person at least this role? Apps are judged by {@link hasScope} alone. */
export function hasRole(who: Identity, repo: RepoState, role: Role): boolean {
  return who.kind === 'app' || ROLE_LEVEL[roleOf(repo, who.login)] >= ROLE_LEVEL[role];
}

/** Which scope writing a comment or reaction needs: a pull request's conversation is not the issues'. */
export function talkScope(kind: 'issue' | 'pull'): Scope {
  return kind === 'pull' ? 'pull_requests' : 'issues';
}

/** May the viewer change a comment: its author, or somebody with write access. */
export function mayEdit(
  who: Identity,
  repo: RepoState,
  kind: 'issue' | 'pull',
  comment: { readonly author: string },
): boolean {
  if (who.kind === 'app') return hasScope(who, repo, talkScope(kind), 'write');
  return who.login === comment.author || hasRole(who, repo, 'write');
}
