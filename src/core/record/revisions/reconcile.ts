import { canonicalize, encodedSize, SIZES } from '../../encoding/index.ts';
import type { Hash } from '../../values/index.ts';
import { entriesOf } from '../chain/index.ts';
import { type Entry, isRejection, isTakingIn, isTransition, keptIn, type LoopRecord, type Was } from '../index.ts';

/** A note that keeps an entry needs this much for itself. */
const AROUND = 2_000;
/** One note names no more entries than find room in it. */
const MOST_NAMED = 80;

/** What of the other bodies comes in. */
interface Taken {
  readonly kept: Entry[];
  readonly named: Hash[];
}

/**
 * What a record must take in so that nothing is lost that other bodies of it held: what a writer on a stale base
 * overwrote, or what a second record comment holds. Each lost entry comes once, in the `was` of a note: whole, in a note
 * of its own; or named by its hash where the record has the same step itself, where it is a note that took in others,
 * which come themselves, or where it is larger than any entry may be.
 * @param taken what is taken in besides
 */
export function entriesToRecover(
  current: LoopRecord,
  others: readonly LoopRecord[],
  taken: readonly Was[] = [],
): readonly Was[] {
  const known = new Set([
    ...entriesOf(current).flatMap((entry) => [entry.hash, ...takenIn(entry)]),
    ...taken.flatMap(hashesIn),
  ]);
  const found: Taken = { kept: [], named: [] };
  for (const entry of others.flatMap((other) => entriesOf(other)).sort(bySubstance)) take(entry, current, known, found);
  const chunks = Array.from({ length: Math.ceil(found.named.length / MOST_NAMED) }, (_, index) =>
    found.named.slice(index * MOST_NAMED, (index + 1) * MOST_NAMED),
  );
  return [
    ...found.kept.map((entry) => ({ data: null, kept: [entry], named: [] })),
    ...chunks.map((named) => ({ data: null, kept: [], named })),
  ];
}

function take(entry: Entry, current: LoopRecord, known: Set<Hash>, found: Taken): void {
  if (known.has(entry.hash)) return;
  known.add(entry.hash);
  for (const kept of keptIn(entry)) take(kept, current, known, found);
  const inner = isTakingIn(entry) ? entry.was.named.filter((hash) => !known.has(hash)) : [];
  for (const hash of inner) known.add(hash);
  const isTooLarge = encodedSize(entry) > SIZES.keeping - AROUND;
  const isNamed = isTakingIn(entry) || keptIn(entry).length > 0 || isTooLarge || hasSameStep(current, entry);
  if (isNamed) found.named.push(...inner, entry.hash);
  else found.kept.push(JSON.parse(canonicalize(entry)));
}

/**
 * Whether sealed parts must be read to know what of another body is lost: it has sealed what this one has not, or it
 * goes back behind this one's last seal and is not known to be the same there.
 */
export function divergesInSealed(current: LoopRecord, other: LoopRecord): boolean {
  const known = new Set(current.segments.map(({ hash }) => hash));
  if (other.segments.some(({ hash }) => !known.has(hash))) return true;
  const through = current.segments.at(-1)?.last_seq ?? 0;
  const [first] = entriesOf(current);
  const theirs = entriesOf(other).filter((entry) => entry.seq <= through);
  return theirs.length > 0 && theirs.at(-1)?.hash !== first?.prev_hash;
}

/** Entries of their own first, then notes that hold others whole, then those that only name some. */
function bySubstance(a: Entry, b: Entry): number {
  return rank(a) - rank(b) || a.seq - b.seq;
}

function rank(entry: Entry): number {
  if (!isTakingIn(entry)) return 0;
  return keptIn(entry).length > 0 ? 1 : 2;
}

/** Hashes of the entries that a note has taken in, and those have. */
export function takenIn(entry: Entry): readonly Hash[] {
  return isTakingIn(entry) ? hashesIn(entry.was) : [];
}

function hashesIn({ kept, named }: Was): readonly Hash[] {
  return [...named, ...kept.flatMap((entry) => [entry.hash, ...takenIn(entry)])];
}

function hasSameStep(current: LoopRecord, entry: Entry): boolean {
  return entriesOf(current).some((other) => isSameStep(entry, other));
}

function isSameStep(a: Entry, b: Entry): boolean {
  if (a.pr !== b.pr || a.sha !== b.sha || a.basis.cycle !== b.basis.cycle) return false;
  if (isRejection(a) || isRejection(b)) return isRejection(a) && isRejection(b) && a.cause === b.cause;
  if (!isTransition(a) || !isTransition(b)) return false;
  return a.from_state === b.from_state && a.to_state === b.to_state && a.source === b.source && claims(a) === claims(b);
}

/** What an asserted step claimed is its own: only steps from the facts are the same whoever writes them. */
function claims(entry: Entry): string {
  return entry.source === 'asserted' || entry.source === 'override' ? entry.hash : '';
}
