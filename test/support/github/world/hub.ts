import { createClock, type WorldClock } from './clock.ts';
import { createIds, type Ids } from './ids.ts';
import type { Account, App, Role } from './model.ts';
import { fullName, type HubState, type RepoState, withEntry } from './state.ts';

/** What all repositories of one GitHub share: state, its past, clock, ids and accounts. */
export interface Hub {
  readonly clock: WorldClock;
  readonly ids: Ids;
  readonly settings: HubSettings;
  read(): HubState;
  /** Replaces the state; the one before stays readable through {@link Hub.past}. */
  write(next: HubState): void;
  /** Lets all writes of `operation` count as one. */
  batch<T>(operation: () => T): T;
  /** The state as it was `back` operations ago, or the oldest still kept. */
  past(back: number): HubState;
  /** Grows by one with each operation that wrote. */
  version(): number;
}

/** Ways in which GitHub's behaviour is not known for sure; tests run with either. */
export interface HubSettings {
  /** The edit history counts the creation too (`includesCreatedEdit`). */
  countCreation: boolean;
  /** Edits by the same person within so many seconds become one revision. */
  coalesceSeconds: number;
  /** What a reaction in a locked conversation is refused with, whoever asks. */
  lockedReaction: 403 | 422;
  /** Comments in a locked conversation can be edited by those who could before. */
  lockedEdits: boolean;
}

const KEPT_STATES = 64;

/** The account and app behind every `GITHUB_TOKEN`, with the ids they have on github.com. */
export const ACTIONS_BOT = { login: 'github-actions', databaseId: 41_898_282, appId: 15_368 } as const;

export function createHub(start: string): Hub {
  const ids = createIds();
  let state: HubState = { accounts: new Map(), apps: new Map(), repos: new Map() };
  let versions = 0;
  const kept: HubState[] = [];
  let batches = 0;
  let begun: HubState | null = null;
  const keep = (old: HubState) => {
    kept.push(old);
    if (kept.length > KEPT_STATES) kept.shift();
    versions += 1;
  };
  return {
    clock: createClock(start),
    ids,
    settings: { countCreation: true, coalesceSeconds: 0, lockedReaction: 403, lockedEdits: true },
    read: () => state,
    write(next) {
      if (batches === 0) keep(state);
      else begun ??= state;
      state = next;
    },
    batch(operation) {
      batches += 1;
      try {
        return operation();
      } finally {
        batches -= 1;
        if (batches === 0 && begun !== null) {
          keep(begun);
          begun = null;
        }
      }
    },
    past: (back) => (back <= 0 ? state : (kept[Math.max(0, kept.length - back)] ?? state)),
    version: () => versions,
  };
}

/** Adds an account; the id may be given where GitHub's own is known. */
export function addAccount(hub: Hub, login: string, type: Account['type'], databaseId?: number): Account {
  const kind = type === 'Bot' ? 'bot' : type === 'User' ? 'user' : 'organization';
  const id = databaseId ?? hub.ids.next(kind).databaseId;
  const account: Account = { login, type, databaseId: id, nodeId: hub.ids.node(kind, id) };
  const state = hub.read();
  hub.write({ ...state, accounts: withEntry(state.accounts, login, account) });
  return account;
}

/** Adds a GitHub App and its bot. */
export function addApp(hub: Hub, slug: string, ids: { readonly appId?: number; readonly botId?: number } = {}): App {
  const bot = addAccount(hub, slug, 'Bot', ids.botId);
  const databaseId = ids.appId ?? hub.ids.next('app').databaseId;
  const name = slug === ACTIONS_BOT.login ? 'GitHub Actions' : slug;
  const app: App = { slug, name, databaseId, nodeId: hub.ids.node('app', databaseId), bot: bot.login };
  const state = hub.read();
  hub.write({ ...state, apps: withEntry(state.apps, slug, app) });
  return app;
}

/** The account a login names; bots with or without `[bot]`. Throws when nobody has that name. */
export function account(state: HubState, login: string): Account {
  const found = findAccount(state, login);
  if (found === undefined)
    throw new Error(`nobody is called ${login}: add the account with world.addUser or world.addApp`);
  return found;
}

export function findAccount(state: HubState, login: string): Account | undefined {
  return state.accounts.get(login.replace(/\[bot\]$/, ''));
}

/** What an account may do in a repository: its role there, else what everybody may. */
export function roleOf(repo: RepoState, login: string): Role {
  return repo.roles.get(login.replace(/\[bot\]$/, '')) ?? (repo.private ? 'none' : 'read');
}

export function repoOf(state: HubState, name: string): RepoState {
  const repo = state.repos.get(name);
  if (repo === undefined) throw new Error(`no repository ${name}`);
  return repo;
}

export function putRepo(hub: Hub, repo: RepoState): void {
  const state = hub.read();
  hub.write({ ...state, repos: withEntry(state.repos, fullName(repo), repo) });
}
