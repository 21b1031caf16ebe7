import { type Actor, type Instant, msBetween } from '../../values/index.ts';
import { bringsNoFacts } from '../append/index.ts';
import { entriesOf } from '../chain/index.ts';
import { type Entry, isNote, isNoteOf, type LoopRecord } from '../index.ts';
import { continues, holdsSame, holdsTogether, isAddedTo } from './compare-revisions.ts';

/** One revision of a record comment, as the edit history shows it. */
export interface Revision {
  /** When it was written, by GitHub's clock. */
  readonly at: Instant;
  /** `unreadable`: a text that is no record. `deleted`: GitHub has the text no more. */
  readonly content: LoopRecord | 'unreadable' | 'deleted';
  readonly editor: Actor | null;
  /** The editor is an account that keeps records. */
  readonly trusted: boolean;
}

/** How far `recorded_at` of an entry may lie from the revision that wrote it. */
const TOLERANCE_MS = 120_000;

/**
 * Which revisions of a record comment may stand. One by an account that keeps records may, if it holds a record. One by
 * anybody else may where all that it adds is either `redaction` notes or one `repair` note, its editor is the actor of
 * each, and nothing else changed but what those notes name. That the editor may write needs no proof: GitHub lets nobody
 * else edit the comment of another.
 *
 * What a revision is compared with is the one before it, which must stand itself. Revisions whose texts were deleted are
 * passed over, since deleting them is part of erasing: then each entry that came in meanwhile must have the time of one
 * of them that an account wrote which keeps records, or be such a note of whoever wrote it.
 * @param revisions oldest first: from one with its text by an account that keeps records on, or all of them
 */
export function standingRevisions(revisions: readonly Revision[]): readonly boolean[] {
  const stands: boolean[] = [];
  for (const [index, { content, editor, trusted }] of revisions.entries()) {
    const held = content === 'deleted' || content === 'unreadable' ? null : content;
    stands.push(held !== null && (trusted || mayAdd(held, editor, { revisions: revisions.slice(0, index), stands })));
  }
  return stands;
}

/** The revisions before one, oldest first, and which of them may stand. */
interface Earlier {
  readonly revisions: readonly Revision[];
  readonly stands: readonly boolean[];
}

function mayAdd(record: LoopRecord, editor: Actor | null, earlier: Earlier): boolean {
  const added = tailBy(record, editor);
  const [repair] = added;
  if (repair === undefined || !added.every((note) => bringsNoFacts(note, cycleBefore(record, note)))) return false;
  return isNoteOf(repair, 'repair')
    ? standsOnGoodOne(record, repair, earlier)
    : standsOnNeighbour(record, added, earlier);
}

/** A redaction follows the revision right before it; where texts were deleted, the next one that is still there. */
function standsOnNeighbour(after: LoopRecord, added: readonly Entry[], { revisions, stands }: Earlier): boolean {
  const index = revisions.findLastIndex(({ content }) => content !== 'deleted');
  const before = revisions[index]?.content ?? null;
  if (before === 'deleted' || before === 'unreadable') return false;
  if (before !== null && stands[index] !== true) return false;
  const gap = revisions.slice(index + 1);
  if (gap.length === 0) return before !== null && isAddedTo(before, after, added);
  const leads = before === null ? holdsTogether(after) : continues(before, after) && holdsSame(before, after);
  return leads && isExplained(after, { from: before?.head.seq ?? 0, added, gap });
}

/** How often the item had been reopened before an entry, by those that stand before it. */
function cycleBefore(record: LoopRecord, { seq, basis }: Entry): number {
  const before = entriesOf(record).filter((one) => one.seq < seq);
  return before.length === 0 ? basis.cycle : Math.max(...before.map((one) => one.basis.cycle));
}

/**
 * A repair names the revision that it goes back to; those between are what it repairs. None of them may be a sound one
 * that went on from there: what it added would be gone.
 */
function standsOnGoodOne(after: LoopRecord, repair: Entry, { revisions, stands }: Earlier): boolean {
  return revisions.some(({ content }, index) => {
    if (content === 'deleted' || content === 'unreadable' || stands[index] !== true) return false;
    if (content.head.hash !== repair.prev_hash || !isAddedTo(content, after, [repair])) return false;
    return !revisions.some((later, place) => place > index && stands[place] === true && goesOn(content, later));
  });
}

function goesOn(good: LoopRecord, { content }: Revision): boolean {
  if (content === 'deleted' || content === 'unreadable') return false;
  return content.head.seq > good.head.seq && continues(good, content);
}

/** Entries that came in while texts are missing. */
interface Gap {
  /** Those up to this number were there before. */
  readonly from: number;
  /** What the revision after the gap adds by itself. */
  readonly added: readonly Entry[];
  readonly gap: readonly Revision[];
}

/**
 * Nobody can tell what stood in a deleted text; but who wrote it and when is still there, and must fit what came in, in
 * its order: entries of that time where an account that keeps records wrote, and notes of their own where others did.
 */
function isExplained(after: LoopRecord, { from, added, gap }: Gap): boolean {
  const came = entriesOf(after).filter((entry) => entry.seq > from && !added.includes(entry));
  // How many of them can be explained by the revisions so far.
  let explained: ReadonlySet<number> = new Set([0]);
  for (const one of gap) {
    const next = new Set(one.trusted ? explained : []);
    for (const start of explained) {
      for (let end = start; end < came.length && canHaveWritten(one, came[end]); end++) next.add(end + 1);
    }
    explained = next;
  }
  return explained.has(came.length);
}

function canHaveWritten({ at, trusted, editor }: Revision, entry: Entry | undefined): boolean {
  if (entry === undefined || !isNear(at, entry.recorded_at)) return false;
  return trusted || areOwnNotes([entry], editor);
}

function isNear(one: Instant, other: Instant): boolean {
  return Math.abs(msBetween(one, other)) <= TOLERANCE_MS;
}

/**
 * What a person may add to a record: `redaction` notes, or one `repair` note, in their own name.
 * @param added the entries that a revision has and the one before it has not
 */
export function areOwnNotes(added: readonly Entry[], editor: Actor | null): boolean {
  if (editor === null || added.length === 0 || !added.every((entry) => isActor(entry.actor, editor))) return false;
  const kinds = added.map((entry) => (isNote(entry) ? entry.kind : null));
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
