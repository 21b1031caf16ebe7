import type { Actor, CommentRef, EditFact, GitHubItems, Instant, Sha } from '../../model.ts';

/** Something that GitHub itself remembers: when, and by whom (null: the account is gone). */
export interface TimelineEvent {
  readonly at: Instant;
  readonly actor: Actor | null;
}

/** What the item's own timeline shows, all of it. */
export interface Timeline {
  readonly closed: readonly TimelineEvent[];
  readonly reopened: readonly TimelineEvent[];
  readonly assigned: readonly TimelineEvent[];
  readonly deletedComments: readonly (TimelineEvent & { readonly author: Actor | null })[];
}

export interface ReviewEvidence {
  /** As it was given; `dismissed` only where it was dismissed and GitHub does not tell what it had been. */
  readonly state: 'approved' | 'changes_requested' | 'dismissed' | 'commented' | 'pending';
  readonly author: Actor | null;
  readonly submittedAt: Instant | null;
  /** The commit that it was given for; null: it is gone. */
  readonly sha: Sha | null;
}

/** A pull request as it is remembered: a merge and a submitted review cannot be taken back. */
export interface PullEvidence {
  readonly opened: TimelineEvent;
  readonly headSha: Sha;
  readonly merged: TimelineEvent | null;
  readonly reviews: readonly ReviewEvidence[];
  /** False: there are more than were read. */
  readonly allReviews: boolean;
}

/** The workflow run that an entry names. */
export interface RunEvidence {
  readonly repo: string;
  /** Path of its workflow file. */
  readonly path: string;
  readonly headSha: Sha;
  /** The branch of this repository that it was started for; null: one of a fork, or none. */
  readonly headBranch: string | null;
  readonly createdAt: Instant;
  /** The last attempt: its number, when it began, and when it ended (null: it goes on). */
  readonly attempt: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Who started it first, and who started the last attempt; null: the account is gone. */
  readonly actor: Actor | null;
  readonly triggeringActor: Actor | null;
}

/** One report of a commit status. They can be neither edited nor deleted. */
export interface StatusEvidence {
  readonly sha: Sha;
  readonly context: string;
  readonly at: Instant;
  readonly creator: Actor | null;
  readonly targetUrl: string | null;
}

/** Which pull request: `owner/name` and number. An item that was moved has some in its old repository. */
export interface PullName {
  readonly repo: string;
  readonly number: number;
}

export interface ItemEvidence {
  readonly timeline: Timeline;
  /** In the order asked for; null: it does not exist, or cannot be seen. */
  readonly pulls: readonly (PullEvidence | null)[];
  /** Of the comment that was asked about, newest first; empty where it was never edited. */
  readonly revisions: AsyncIterable<EditFact>;
}

/** The slice of GitHub that verifying needs. It only reads. */
type Reads = 'read' | 'readPulls' | 'ask' | 'readAllComments' | 'readEdits' | 'readBeginnings';

export interface VerifyGitHub extends Pick<GitHubItems, Reads> {
  readEvidence(
    number: number,
    about: { readonly comment: CommentRef | null; readonly pulls: readonly PullName[] },
  ): Promise<ItemEvidence>;
  /** All revisions of a comment, newest first, page by page. */
  listRevisions(comment: CommentRef): AsyncIterable<EditFact>;
  /** Null: the run is gone, or never was. */
  readRun(id: string): Promise<RunEvidence | null>;
  /** Every report of every status of a commit, newest first; none where the commit is gone. */
  readStatuses(sha: Sha): Promise<readonly StatusEvidence[]>;
  /** The text of a file at a revision, such as `HEAD`; null: it is not there, or is no text. `HEAD` is read once. */
  readText(revision: string, path: string): Promise<string | null>;
  /** Whether the account may write to the repository now; null: it cannot be told. */
  mayWrite(login: string): Promise<boolean | null>;
}
