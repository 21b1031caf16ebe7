import { ACTIONS_BOT, type Hub } from './hub.ts';
import type { Commit, Role } from './model.ts';
import type { RepoState } from './state.ts';

/** An empty repository with one commit on its default branch. */
export function newRepo(
  hub: Hub,
  name: string,
  options: { readonly private: boolean; readonly defaultBranch: string; readonly admin: string },
): RepoState {
  const [owner, short] = name.split('/');
  if (owner === undefined || short === undefined) throw new Error(`a repository is called owner/name, not ${name}`);
  const first = newCommit(hub, { author: options.admin, message: 'Initial commit', parents: [], files: new Map() });
  const roles = new Map<string, Role>([
    [options.admin, 'admin'],
    [ACTIONS_BOT.login, 'write'],
  ]);
  return {
    ...hub.ids.next('repository'),
    owner,
    name: short,
    private: options.private,
    createdAt: hub.clock.now(),
    defaultBranch: options.defaultBranch,
    nextNumber: 1,
    roles,
    items: new Map(),
    moved: new Map(),
    comments: new Map(),
    timeline: new Map(),
    reactions: [],
    labels: [],
    commits: new Map([[first.sha, first]]),
    branches: new Map([[options.defaultBranch, first.sha]]),
    protection: new Map(),
    workflows: [],
    runs: [],
    suites: [],
    checks: [],
    statuses: [],
    reviews: [],
  };
}

export function newCommit(hub: Hub, parts: Pick<Commit, 'author' | 'message' | 'parents' | 'files'>): Commit {
  return { ...parts, sha: hub.ids.sha(), nodeId: hub.ids.next('commit').nodeId, committedAt: hub.clock.now() };
}
