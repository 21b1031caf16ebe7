import { canonicalize } from './canonical.ts';
import { entriesOf } from './chain.ts';
import { isRejection, isTransition } from './fold.ts';
import type { JsonValue } from './json.ts';
import type { Entry, LoopRecord } from './record.ts';

/**
 * The entries that other bodies of the same record held and that this one neither holds nor has taken in: what a
 * writer on a stale base overwrote, or what a second record comment holds. By `seq`, each once.
 */
export function lostEntries(current: LoopRecord, others: readonly LoopRecord[]): readonly Entry[] {
  const known = new Set(entriesOf(current).flatMap((entry) => [entry.hash, ...takenIn(entry)]));
  const sealedThrough = current.segments.at(-1)?.last_seq ?? 0;
  const lost = new Map<string, Entry>();
  for (const entry of others.flatMap((other) => entriesOf(other))) {
    if (!known.has(entry.hash) && entry.seq > sealedThrough) lost.set(entry.hash, entry);
  }
  return [...lost.values()].sort((a, b) => a.seq - b.seq);
}

/** How a lost entry stands in a note's `was`: whole, or by its hash alone where the record holds the same step itself. */
export function keepsake(current: LoopRecord, entry: Entry): JsonValue {
  if (entriesOf(current).some((other) => isSameStep(entry, other))) return entry.hash;
  return JSON.parse(canonicalize(entry));
}

/** Hashes of the entries that a note has taken in. */
function takenIn(entry: Entry): readonly string[] {
  if (!('kind' in entry) || (entry.kind !== 'restored' && entry.kind !== 'merged_record')) return [];
  const { was } = entry;
  if (typeof was === 'string') return [was];
  const hash = typeof was === 'object' && was !== null ? Reflect.get(was, 'hash') : null;
  return typeof hash === 'string' ? [hash] : [];
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
