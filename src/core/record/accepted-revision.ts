import type { Actor } from '../actor.ts';
import { NO_TRAITS } from '../lifecycle/traits.ts';
import { isEntryShape, withInner } from '../verify/inner-entry.ts';
import { canonicalize } from './canonical.ts';
import { entriesOf, entryHash } from './chain.ts';
import { type Folded, foldEntry, NOTHING_BESIDE } from './fold.ts';
import type { Entry, LoopRecord } from './record.ts';

/** One revision of a record comment, as the edit history shows it. */
export interface Revision {
  /** `unreadable`: a text that is no record. `deleted`: GitHub has the text no more. */
  readonly content: LoopRecord | 'unreadable' | 'deleted';
  readonly editor: Actor | null;
  /** The editor is an account that keeps records. */
  readonly trusted: boolean;
}

/**
 * Whether the newest revision of a record comment may stand although its editor is nobody who keeps records: then all
 * that it adds is either `redaction` notes or one `repair` note, its editor is the actor of each, and no entry's hash
 * changed. That the editor may write needs no proof: GitHub lets nobody else edit the comment of another.
 *
 * What a revision is compared with is the newest one before it that may stand. Revisions whose texts were deleted are
 * passed over where `redaction` notes cover it: deleting them is part of erasing.
 * @param revisions newest first, as far back as a trusted editor's with its text, or all of them
 */
export function mayStand(revisions: readonly Revision[]): boolean {
  const [newest, ...older] = revisions;
  if (newest === undefined || newest.content === 'deleted' || newest.content === 'unreadable') return false;
  if (newest.trusted) return true;
  const added = tailBy(newest.content, newest.editor);
  if (added.length === 0) return false;
  const [repair] = added;
  if (repair !== undefined && 'kind' in repair && repair.kind === 'repair')
    return standsOnGoodOne(newest.content, repair, older);
  return standsOnNeighbour(newest.content, added, older);
}

/** A redaction follows the revision right before it; where texts were deleted, the next one that is still there. */
function standsOnNeighbour(after: LoopRecord, added: readonly Entry[], older: readonly Revision[]): boolean {
  const index = older.findIndex(({ content }) => content !== 'deleted');
  const before = older[index]?.content;
  if (index < 0) return holdsTogether(after);
  if (before === undefined || before === 'deleted' || before === 'unreadable') return false;
  if (!mayStand(older.slice(index))) return false;
  return index === 0 ? isAddedTo(before, after, added) : continues(before, after);
}

/** A repair names the revision that it goes back to; those between are what it repairs. */
function standsOnGoodOne(after: LoopRecord, repair: Entry, older: readonly Revision[]): boolean {
  return older.some(({ content }, index) => {
    if (content === 'deleted' || content === 'unreadable' || content.head.hash !== repair.prev_hash) return false;
    return isAddedTo(content, after, [repair]) && mayStand(older.slice(index));
  });
}

/**
 * What a person may add to a record: `redaction` notes, or one `repair` note, in their own name.
 * @param added the entries that a revision has and the one before it has not
 */
export function areOwnNotes(added: readonly Entry[], editor: Actor | null): boolean {
  if (editor === null || added.length === 0 || !added.every((entry) => isActor(entry.actor, editor))) return false;
  const kinds = added.map((entry) => ('kind' in entry ? entry.kind : null));
  return kinds.every((kind) => kind === 'redaction') || (kinds.length === 1 && kinds[0] === 'repair');
}

/** The longest end of a record that is such an addition. Oldest first; empty: there is none. */
function tailBy(record: LoopRecord, editor: Actor | null): readonly Entry[] {
  const entries = entriesOf(record);
  let tail: readonly Entry[] = [];
  for (let count = 1; count <= entries.length; count++) {
    const longer = entries.slice(-count);
    if (!areOwnNotes(longer, editor)) break;
    tail = longer;
  }
  return tail;
}

function isActor(actor: Entry['actor'], editor: Actor): boolean {
  return actor !== null && 'id' in actor && actor.id === editor.id && editor.id !== '0';
}

/**
 * Whether `after` is `before` with nothing but notes at its end: the same entries by their hashes, the same other
 * fields, and what follows from the new notes. Oldest entries may have moved into further sealed parts.
 */
function isAddedTo(before: LoopRecord, after: LoopRecord, tail: readonly Entry[]): boolean {
  const added = tail.filter((note) => note.seq > before.head.seq);
  if (added.length === 0 || added[0]?.prev_hash !== before.head.hash) return false;
  if (!continues(before, after) || !extendsSegments(before, after)) return false;
  const expected = added.reduce((folded: Folded, note) => foldEntry(folded, note, NO_TRAITS), before);
  return canonicalize(fieldsOf({ ...before, ...expected })) === canonicalize(fieldsOf(after));
}

/** Everything that follows from genesis and entries. */
function fieldsOf(record: Omit<LoopRecord, 'head'> & { readonly head: object }): object {
  const { transitions, rejections, notes, segments, head, ...rest } = record;
  return { ...rest, head: { ...head, ...NOTHING_BESIDE } };
}

/** Whether the chain of `after` holds and leads through the last entry of `before`: then all before that is the same. */
function continues(before: LoopRecord, after: LoopRecord): boolean {
  const entries = entriesOf(after);
  const seam = entries.find(({ seq }) => seq === before.head.seq)?.hash ?? firstLink(entries, before.head.seq);
  return seam === before.head.hash && holdsTogether(after);
}

function firstLink([first]: readonly Entry[], seq: number): string | undefined {
  return first?.seq === seq + 1 ? first.prev_hash : undefined;
}

/** The entries of one body: numbered without a gap, linked, each with the hash of its content; so are kept ones. */
function holdsTogether({ transitions, rejections, notes, head }: LoopRecord): boolean {
  const entries = entriesOf({ transitions, rejections, notes });
  const last = entries.at(-1);
  if (last === undefined || last.hash !== head.hash || last.seq !== head.seq) return false;
  return entries.every((entry, index) => {
    const previous = entries[index - 1];
    if (previous !== undefined && (entry.prev_hash !== previous.hash || entry.seq !== previous.seq + 1)) return false;
    return [...withInner(entry)].every((one) => isEntryShape(one) && entryHash(one) === one.hash);
  });
}

function extendsSegments(before: LoopRecord, after: LoopRecord): boolean {
  const kept = after.segments.slice(0, before.segments.length);
  if (canonicalize(kept) !== canonicalize(before.segments)) return false;
  const through = after.segments.at(-1)?.last_seq ?? 0;
  const [first] = entriesOf(after);
  return first?.seq === through + 1;
}
