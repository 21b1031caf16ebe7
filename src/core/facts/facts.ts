import type { Actor, Instant, Sha } from '../values/index.ts';

/** A fact that could not be read: neither null nor false, but unknown. Conditions that read it become unknown too. */
export const UNAVAILABLE: unique symbol = Symbol('unavailable');
export type Unavailable = typeof UNAVAILABLE;
export type Known<T> = T | Unavailable;

/** How long before the close a merge may lie that words link to the issue afterwards: so far back mentions are read. */
export const LINKED_WITHIN_MS = 7 * 24 * 60 * 60 * 1000;

/** What GitHub says now about one work item. Plain data; times are UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Facts {
  /** `owner/repo` as GitHub spells it now. */
  readonly repo: string;
  readonly number: number;
  readonly url: string;
  /** Null when the item is itself a pull request (`track: all`); then `pulls` holds exactly that one. */
  readonly issue: IssueFacts | null;
  /** When the item (issue or pull request) was opened, and by whom. */
  readonly createdAt: Instant;
  readonly author: Actor | null;
  /** How often the item was reopened since it was opened, and the last time. */
  readonly reopenings: number;
  readonly reopenedAt: Instant | null;
  readonly reopenedBy: Actor | null;
  readonly closedAt: Instant | null;
  readonly closedBy: Actor | null;
  /** The conversation is locked: reactions are refused, and perhaps comments. */
  readonly locked: boolean;
  /** Every pull request of this repository that might be the item's, linked or once recorded; `selectPull` picks one. */
  readonly pulls: Known<readonly PullFacts[]>;
  /**
   * There may be pull requests that are not among `pulls`, because what mentions the issue was not read to its end.
   * Those in `pulls` decide as ever; only that *none* does is unknown.
   */
  readonly morePulls: boolean;
}

export interface IssueFacts {
  readonly state: 'open' | 'closed';
  readonly stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  readonly title: string;
  /** Logins, bots included. */
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  /** The first assignment of the current cycle that the timeline still shows. */
  readonly assignedAt: Instant | null;
  readonly assignedBy: Actor | null;
  /** What closed the issue the last time; null while it is open. */
  readonly closer: Known<Closer | null>;
  /**
   * Merged pull requests of this repository that mention the issue and are none of its own, newest first: what a person
   * may have forgotten to link. For messages alone; nothing is decided by them.
   */
  readonly mentions: Known<readonly MentionFact[]>;
}

/** Who or what closed an issue. A project board that closes counts as the hand behind it. */
export type Closer =
  | { readonly kind: 'hand' }
  /** A pull request of this repository; its merge closed the issue. */
  | { readonly kind: 'pull_request'; readonly number: number }
  | {
      readonly kind: 'commit';
      readonly sha: Sha;
      readonly url: string;
      /** The pull requests of this repository that GitHub says hold the commit, whatever their state. */
      readonly pulls: Known<readonly number[]>;
    }
  /** A pull request or a commit of another repository: known, although its facts are not. */
  | {
      readonly kind: 'elsewhere';
      readonly what: 'pull_request' | 'commit';
      readonly url: string;
      /** The other repository has the same owner. */
      readonly sameOwner: boolean;
      /** For a commit: true, it is on its default branch. */
      readonly merged: boolean;
    };

export interface MentionFact {
  readonly number: number;
  readonly url: string;
  readonly mergedAt: Instant;
}

/**
 * How a pull request is tied to the issue, strongest first: GitHub says it closes the issue, or its merge did; its own
 * description says so; it comes from a branch that GitHub lists for the issue; the commit that closed the issue is one
 * of its own. `none` is one that only the record names.
 */
export type Link = 'reference' | 'keyword' | 'branch' | 'commit' | 'none';

