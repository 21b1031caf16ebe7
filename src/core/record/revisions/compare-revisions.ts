import { canonicalize } from '../../encoding/index.ts';
import { NO_TRAITS } from '../../lifecycle/index.ts';
import {
  carriedOver,
  type Erasure,
  entriesOf,
  entryHash,
  eraseRecord,
  type Folded,
  foldEntry,
  isErased,
  recordedErasures,
} from '../chain/index.ts';
import { type Entry, type Head, type LoopRecord, withKept } from '../index.ts';

/**
 * Whether `after` is `before` with nothing but notes at its end: the same entries, but for what the notes say is erased,
 * the same other fields, and what follows from the new notes. Oldest entries may have moved into further sealed parts.
 */
export function isAddedTo(before: LoopRecord, after: LoopRecord, tail: readonly Entry[]): boolean {
  const added = tail.filter((note) => note.seq > before.head.seq);
  if (added.length === 0 || added[0]?.prev_hash !== before.head.hash) return false;
  if (!continues(before, after) || !extendsSegments(before, after) || !holdsSame(before, after)) return false;
  if (!isErased(entriesOf(after), recordedErasures(added))) return false;
  if (!waitsFrom(before.head.outbox, after.head.outbox, added[0].seq)) return false;
  const expected = added.reduce((folded: Folded, note) => foldEntry(folded, note, NO_TRAITS), before);
  const head = { ...expected.head, ...carriedOver(before.head) };
  return canonicalize(fieldsOf({ ...before, ...expected, head })) === canonicalize(fieldsOf(after));
}

/**
 * Whether the entries that both have are the same to the last salt, apart from what notes say is erased. Hashes alone do
 * not tell: an erased value leaves them as they are.
 */
export function holdsSame(before: LoopRecord, after: LoopRecord): boolean {
  if (!holdsTogether(before)) return false;
  const told = recordedErasures(entriesOf(after));
  const old = new Map(textsOf(before, told));
  return textsOf(after, told).every(([seq, text]) => (old.get(seq) ?? text) === text);
}

function textsOf(record: LoopRecord, erasures: readonly Erasure[]): readonly (readonly [number, string])[] {
  return entriesOf(eraseRecord(record, erasures)).map((entry) => [entry.seq, canonicalize(entry)]);
}

/** Everything but the entries and what the comment itself has: a change by hand shows what was shown before. */
function fieldsOf(record: LoopRecord): object {
  const { transitions, rejections, notes, segments, head, ...rest } = record;
  return { ...rest, head: { ...head, rev: 0, view: null, outbox: null } };
}

/** Whether the same waits as before, and for further sinks what was added: a run that repairs in a person's name tells it, too. */
function waitsFrom(before: Head['outbox'], after: Head['outbox'], first: number): boolean {
  const was = new Map(Object.entries(before ?? {}));
  const is = Object.entries(after ?? {});
  const isKept = [...was].every(([sink, seq]) => is.some(([name, from]) => name === sink && from === seq));
  return isKept && is.every(([sink, from]) => was.has(sink) || from <= first);
}

/** Whether the chain of `after` holds and leads through the last entry of `before`: then all before that is the same. */
export function continues(before: LoopRecord, after: LoopRecord): boolean {
  const entries = entriesOf(after);
  const seam = entries.find(({ seq }) => seq === before.head.seq)?.hash ?? firstLink(entries, before.head.seq);
  return seam === before.head.hash && holdsTogether(after);
}

function firstLink([first]: readonly Entry[], seq: number): string | undefined {
  return first?.seq === seq + 1 ? first.prev_hash : undefined;
}

/** The entries of one body: numbered without a gap, linked, each with the hash of its content; so are kept ones. */
export function holdsTogether({ transitions, rejections, notes, head }: LoopRecord): boolean {
  const entries = entriesOf({ transitions, rejections, notes });
  const last = entries.at(-1);
  if (last === undefined || last.hash !== head.hash || last.seq !== head.seq) return false;
  return entries.every((entry, index) => {
    const previous = entries[index - 1];
    if (previous !== undefined && (entry.prev_hash !== previous.hash || entry.seq !== previous.seq + 1)) return false;
    return withKept(entry).every((one) => entryHash(one) === one.hash);
  });
}

function extendsSegments(before: LoopRecord, after: LoopRecord): boolean {
  const kept = after.segments.slice(0, before.segments.length);
  if (canonicalize(kept) !== canonicalize(before.segments)) return false;
  const through = after.segments.at(-1)?.last_seq ?? 0;
  const [first] = entriesOf(after);
  return first?.seq === through + 1;
}
