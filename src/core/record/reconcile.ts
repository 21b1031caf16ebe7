import type { JsonValue } from '../json.ts';
import { canonicalize } from './canonical.ts';
import { entriesOf } from './chain.ts';
import { isRejection, isTransition } from './fold.ts';
import type { Entry, LoopRecord, Note } from './record.ts';
import { encodedSize, SIZES } from './size.ts';

/** A note that keeps an entry needs this much for itself. */
const AROUND = 2_000;

/**
 * What a record must take in so that nothing is lost that other bodies of it held: what a writer on a stale base
 * overwrote, or what a second record comment holds. Each lost entry comes once, to become the `was` of a note: whole,
 * or by its hash alone where the record has the same step itself, where the entry is a note on another one that
 * comes too, or where it is larger than any entry may be.
 * @param taken what is taken in besides
 */
export function keepsakesOf(
  current: LoopRecord,
  others: readonly LoopRecord[],
  taken: readonly JsonValue[] = [],
): readonly JsonValue[] {
  const known = new Set([...entriesOf(current).flatMap((entry) => [entry.hash, ...takenIn(entry)]), ...namedIn(taken)]);
  const kept: JsonValue[] = [];
  const take = (entry: Entry): void => {
    if (known.has(entry.hash)) return;
    known.add(entry.hash);
    const inner = innerOf(entry);
    if (isEntry(inner)) take(inner);
    const isTooLarge = encodedSize(entry) > SIZES.keeping - AROUND;
    const isNamedOnly = isTooLarge || isEntry(inner) || (typeof inner === 'string' && known.has(inner));
    if (typeof inner === 'string') known.add(inner);
    kept.push(isNamedOnly || hasSameStep(current, entry) ? entry.hash : JSON.parse(canonicalize(entry)));
  };
  for (const entry of others.flatMap((other) => entriesOf(other)).sort(bySubstance)) take(entry);
  return kept;
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

/** Entries of their own first, then notes that hold another one whole, then those that only name one. */
function bySubstance(a: Entry, b: Entry): number {
  return rank(a) - rank(b) || a.seq - b.seq;
}

function rank(entry: Entry): number {
  const inner = innerOf(entry);
  return inner === null ? 0 : isEntry(inner) ? 1 : 2;
}

/** Hashes of the entries that a note has taken in, and those have. */
function takenIn(entry: Entry): readonly string[] {
  return namedIn([innerOf(entry)]);
}

function namedIn(taken: readonly JsonValue[]): readonly string[] {
  return taken.flatMap((was) => {
    if (isEntry(was)) return [was.hash, ...takenIn(was)];
    return typeof was === 'string' ? [was] : [];
  });
}

/** What a note took in: an entry, or the hash of one; null: the entry is no such note. */
function innerOf(entry: Entry): JsonValue {
  return isTakingIn(entry) ? entry.was : null;
}

function isTakingIn(entry: Entry): entry is Note {
  return 'kind' in entry && (entry.kind === 'restored' || entry.kind === 'merged_record');
}

/** `was` can hold any JSON; entries are known by what they all have. */
function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'hash') === 'string' && typeof Reflect.get(value, 'seq') === 'number';
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
