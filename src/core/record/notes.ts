import type { Entry, Note, NoteKind, WasOf } from './entry.ts';
import { isNote } from './kind.ts';

/** A note of a kind that this release knows, with what it says. */
export type NoteOf<K extends NoteKind> = Note & { readonly kind: K; readonly was: WasOf<K> };

/** Whether the entry is a note of this kind; the schema has checked that its `was` is of the kind's shape. */
export function isNoteOf<K extends NoteKind>(entry: Entry, kind: K): entry is NoteOf<K> {
  return isNote(entry) && entry.kind === kind;
}

/** Whether the entry is a note that takes in entries of another body of the record. */
export function isTakingIn(entry: Entry): entry is NoteOf<'restored' | 'merged_record'> {
  return isNoteOf(entry, 'restored') || isNoteOf(entry, 'merged_record');
}

/** The entries that a note keeps whole, whatever its kind. */
export function keptIn(entry: Entry): readonly Entry[] {
  return isNote(entry) ? (entry.was?.kept ?? []) : [];
}

/** The entry itself, then those that it keeps. */
export function withKept(entry: Entry): readonly Entry[] {
  const kept = keptIn(entry);
  return kept.length === 0 ? [entry] : [entry, ...kept.flatMap(withKept)];
}
