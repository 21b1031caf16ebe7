import { type CheckOps, checkOps } from './check-ops.ts';
import type { Instant } from './clock.ts';
import { type CommentOps, commentOps, findComment } from './comment-ops.ts';
import { ACTIONS_BOT, addAccount, addApp, createHub, type Hub, type HubSettings, putRepo } from './hub.ts';
import { type IssueOps, issueOps } from './issue-ops.ts';
import { type MergeOps, mergeOps } from './merge-ops.ts';
import type { Comment, Issue, Pull, Role } from './model.ts';
import { newRepo } from './new-repo.ts';
import { closes, type PullOps, pullOps } from './pull-ops.ts';
import { type ReactionOps, reactionOps } from './reaction-ops.ts';
import { type RepoOps, repoOps } from './repo-ops.ts';
import { type ReviewDecision, reviewDecision } from './review-decision.ts';
import { type ReviewOps, reviewOps } from './review-ops.ts';
import { openRoom, type Room } from './room.ts';
import type { RepoState } from './state.ts';
import type { TimelineEvent } from './timeline.ts';

/** What stories read back. */
interface Reads {
  issue(number: number): Issue;
  pull(number: number): Pull;
  /** Comments of an item, oldest first. */
  comments(number: number): readonly Comment[];
  commentById(id: number): Comment;
  timeline(number: number): readonly TimelineEvent[];
  reviewDecision(pull: number): ReviewDecision | null;
  /** Issue numbers of this repository that merging the pull request would close. */
  closes(pull: number): readonly number[];
  state(): RepoState;
}

interface Time {
  now(): Instant;
  /** Sets the clock, such as `2026-11-22T08:00:00Z`. */
  at(iso: string): void;
  advance(seconds: number): void;
  /** Lets the clock run with a source of milliseconds, such as `Date.now`; null: it stands still. */
  follow(source: (() => number) | null): void;
}

/** One repository of a GitHub that lives in memory, and everything that people, bots and GitHub can do to it. */
export type World = Time &
  Reads &
  IssueOps &
  PullOps &
  CommentOps &
  ReactionOps &
  ReviewOps &
  CheckOps &
  MergeOps &
  RepoOps & {
    /** `owner/name` */
    readonly repo: string;
    readonly hub: Hub;
    readonly settings: HubSettings;
    /** Another repository of the same GitHub, made when it is first named. */
    repository(name: string, options?: { readonly private?: boolean }): World;
  };

export interface WorldOptions {
  /** `acme/widgets` when left out. */
  readonly repo?: string;
  /** `2026-11-22T08:00:00Z` when left out. */
  readonly start?: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
}

/** Accounts that every world has: GitHub's mascots and its two best-known bots. Others: `addUser`, `addApp`. */
const CAST: readonly { readonly login: string; readonly id: number; readonly role: Role | null }[] = [
  { login: 'octocat', id: 583_231, role: 'admin' },
  { login: 'hubot', id: 480_938, role: 'write' },
  { login: 'monalisa', id: 2_257, role: 'write' },
  { login: 'codertocat', id: 21_031_067, role: null },
];
const ADMIN = 'octocat';
const DEPENDABOT_ID = 49_699_333;
const DEPENDABOT_APP = 29_110;

/**
 * A new world with one repository. Its accounts: `octocat` (admin; acts where no `by` is given), `hubot` and
 * `monalisa` (write), `codertocat` (no role), and the bots `github-actions` and `dependabot` (write).
 */
export function createWorld(options: WorldOptions = {}): World {
  const hub = createHub(options.start ?? '2026-11-22T08:00:00Z');
  for (const { login, id } of CAST) addAccount(hub, login, 'User', id);
  addApp(hub, ACTIONS_BOT.login, { appId: ACTIONS_BOT.appId, botId: ACTIONS_BOT.databaseId });
  addApp(hub, 'dependabot', { appId: DEPENDABOT_APP, botId: DEPENDABOT_ID });
  return worldOf(hub, options.repo ?? 'acme/widgets', options);
}

function worldOf(hub: Hub, repo: string, options: WorldOptions): World {
  if (!hub.read().repos.has(repo)) addRepo(hub, repo, options);
  const room = openRoom(hub, repo);
  return {
    repo,
    hub,
    settings: hub.settings,
    now: hub.clock.now,
    at: hub.clock.at,
    advance: hub.clock.advance,
    follow: hub.clock.follow,
    repository: (name, other = {}) => worldOf(hub, name, other),
    ...reads(room),
    ...whole(hub, issueOps(room, ADMIN)),
    ...whole(hub, pullOps(room, ADMIN)),
    ...whole(hub, commentOps(room, ADMIN)),
    ...whole(hub, reactionOps(room, ADMIN)),
    ...whole(hub, reviewOps(room, ADMIN)),
    ...whole(hub, checkOps(room, ADMIN)),
    ...whole(hub, mergeOps(room, ADMIN)),
    ...whole(hub, repoOps(room, ADMIN)),
  };
}

/** Makes each operation one step of the hub's past, however many writes it takes. */
function whole<T extends object>(hub: Hub, operations: T): T {
  return new Proxy(operations, {
    get(target, key) {
      const operation: unknown = Reflect.get(target, key);
      if (typeof operation !== 'function') return operation;
      return (...args: readonly unknown[]) => hub.batch(() => Reflect.apply(operation, target, args));
    },
  });
}

function addRepo(hub: Hub, repo: string, options: WorldOptions): void {
  const owner = repo.split('/')[0] ?? repo;
  if (!hub.read().accounts.has(owner)) addAccount(hub, owner, 'Organization');
  const isPrivate = options.private ?? false;
  putRepo(
    hub,
    newRepo(hub, repo, { private: isPrivate, defaultBranch: options.defaultBranch ?? 'main', admin: ADMIN }),
  );
  const room = openRoom(hub, repo);
  const roles = new Map(room.get().roles);
  for (const { login, role } of CAST) if (role !== null) roles.set(login, role);
  room.patch({ roles: roles.set('dependabot', 'write') });
}

function reads(room: Room): Reads {
  return {
    issue: room.issue,
    pull: room.pull,
    comments: (number) => room.get().comments.get(number) ?? [],
    commentById: (id) => findComment(room, id),
    timeline: (number) => room.get().timeline.get(number) ?? [],
    reviewDecision: (number) => reviewDecision(room.get(), room.pull(number)),
    closes: (number) =>
      closes(room, number)
        .filter((ref) => ref.repo === room.name)
        .map((ref) => ref.number),
    state: room.get,
  };
}
