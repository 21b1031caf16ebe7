import type { Instant } from './clock.ts';
import type { Account, App, Comment, Commit, Item, Label, Reaction, Role } from './model.ts';
import type { CheckRun, CheckSuite, CommitStatus, Protection, Review, Workflow, WorkflowRun } from './model-checks.ts';
import type { TimelineEvent } from './timeline.ts';

/** One repository. Never changed in place: every operation makes a new one, so that an old state stays readable. */
export interface RepoState {
  readonly owner: string;
  readonly name: string;
  readonly databaseId: number;
  readonly nodeId: string;
  readonly private: boolean;
  readonly createdAt: Instant;
  readonly defaultBranch: string;
  /** Issues and pull requests share their numbers. */
  readonly nextNumber: number;
  readonly roles: ReadonlyMap<string, Role>;
  readonly items: ReadonlyMap<number, Item>;
  /** Old number → where the issue was transferred to. */
  readonly moved: ReadonlyMap<number, { readonly repo: string; readonly number: number }>;
  readonly comments: ReadonlyMap<number, readonly Comment[]>;
  readonly timeline: ReadonlyMap<number, readonly TimelineEvent[]>;
  readonly reactions: readonly Reaction[];
  readonly labels: readonly Label[];
  readonly commits: ReadonlyMap<string, Commit>;
  /** Branch name → head commit. */
  readonly branches: ReadonlyMap<string, string>;
  readonly protection: ReadonlyMap<string, readonly Protection[]>;
  readonly workflows: readonly Workflow[];
  readonly runs: readonly WorkflowRun[];
  readonly suites: readonly CheckSuite[];
  readonly checks: readonly CheckRun[];
  readonly statuses: readonly CommitStatus[];
  readonly reviews: readonly Review[];
}

/** All of GitHub at one moment. */
export interface HubState {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly apps: ReadonlyMap<string, App>;
  /** By `owner/name`. */
  readonly repos: ReadonlyMap<string, RepoState>;
}

export function fullName(repo: Pick<RepoState, 'owner' | 'name'>): string {
  return `${repo.owner}/${repo.name}`;
}

/** A copy of `map` with one entry set. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** A copy of `map` without one entry. */
export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
