import type { CommentFact } from '../../model.ts';

/** The comments of an item that have to do with its record, beside the one that holds it. */
export interface CommentsEvidence {
  /** They look like a record, and are by accounts that keep none. */
  readonly lookAlikes: readonly CommentFact[];
  /** They claim to be a record too, and are by accounts that keep records. */
  readonly others: readonly OtherRecord[];
  /** They held the record of this item, or may have, and do not any more. */
  readonly former: readonly FormerComment[];
  /** The record continues them, and what people read in them is not what they say. */
  readonly untrueEarlier: readonly CommentFact[];
}

export interface OtherRecord {
  readonly comment: CommentFact;
  /** Null: it cannot be read. */
  readonly recordId: string | null;
  /** It is a record of this item, and no other goes on from it. */
  readonly isLive: boolean;
}

export interface FormerComment {
  readonly comment: CommentFact;
  /** False: a text of its history was deleted, and what it said is not known. */
  readonly isKnown: boolean;
  /** The last to edit it was an account that keeps no records. */
  readonly isForeign: boolean;
}
