import type { Actor } from './actor.ts';
import type { Facts, Known, PullFacts } from './facts/facts.ts';
import type { PullQuestion } from './facts/questions.ts';
import type { LoopRecord } from './record/record.ts';
import type { LAW_FILE } from './settings.ts';

/** What a run is about: a number in this repository, or a commit whose pull requests are to be found. */
export type Target =
  | { readonly kind: 'item'; readonly number: number }
  | { readonly kind: 'pull_request'; readonly number: number }
  | { readonly kind: 'commit'; readonly sha: string; readonly branch: string | null };

/** A comment that may hold a record, with everything that deciding about it needs. */
export interface CommentFact {
  /** Node id. */
  readonly id: string;
  /** Numeric id, as a string: it can pass 2^53 one day. */
  readonly databaseId: string;
  readonly url: string;
  readonly body: string;
  readonly createdAt: string;
  readonly lastEditedAt: string | null;
  readonly author: Actor | null;
  readonly editor: Actor | null;
  readonly viewerDidAuthor: boolean;
  readonly viewerCanUpdate: boolean;
  /** How many bodies the comment has had, the first included. */
  readonly revisions: number;
}

/** One read of GitHub: what it says about one item, the config file and the comments, at one moment. */
export interface Reading {
  /** GitHub's own clock: the `Date` header of the answer, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string;
  /** Bare host name, such as `github.com`. */
  readonly host: string;
  /** Node ids. */
  readonly repoId: string;
  readonly itemId: string;
  readonly facts: Facts;
  /**
   * Of a pull request: the addresses of issues of other repositories of the same owner that GitHub says it closes.
   * Unavailable: it closes one that this token may not see. Absent: the item is an issue.
   */
  readonly closesElsewhere?: Known<readonly string[]>;
  /** Null: an empty repository. */
  readonly defaultBranch: string | null;
  /** Text of the config file on the default branch; null: there is none. */
  readonly config: string | null;
  /** Is there a file at the place of the law ({@link LAW_FILE}), whichever file this run was told to read? */
  readonly hasLawFile: boolean;
  readonly viewer: { readonly login: string; readonly id: string | null };
  /** Comments that bear a marker of ours, and those that were ever edited; oldest first. */
  readonly comments: readonly CommentFact[];
  /** False while comments exist that were not looked at: an absent record is then not known to be absent. */
  readonly allCommentsSeen: boolean;
  /** Node ids of repositories that the issue was transferred from. */
  readonly transferredFrom: readonly string[];
  /** False: there are further such repositories, and GitHub does not show them. */
  readonly allTransfersSeen: boolean;
  /** Things a person should know about the read itself, such as a missing permission. */
  readonly notices: readonly string[];
  /** Does the answer know the lock that was asked after? If not, it is older than the lock. Absent: none was asked after. */
  readonly knowsLock?: boolean;
  /** Reactions of other accounts like that lock, in the same place: they may be locks too. */
  readonly otherLocks?: readonly OtherLock[];
}

/** A reaction by another account that is a lock if that account keeps records. */
export interface OtherLock {
  readonly actor: Actor;
  /** When it was made, by GitHub's clock. */
  readonly at: string;
}

export interface ReadOptions {
  /** Node id of a lock that was just taken: an answer that does not know it comes from a replica that lags behind. */
  readonly lock?: string;
}

/** The items that a target led to. */
export interface Found {
  readonly readings: readonly Reading[];
  /** Items that could not be read in the same request and must be read by number. */
  readonly more: readonly number[];
  /** The pull request, where the target is one that closes no issue; it is an item under `track: all`. */
  readonly orphan: Reading | null;
}

export interface CommentRef {
  readonly id: string;
  readonly databaseId: string;
  readonly url: string;
}

/** One revision of a comment, newest first in every list. */
export interface EditFact {
  readonly editedAt: string;
  readonly editor: Actor | null;
  /** The whole body after this edit; null once the revision's content was deleted. */
  readonly body: string | null;
  readonly deletedAt: string | null;
  readonly deletedBy: Actor | null;
}

/** Where a lock sits: on the record comment, or on the item while there is none. */
export type LockPlace =
  | { readonly kind: 'comment'; readonly comment: CommentRef }
  | { readonly kind: 'item'; readonly number: number };

/** GitHub's answer to an attempt to lock: ours, or held since when. Times are GitHub's. */
export interface LockReply {
  readonly acquired: boolean;
  readonly lockId: string;
  readonly nodeId: string;
  readonly createdAt: string;
  readonly at: string;
}

/** A reaction by our identity as a mutex: GitHub makes it once, and says whether it was there already. */
export interface ItemLocks {
  /** Never repeated by itself. Throws `github_unreachable` when the answer was lost: the lock may be ours then. */
  tryLock(place: LockPlace): Promise<LockReply>;
  /** A lock that is gone already is fine. */
  unlock(place: LockPlace, lockId: string): Promise<void>;
}

