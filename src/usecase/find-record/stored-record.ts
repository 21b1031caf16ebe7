import { decodeComment, hasMarker, isSegment } from '../../codec/record/index.ts';
import {
  accountName,
  type Binding,
  bindingOf,
  type CommentFact,
  entriesOf,
  type ItemComments,
  type ItemPlace,
  LoopForgeError,
  type LoopRecord,
  type SeenComment,
} from '../../core/model.ts';
import { isForeignEdit, type RecordAuthors } from './record-authors.ts';
import { refuseBroken, tampered } from './tampered.ts';

/** The record comment of an item, if it has one. */
export interface StoredRecord<C extends SeenComment = CommentFact> {
  readonly comment: C;
  readonly record: LoopRecord;
}

export interface RecordSearch<C extends SeenComment = CommentFact> {
  readonly stored: StoredRecord<C> | null;
  /** Further records of the same item: the oldest wins, these are to be taken in and removed. */
  readonly surplus: readonly StoredRecord<C>[];
  /** The record is bound to the repository that the issue was transferred from. */
  readonly transferred: boolean;
  /** Comments by record authors that bear a marker of ours and are no part of this record. */
  readonly strays: readonly C[];
  /** Comments that look like a record and are not ours. */
  readonly warnings: readonly string[];
}

/** What the item is bound to now, as GitHub tells it. */
export function bindingFrom(reading: ItemPlace): Binding {
  const { facts, host, repoId, itemId } = reading;
  return {
    host,
    repo_id: repoId,
    issue_id: itemId,
    record_id: `${facts.repo}#${facts.number}`,
    ref: facts.url,
    ref_number: facts.number,
    repo: facts.repo,
  };
}

/** A record of this item; moved: bound to the repository that the item was transferred from. */
interface Own<C extends SeenComment> {
  readonly stored: StoredRecord<C>;
  readonly moved: boolean;
}

/**
 * Picks the record among the comments that bear its marker: by a trusted author, bound to this item, the oldest, and
 * not one that another continues. Who edited it, and what else it may once have held, is not asked here.
 * @throws LoopForgeError `record_unreadable` when a trusted comment cannot be read: a new record is never started over it.
 *   `record_tampered` when somebody else edited that one, or the entries of a record do not hold together.
 */
export function findStored<C extends SeenComment>(
  reading: ItemComments<C>,
  recordAuthors: RecordAuthors,
): RecordSearch<C> {
  const warnings: string[] = [];
  const strays: C[] = [];
  const ours: Own<C>[] = [];
  const marked = reading.comments.filter(({ body }) => hasMarker(body));
  for (const comment of marked) {
    if (!recordAuthors.keeps(comment)) {
      warnings.push(lookAlike(comment, 'its author is not trusted to keep records'));
      continue;
    }
    const record = decode(comment, recordAuthors);
    if (record === null) continue;
    const place = placeOfRecord(record, reading);
    if (place === 'unknown') throw unplaced(comment, record);
    if (place !== 'elsewhere') {
      ours.push({ stored: { comment, record }, moved: place === 'moved' });
      continue;
    }
    warnings.push(lookAlike(comment, `it belongs to ${record.record_id}`));
    strays.push(comment);
  }
  const [chosen, ...surplus] = liveAmong(ours);
  const parts = segmentsIn(reading, recordAuthors, chosen?.stored.record ?? null);
  return {
    stored: chosen?.stored ?? null,
    surplus: surplus.map((one) => one.stored),
    transferred: chosen?.moved ?? false,
    strays: [...strays, ...parts],
    warnings,
  };
}

/** Those that none of the others continues. */
function liveAmong<C extends SeenComment>(ours: readonly Own<C>[]): readonly Own<C>[] {
  const live = ours.filter((one) => !isContinued(one.stored, ours));
  for (const { stored } of live) refuseBroken(stored.comment, stored.record);
  const [first] = ours;
  if (first !== undefined && live.length === 0)
    throw tampered(first.stored.comment, 'It is continued by what it continues itself');
  return live;
}

/** Sealed parts that the record does not name. */
function segmentsIn<C extends SeenComment>(
  { comments }: ItemComments<C>,
  { keeps }: RecordAuthors,
  record: LoopRecord | null,
): readonly C[] {
  const named = new Set(record?.segments.map(({ comment_id }) => comment_id));
  return comments.filter((one) => isSegment(one.body) && keeps(one) && !named.has(one.databaseId));
}

/** The record comment that may be edited; null: there is none, or only one that this token cannot change. */
export function editable({ stored }: RecordSearch): StoredRecord | null {
  return stored?.comment.viewerCanUpdate === true ? stored : null;
}

function decode(comment: SeenComment, recordAuthors: RecordAuthors): LoopRecord | null {
  try {
    const decoded = decodeComment(comment.body);
    return decoded.kind === 'record' ? decoded.record : null;
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    if (isForeignEdit(comment, recordAuthors)) throw tampered(comment, error.message.replace(/\.$/, ''), error);
    throw new LoopForgeError(
      error.code,
      `The record in ${comment.url} cannot be read: ${error.message} Nothing was written. Run "loopforge repair" to go back to the last good revision in its edit history.`,
      { cause: error },
    );
  }
}

/** A `transferred` note may be sealed away by now; the names at the record's top moved with it. */
function placeOfRecord(record: LoopRecord, reading: ItemPlace): Place {
  const place = recordPlaceOf(bindingOf(record), reading);
  const now = bindingFrom(reading);
  const wasMoved = record.segments.length > 0 && record.record_id === now.record_id && record.ref === now.ref;
  return place === 'moved' && wasMoved ? 'here' : place;
}

/** Where a record belongs, seen from an item; unknown: GitHub does not show all places that the item came from. */
export type Place = 'here' | 'moved' | 'elsewhere' | 'unknown';

/** Whether a record with this binding belongs to the item that was read. */
export function recordPlaceOf(binding: Binding, reading: ItemPlace): Place {
  const sameHost = binding.host === reading.host;
  if (sameHost && binding.repo_id === reading.repoId && binding.issue_id === reading.itemId) return 'here';
  const moved = binding.repo_id !== null && reading.transferredFrom.includes(binding.repo_id);
  if (sameHost && moved) return 'moved';
  return sameHost && !reading.allTransfersSeen ? 'unknown' : 'elsewhere';
}

/** Another record goes on from this one, and from an entry that it has: else anybody's could put it aside. */
export function isContinued(
  one: StoredRecord<SeenComment>,
  all: readonly { readonly stored: StoredRecord<SeenComment> }[],
): boolean {
  return all.some(({ stored: { record } }) => {
    const { comment_id, hash } = record.continues ?? { comment_id: null, hash: null };
    return comment_id === one.comment.databaseId && entriesOf(one.record).some((entry) => entry.hash === hash);
  });
}

/** A second record is never begun over one that may be the first. */
function unplaced(comment: SeenComment, record: LoopRecord): LoopForgeError {
  return new LoopForgeError(
    'record_unreadable',
    `The record in ${comment.url} belongs to ${record.record_id}, and GitHub does not show whether this item came from there. Nothing was written. Try again with a token that may read that repository.`,
  );
}

function lookAlike(comment: SeenComment, why: string): string {
  return `${comment.url} by ${accountName(comment.author)} looks like a LoopForge record and was ignored: ${why}.`;
}