export interface PullFacts {
  readonly number: number;
  readonly url: string;
  readonly link: Link;
  /** The issues of this repository that it closes, by GitHub's word or by its own. */
  readonly closes: Known<readonly number[]>;
  /** False: only what the choice of a pull request needs was read, and the rest is unavailable until it is read. */
  readonly complete: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly labels: Known<readonly string[]>;
  readonly author: Actor | null;
  readonly base: string;
  /** The base branch is itself the head of another open pull request. */
  readonly stacked: boolean;
  readonly fromFork: boolean;
  /**
   * It comes from a fork and its author may not push here. Asked for an open one from a fork where the issue is closed
   * or had a merge before; unavailable for every other one from a fork. One of this repository is no outsider's.
   */
  readonly outsider: Known<boolean>;
  readonly headSha: Sha;
  readonly headRef: string;
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  readonly mergedAt: Instant | null;
  readonly mergedBy: Actor | null;
  /** Auto-merge is switched on. */
  readonly autoMerge: boolean;
  /** When auto-merge was switched on the last time, also of one that is merged by now; null: never, or off again. */
  readonly autoMergeAt: Known<Instant | null>;
  /** The last edit of its description; null: never edited. */
  readonly edited: Known<DescriptionEdit | null>;
  /** It cannot be merged for conflicts; null: GitHub has not found out yet, or it is not open. */
  readonly conflict: Known<boolean | null>;
  /** The merge queue's group that it was merged with; null: it was not queued when it was merged, or is not merged. */
  readonly group: Known<MergeGroup | null>;
  readonly reviewDecision: Known<'approved' | 'changes_requested' | 'review_required' | null>;
  /** The latest opinionated review of each person with write access. */
  readonly reviews: Known<readonly ReviewFact[]>;
  /**
   * Every approval and every request for changes that was ever given, oldest first, with what became of it: for judging
   * a merge by its hour.
   */
  readonly reviewHistory: Known<readonly PastReview[]>;
  /** The reviews that are asked for and not yet given. */
  readonly reviewRequests: Known<readonly ReviewRequest[]>;
  /** What the base branch demands of reviews now; null: nothing. Unavailable where the branch is gone. */
  readonly reviewRule: Known<ReviewRule | null>;
  /** What the base branch's protection and rules require; empty when they require nothing. */
  readonly requiredChecks: Known<readonly RequiredCheck[]>;
  /** When a rule set that holds for the base branch was last changed; null: there is none. */
  readonly rulesChangedAt: Known<Instant | null>;
  /** The base branch has classic protection, which shows neither pinned apps nor when it was changed. */
  readonly classicProtection: Known<boolean>;
  /** Check runs and commit statuses of the head commit, all pages, ours included; of each its latest report. */
  readonly checks: Known<readonly CheckFact[]>;
  /**
   * Of a merged one: what stood in the place of the reports in `checks` that are newer than the merge, being earlier
   * reports of a status and earlier attempts of a check run. Asked only where there are newer ones; empty otherwise.
   */
  readonly earlierChecks: Known<readonly CheckFact[]>;
}

export interface DescriptionEdit {
  readonly at: Instant;
  readonly by: Actor | null;
  /**
   * Whether the editor may push now. Asked only where the edit is later than the merge and the description links the
   * pull request to the issue; unavailable otherwise.
   */
  readonly mayPush: Known<boolean>;
}

/** A group of the merge queue that was merged as one. */
export interface MergeGroup {
  readonly queuedAt: Instant;
  /** The commit that the group's checks ran on. */
  readonly sha: Sha;
  /** Its check runs that a `merge_group` event started, and its statuses. */
  readonly checks: readonly CheckFact[];
}

/** An opinion as it was given, whatever became of it. */
export interface PastReview {
  readonly author: Actor | null;
  readonly state: 'approved' | 'changes_requested';
  readonly submittedAt: Instant;
  readonly sha: Sha | null;
  /** Null: it was never dismissed. */
  readonly dismissedAt: Instant | null;
  /** Whether its author may push now. */
  readonly mayPush: boolean;
}

export interface ReviewRequest {
  /** Login or team; null: the token may not know. */
  readonly name: string | null;
  readonly codeOwner: boolean;
}

export interface ReviewRule {
  /** How many approvals; 0 where only code owners are asked for. */
  readonly required: number;
  readonly codeOwners: boolean;
  /** Somebody else than who pushed last must approve; null: classic protection does not tell. */
  readonly lastPush: boolean | null;
  /** A push takes approvals away; null: classic protection does not tell. */
  readonly dismissesStale: boolean | null;
}

export interface ReviewFact {
  readonly author: Actor | null;
  readonly state: 'approved' | 'changes_requested' | 'dismissed' | 'commented';
  readonly submittedAt: Instant | null;
  readonly sha: Sha | null;
}

export interface RequiredCheck {
  readonly name: string;
  /** Only a check by this app counts; null: any. */
  readonly appId: string | null;
}

export interface CheckFact {
  readonly kind: 'run' | 'status';
  readonly name: string;
  /** Slug of the app that made the check run; null for a commit status. */
  readonly app: string | null;
  /**
   * Id of the app behind it; null: a person's. Of a status by a bot it is asked only where a rule pins the name to an
   * app; unavailable otherwise.
   */
  readonly appId: Known<string | null>;
  /** Who made a commit status; null for check runs. */
  readonly creator: Actor | null;
  /** File path of the Actions workflow, such as `.github/workflows/ci.yml`; null for checks of other apps. */
  readonly workflow: Known<string | null>;
  /** The event that started the workflow run; null for checks of other apps. */
  readonly event: string | null;
  /** How far a check run is, in GitHub's own upper-case word, such as `WAITING`; null for a commit status. */
  readonly status: string | null;
  /** GitHub's own upper-case word: a conclusion or a status state. Null: not completed. */
  readonly conclusion: string | null;
  /** Creation of the workflow run, else of the check suite, else of the status. A re-run keeps it. */
  readonly createdAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
}