/** How long a write may take in all, repeats and waits included. */
export interface WriteOptions {
  readonly budgetMs?: number;
}

/** Time as it passes, for leases and waits; not what a clock on the wall shows. */
export interface Timer {
  /** Milliseconds since some fixed moment; never goes back. */
  elapsed(): number;
  /** Ends early when the run is cancelled. */
  sleep(ms: number): Promise<void>;
}

/** An issue as descriptions of pull requests name it. */
export interface IssueName {
  readonly host: string;
  /** `owner/repo`. */
  readonly repo: string;
  readonly number: number;
}

/** The slice of GitHub that the use cases need; `adapters/github` implements it. */
export interface GitHubItems {
  find(target: Target): Promise<Found>;
  /** Throws `not_found` when the number is neither an issue nor a pull request of the repository. */
  read(number: number, options?: ReadOptions): Promise<Reading>;
  /**
   * Pull requests in full, each tied to the issue by what it says itself (`none` where it says nothing); those that do
   * not exist are left out. One request for ten.
   */
  readPulls(numbers: readonly number[], issue: IssueName): Promise<readonly PullFacts[]>;
  /** The same pull request with the answers to further questions; each takes a request, at times two. */
  ask(pull: PullFacts, questions: readonly PullQuestion[]): Promise<PullFacts>;
  /** The comments of {@link Reading.comments}, from all pages. */
  readAllComments(number: number): Promise<readonly CommentFact[]>;
  /** The newest revisions of a comment, at most `count`. */
  readEdits(comment: CommentRef, count: number): Promise<readonly EditFact[]>;
  /** The oldest revisions of each comment, a few. One request for 25. */
  readBeginnings(comments: readonly CommentRef[]): Promise<readonly (readonly EditFact[])[]>;
  /** Writes are never repeated by themselves. Throw `github_unreachable` when the answer was lost: the write may stand. */
  createComment(number: number, body: string, options?: WriteOptions): Promise<CommentRef>;
  editComment(comment: CommentRef, body: string, options?: WriteOptions): Promise<void>;
  /** A comment that is gone already is fine. */
  deleteComment(comment: CommentRef): Promise<void>;
}

/** One line of the list that a sweep goes through: enough to leave alone what needs no look. */
export interface SweepItem {
  readonly kind: 'issue' | 'pull_request';
  readonly number: number;
  readonly createdAt: string;
  readonly locked: boolean;
  readonly hasRecordComment: boolean;
  /** When the first comment was made that may be a record; null: none was seen. */
  readonly recordSince: string | null;
  /** False: there are comments that were not looked at, so a missing record is not known to be missing. */
  readonly allCommentsSeen: boolean;
  readonly hasOpenPull: boolean;
  readonly hasAssignee: boolean;
  /** A pull request that closes an issue is no item itself. */
  readonly closesIssue: boolean;
  /**
   * A bot's comment was edited, or a comment was deleted: where no record is to be seen, either may have been one. Asked
   * for only where deletions are.
   */
  readonly mayHaveLostRecord: boolean;
}

export interface SweepSource {
  /** Open items, and those closed since the given moment; with `pulls` pull requests too. Issues come first. */
  listSweepItems(options: {
    readonly since: string;
    readonly pulls: boolean;
    /** Whether comments were deleted is asked too. */
    readonly deletions?: boolean;
  }): AsyncIterable<SweepItem>;
}

/** A commit status, as LoopForge sets its own. */
export interface CommitStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: 'success' | 'failure' | 'pending';
  readonly description: string;
  readonly targetUrl: string | null;
}

export interface StateLabel {
  /** Such as `loopforge:`. */
  readonly prefix: string;
  readonly state: string;
  /** The labels that the item has now. */
  readonly current: readonly string[];
}

/** What LoopForge shows outside the record, where it is asked to. */
export interface ItemEffects {
  /** Leaves exactly one label of the prefix on the item: the state's. */
  setStateLabel(number: number, label: StateLabel): Promise<void>;
  setCommitStatus(status: CommitStatus): Promise<void>;
}

export interface ListOptions {
  readonly limit?: number;
  /** The last record of the page before: the list goes on behind its place, even if it has moved since. */
  readonly after?: Pick<LoopRecord, 'record_id' | 'updated_at'>;
}

/** Where records are stored. The version is `head.seq`. */
export interface Repository {
  get(id: string): Promise<LoopRecord | null>;
  getByRef(ref: string): Promise<LoopRecord | null>;
  /** `expectedVersion` null: the record must not exist yet. Throws `ConflictError` when the stored version differs. */
  save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord>;
  delete(id: string): Promise<boolean>;
  /** Newest `updated_at` first, then by `record_id`; at most `limit` (100). */
  listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]>;
}

/** The current moment as `YYYY-MM-DDTHH:MM:SSZ`. */
export type Clock = () => string;
/** `size` random bytes. */
export type Random = (size: number) => Uint8Array;
