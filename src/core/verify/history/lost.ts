import { type Entry, takenIn } from '../../model.ts';
import { entriesHeld, type HeldRecord, keyOf, type WholeRecord } from './revision.ts';

/** The entries of one revision that a later one no longer holds. */
export function lostBetween(before: HeldRecord, after: HeldRecord, whole: WholeRecord): readonly Entry[] {
  const kept = new Set(entriesHeld(after, whole).map(keyOf));
  return entriesHeld(before, whole).filter((entry) => !kept.has(keyOf(entry)));
}

/** Hashes of the entries that notes took in, whole or by name, and of those kept within these. */
export function takenInBy(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(takenIn));
}
