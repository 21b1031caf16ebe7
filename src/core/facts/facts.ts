import type { Actor } from '../actor.ts';

/** A fact that could not be read: neither null nor false, but unknown. Conditions that read it become unknown too. */
export const UNAVAILABLE: unique symbol = Symbol('unavailable');
export type Unavailable = typeof UNAVAILABLE;
export type Known<T> = T | Unavailable;

/** What GitHub says now about one work item. Plain data; times are UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Facts {
  /** `owner/repo` as GitHub spells it now. */
  readonly repo: string;
  readonly number: number;
  readonly url: string;
  /** Null when the item is itself a pull request (`track: all`); then `pulls` holds exactly that one. */
  readonly issue: IssueFacts | null;
  /** When the item (issue or pull request) was opened, and by whom. */
  readonly createdAt: string;
  readonly author: Actor | null;
  /** How often the item was reopened since it was opened, and the last time. */
  readonly reopenings: number;
  readonly reopenedAt: string | null;
  readonly reopenedBy: Actor | null;
  readonly closedAt: string | null;
  readonly closedBy: Actor | null;
  /** Every pull request of this repository that might be the item's, linked or once recorded; `selectPull` picks one. */
  readonly pulls: Known<readonly PullFacts[]>;
}

export interface IssueFacts {
  readonly state: 'open' | 'closed';
  readonly stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  readonly title: string;
  /** Logins, bots included. */
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  /** The first assignment of the current cycle that the timeline still shows. */
  readonly assignedAt: string | null;
  readonly assignedBy: Actor | null;
  /** The number of the pull request (of this repository) whose merge closed the issue the last time it was closed. */
  readonly closerPull: number | null;
}

/** How a pull request is tied to the issue, strongest first; `none` is one that only the record names. */
export type Link = 'reference' | 'keyword' | 'branch' | 'none';

export interface PullFacts {
  readonly number: number;
  readonly url: string;
  readonly link: Link;
  /** False: only what the choice of a pull request needs was read, and the rest is unavailable until it is read. */
  readonly complete: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly author: Actor | null;
  readonly base: string;
  /** The base branch is itself the head of another open pull request. */
  readonly stacked: boolean;
  readonly fromFork: boolean;
  readonly headSha: string;
  readonly headRef: string;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly mergedAt: string | null;
  readonly mergedBy: Actor | null;
  /** Auto-merge is switched on. */
  readonly autoMerge: boolean;
  readonly reviewDecision: Known<'approved' | 'changes_requested' | 'review_required' | null>;
  /** The latest opinionated review of each person with write access. */
  readonly reviews: Known<readonly ReviewFact[]>;
  /** How many reviews are asked for and not yet given. */
  readonly reviewRequests: Known<number>;
  /** What the base branch's protection and rules require; empty when they require nothing. */
  readonly requiredChecks: Known<readonly RequiredCheck[]>;
  /** Check runs and commit statuses of the head commit, all pages, ours included. */
  readonly checks: Known<readonly CheckFact[]>;
}

export interface ReviewFact {
  readonly author: Actor | null;
  readonly state: 'approved' | 'changes_requested' | 'dismissed' | 'commented';
  readonly submittedAt: string | null;
  readonly sha: string | null;
}

export interface RequiredCheck {
  readonly name: string;
  /** Only a check by this app counts; null: any. */
  readonly appId: string | null;
}

export interface CheckFact {
  readonly kind: 'run' | 'status';
  readonly name: string;
  /** Slug and id of the app that made the check run; null for a commit status. */
  readonly app: string | null;
  readonly appId: string | null;
  /** File path of the Actions workflow, such as `.github/workflows/ci.yml`; null for checks of other apps. */
  readonly workflow: Known<string | null>;
  /** The event that started the workflow run; null for checks of other apps. */
  readonly event: string | null;
  /** GitHub's own upper-case word: a conclusion or a status state. Null: not completed. */
  readonly conclusion: string | null;
  /** Creation of the workflow run, else of the check suite, else of the status. A re-run keeps it. */
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
}
