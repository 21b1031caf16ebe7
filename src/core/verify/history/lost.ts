import { type Entry, takenIn } from '../../model.ts';
import { type CurrentRecord, entriesHeld, keyOf, type RevisionEntries } from './revisions.ts';

/** The entries of one revision that a later one no longer holds. */
export function lostBetween(before: RevisionEntries, after: RevisionEntries, current: CurrentRecord): readonly Entry[] {
  const kept = new Set(entriesHeld(after, current).map(keyOf));
  return entriesHeld(before, current).filter((entry) => !kept.has(keyOf(entry)));
}

/** Hashes of the entries that notes took in, whole or by name, and of those kept within these. */
export function takenInBy(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(takenIn));
}
