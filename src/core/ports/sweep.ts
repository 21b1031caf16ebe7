import type { Instant } from '../values/index.ts';
/** One line of the list that a sweep goes through: enough to leave alone what needs no look. */
export interface SweepItem {
  readonly kind: 'issue' | 'pull_request';
  readonly number: number;
  readonly createdAt: Instant;
  readonly locked: boolean;
  readonly hasRecordComment: boolean;
  /** When the first comment was made that may be a record; null: none was seen. */
  readonly recordSince: Instant | null;
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
  /** Open items, and those closed lately; with `pulls` pull requests too. Issues come first. */
  listSweepItems(options: {
    /** How long ago, by GitHub's clock; null: however long. */
    readonly closedWithinMs: number | null;
    readonly pulls: boolean;
    /** Whether comments were deleted is asked too. */
    readonly deletions?: boolean;
    /** Further ones: those closed longer ago, for whose record one of these sinks waits. Asked once the open ones are through. */
    readonly waiting?: { readonly closedWithinMs: number; readonly sinks: () => readonly string[] };
  }): AsyncIterable<SweepItem>;
}
