import type { PullFacts, PullQuestion } from '../facts/index.ts';
import type { CommentRef } from './locks.ts';
import type { CommentFact, EditFact, Found, Reading, ReadOptions, Target } from './reading.ts';

/** How long a write may take in all, repeats and waits included. */
export interface WriteOptions {
  readonly budgetMs?: number;
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
