import type { Facts, Known } from '../facts/index.ts';
import type { AccountId, Actor, CommentId, Instant, LAW_FILE, NodeId, Sha } from '../values/index.ts';
import type { OtherLock } from './locks.ts';

/** What a run is about: a number in this repository, or a commit whose pull requests are to be found. */
export type Target =
  | { readonly kind: 'item'; readonly number: number }
  | { readonly kind: 'pull_request'; readonly number: number }
  | { readonly kind: 'commit'; readonly sha: Sha; readonly branch: string | null };

/** A comment that may hold a record, as far as telling whose it is needs it. */
export interface SeenComment {
  readonly id: NodeId;
  /** Numeric id, as a string: it can pass 2^53 one day. */
  readonly databaseId: CommentId;
  readonly url: string;
  readonly body: string;
  readonly createdAt: Instant;
  readonly lastEditedAt: Instant | null;
  readonly author: Actor | null;
  readonly editor: Actor | null;
  readonly viewerDidAuthor: boolean;
}

/** The same with everything that writing it, and deciding about its history, needs. */
export interface CommentFact extends SeenComment {
  readonly viewerCanUpdate: boolean;
  /** How many bodies the comment has had, the first included. */
  readonly revisions: number;
}

/** One read of GitHub: what it says about one item, the config file and the comments, at one moment. */
export interface Reading {
  /** GitHub's own clock: the `Date` header of the answer, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: Instant;
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
  readonly viewer: { readonly login: string; readonly id: AccountId | null };
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

/** Which item was read, and where it came from. */
export interface ItemPlace
  extends Pick<Reading, 'host' | 'repoId' | 'itemId' | 'transferredFrom' | 'allTransfersSeen'> {
  readonly facts: Pick<Facts, 'repo' | 'number' | 'url'>;
}

/** As much of a reading as finding the record among an item's comments takes. */
export interface ItemComments<C extends SeenComment = CommentFact>
  extends ItemPlace,
    Pick<Reading, 'viewer' | 'allCommentsSeen'> {
  readonly comments: readonly C[];
}

/** One item of the list of all. */
export interface PagedItem {
  readonly number: number;
  readonly createdAt: Instant;
  /** What settings come from; the same for the whole list. */
  readonly settings: Pick<Reading, 'config' | 'hasLawFile' | 'defaultBranch'>;
  /** What the list shows of it; null: it must be read by itself. */
  readonly seen: ItemComments<SeenComment> | null;
}

/** All items of a repository, many in a request. */
export interface ItemList {
  /**
   * Issues and pull requests, open and closed, in the order in which they were created: the same at every read.
   * @throws once all others were given, where a place of the list has nothing in it
   */
  listItems(): AsyncIterable<PagedItem>;
}

export interface ReadOptions {
  /** Node id of a lock that was just taken: an answer that does not know it comes from a replica that lags behind. */
  readonly lock?: NodeId;
}

/** The items that a target led to. */
export interface Found {
  readonly readings: readonly Reading[];
  /** Items that could not be read in the same request and must be read by number. */
  readonly more: readonly number[];
  /** The pull request, where the target is one that closes no issue; it is an item under `track: all`. */
  readonly unlinkedPull: Reading | null;
}

/** One revision of a comment, newest first in every list. */
export interface EditFact {
  readonly editedAt: Instant;
  readonly editor: Actor | null;
  /** The whole body after this edit; null once the revision's content was deleted. */
  readonly body: string | null;
  readonly deletedAt: Instant | null;
  readonly deletedBy: Actor | null;
}
