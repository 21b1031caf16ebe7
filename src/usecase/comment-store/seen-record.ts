import { mayHoldRecord } from '../../codec/record/index.ts';
import {
  hasCode,
  type ItemComments,
  type LawSettings,
  type LoopForgeError,
  type LoopRecord,
  type SeenComment,
} from '../../core/model.ts';
import { findStored, isPlain, joinSegments, recordAuthorsFor } from '../find-record/index.ts';

/** What a list shows of an item's record. */
export type SeenRecord =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: LoopRecord }
  /** There is more to be asked: comments that were not seen, an edit by somebody else, a second record, a damage. */
  | { readonly kind: 'unsettled' };

const NONE: SeenRecord = { kind: 'none' };
export const UNSETTLED: SeenRecord = { kind: 'unsettled' };

/**
 * The record among the comments that a list shows, by the rules for an item that is read alone. A list settles the plain
 * cases and nothing else, so that what is refused is always refused by those rules, with their words.
 */
export function seenRecord(item: ItemComments<SeenComment>, law: Pick<LawSettings, 'trustedAuthors'>): SeenRecord {
  if (hasNone(item)) return NONE;
  try {
    return plainRecord(item, law);
  } catch (error) {
    if (isOfRecord(error)) return UNSETTLED;
    throw error;
  }
}

/** Whether there is no record, at a glance: all comments were seen, and none may be one. */
export function hasNone({ comments, allCommentsSeen }: ItemComments<SeenComment>): boolean {
  return allCommentsSeen && !comments.some(mayBeRecord);
}

/** Whether an error tells of one item's record that is there and cannot be read. */
export function isOfRecord(error: unknown): error is LoopForgeError {
  return hasCode(error, 'record_unreadable', 'record_tampered');
}

function plainRecord(item: ItemComments<SeenComment>, law: Pick<LawSettings, 'trustedAuthors'>): SeenRecord {
  const recordAuthors = recordAuthorsFor(item, law);
  const found = findStored(item, recordAuthors);
  if (!isPlain(item, found, recordAuthors)) return UNSETTLED;
  if (found.stored === null) return item.allCommentsSeen ? NONE : UNSETTLED;
  const { record } = found.stored;
  const seen = new Set(item.comments.map(({ databaseId }) => databaseId));
  const isWhole = record.segments.every(({ comment_id }) => seen.has(comment_id));
  // What a comment was decoded to is remembered, and what is returned is the caller's to change.
  return isWhole ? { kind: 'record', record: structuredClone(joinSegments(record, item.comments)) } : UNSETTLED;
}

/** A comment that bears a marker, or that somebody else than its author changed: it may have borne one. */
function mayBeRecord({ body, lastEditedAt, author, editor }: SeenComment): boolean {
  const isOwnEdit = editor?.id === author?.id && editor?.login === author?.login;
  return mayHoldRecord(body) || (lastEditedAt !== null && !isOwnEdit);
}
