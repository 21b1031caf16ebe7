import { hasMarker } from '../../codec/record/index.ts';
import { bindingOf, type CommentFact, type EditFact, type GitHubItems, type Reading } from '../../core/model.ts';
import { isForeignEdit, type RecordAuthors } from './record-authors.ts';
import { contentOf } from './revisions.ts';
import { recordPlaceOf } from './stored-record.ts';

/** A comment that held the record of an item, or may have. */
export interface FormerRecord {
  readonly comment: CommentFact;
  /** False: a text of its history was deleted, and what it said is not known. */
  readonly isKnown: boolean;
}

/** So many revisions of a comment that somebody else edited are looked through. */
const MAX_EDITS = 300;

/**
 * Those among edited comments of record authors that held the record of this item, whatever they say now. A record's comment
 * begins as one, so the first revisions tell of all of them in one request. Where somebody edited last who keeps no
 * records, the whole history is read.
 * @throws what GitHub answers
 */
export async function formerRecords(
  github: Pick<GitHubItems, 'readEdits' | 'readBeginnings'>,
  suspects: readonly CommentFact[],
  { reading, recordAuthors }: { readonly reading: Reading; readonly recordAuthors: RecordAuthors },
): Promise<readonly FormerRecord[]> {
  const former: FormerRecord[] = [];
  const unasked: CommentFact[] = [];
  for (const comment of suspects) {
    const edits = isForeignEdit(comment, recordAuthors) ? await github.readEdits(comment, MAX_EDITS) : null;
    const judged = edits === null ? null : judge(comment, edits, reading);
    if (judged !== null) former.push(judged);
    else if (edits === null || edits.length === MAX_EDITS) unasked.push(comment);
  }
  const beginnings = unasked.length === 0 ? [] : await github.readBeginnings(unasked);
  const older = unasked.flatMap((comment, index) => judge(comment, beginnings[index] ?? [], reading) ?? []);
  return [...former, ...older];
}

function judge(comment: CommentFact, edits: readonly EditFact[], reading: Reading): FormerRecord | null {
  if (edits.some(({ body }) => body !== null && mayBeRecordOf(body, reading))) return { comment, isKnown: true };
  return edits.some(({ body }) => body === null) ? { comment, isKnown: false } : null;
}

/** The record of this item, or one that cannot be read, so that nobody knows whose it was. */
function mayBeRecordOf(body: string, reading: Reading): boolean {
  if (!hasMarker(body)) return false;
  const content = contentOf(body);
  return (
    content === 'unreadable' || content === 'deleted' || recordPlaceOf(bindingOf(content), reading) !== 'elsewhere'
  );
}
