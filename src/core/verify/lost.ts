import type { Entry } from '../record/record.ts';
import { isEntryShape } from './inner-entry.ts';
import { entriesHeld, type HeldRecord, keyOf, type Whole } from './revision.ts';

/** The entries of one revision that a later one no longer holds. */
export function lostBetween(before: HeldRecord, after: HeldRecord, whole: Whole): readonly Entry[] {
  const kept = new Set(entriesHeld(after, whole).map(keyOf));
  return entriesHeld(before, whole).filter((entry) => !kept.has(keyOf(entry)));
}

/** Hashes of the entries that notes took in, whole or by name, and of those kept within these. */
export function takenInBy(entries: readonly Entry[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const entry of entries) take(entry, taken);
  return taken;
}

function take(entry: Entry, taken: Set<string>): void {
  if (!('kind' in entry) || (entry.kind !== 'restored' && entry.kind !== 'merged_record')) return;
  const { was } = entry;
  if (typeof was === 'string') taken.add(was);
  if (!isEntryShape(was)) return;
  taken.add(was.hash);
  take(was, taken);
}
