import { hasMarker } from '../../codec/record/index.ts';
import {
  areOwnNotes,
  type CommentFact,
  type EditFact,
  entriesOf,
  type GitHubItems,
  type LoopForgeError,
  type Reading,
  standingRevisions,
} from '../../core/model.ts';
import { type FormerRecord, formerRecords } from './former-records.ts';
import { isForeignEdit, mayHaveHeld, type RecordAuthors } from './record-authors.ts';
import { olderEdits, revisionsOf } from './revisions.ts';
import type { RecordSearch, StoredRecord } from './stored-record.ts';
import { tampered } from './tampered.ts';

type Asked = Pick<GitHubItems, 'readEdits' | 'readBeginnings'>;

interface Case {
  readonly reading: Reading;
  readonly found: RecordSearch;
  readonly recordAuthors: RecordAuthors;
}

/** How many revisions are read, and how many if that was not enough. */
const DEPTHS = [5, 100, 1_000];

/**
 * Whether a comment is ours, and whole, is decided by its author and its editors. An edit by somebody who keeps no
 * records stands if it is a redaction or a repair and nothing else. Of two records both must have begun as one. And a
 * comment that held the record of this item must hold it still.
 * @throws LoopForgeError `record_tampered`, naming the comment, its last editor and the time
 */
export async function refuseForeign(github: Asked, { reading, found, recordAuthors }: Case): Promise<void> {
  const records = [...(found.stored === null ? [] : [found.stored]), ...found.surplus];
  for (const stored of records) {
    if (isForeignEdit(stored.comment, recordAuthors) && !(await isAccepted(github, stored, recordAuthors)))
      throw tampered(stored.comment, 'It is not as LoopForge wrote it');
  }
  if (records.length > 1) await refuseUpstarts(github, records);
  const isSuspect = (one: CommentFact): boolean =>
    found.stored === null ? mayHaveHeld(one, recordAuthors) : isForeignEdit(one, recordAuthors);
  const suspects = (found.stored === null ? reading.comments : found.strays).filter(isSuspect);
  const [former] = await formerRecords(github, suspects, { reading, recordAuthors });
  if (former !== undefined) throw emptied(former);
}

/** The rule is the same for `repair` and `verify`. Most that it refuses shows without the edit history. */
async function isAccepted(
  github: Asked,
  { comment, record }: StoredRecord,
  recordAuthors: RecordAuthors,
): Promise<boolean> {
  if (!areOwnNotes(entriesOf(record).slice(-1), comment.editor)) return false;
  for (const depth of DEPTHS) {
    const edits = await github.readEdits(comment, depth);
    const isWhole = edits.length < depth;
    const stands =
      standingRevisions(revisionsOf(comment, olderEdits(comment, edits), { isWhole, recordAuthors })).at(-1) === true;
    if (stands || isWhole) return stands;
  }
  return false;
}

/** The older of two records wins: a comment that was something else before must not become one by an edit. */
async function refuseUpstarts(github: Asked, records: readonly StoredRecord[]): Promise<void> {
  const edited = records.map(({ comment }) => comment).filter(({ lastEditedAt }) => lastEditedAt !== null);
  const beginnings = edited.length === 0 ? [] : await github.readBeginnings(edited);
  const upstart = edited.find((_, index) => beganOtherwise(beginnings[index] ?? []));
  if (upstart !== undefined) throw tampered(upstart, 'It did not begin as a record');
}

function beganOtherwise(edits: readonly EditFact[]): boolean {
  const first = edits.at(-1)?.body ?? null;
  return first !== null && !hasMarker(first);
}

function emptied({ comment, isKnown }: FormerRecord): LoopForgeError {
  if (!isKnown) return tampered(comment, 'A text of its edit history was deleted, and may have been the record');
  const isEmpty = !hasMarker(comment.body);
  return tampered(comment, isEmpty ? 'Its hidden part was taken away' : 'It held the record of this item before');
}
