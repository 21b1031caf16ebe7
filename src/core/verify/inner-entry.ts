import type { Entry, Note } from '../record/record.ts';

/** As much of an entry as hashing it needs. `was` can hold any JSON, so it must be looked at before it is believed. */
export function isEntryShape(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { hash, seq, salts, metadata, actor } = value;
  if (typeof hash !== 'string' || typeof seq !== 'number' || actor === undefined || !isObject(metadata)) return false;
  if (!isObject(salts) || !isSalt(salts['actor']) || !isObject(salts['metadata'])) return false;
  return Object.values(salts['metadata']).every(isSalt);
}

/** True where the chain holds only the hash of what the note keeps: an object with `seq` and `hash`. */
export function keepsEntry(note: Note): boolean {
  return isObject(note.was) && 'seq' in note.was && typeof note.was['hash'] === 'string';
}

/** The entry itself, then the one that it keeps in `was`, then the one kept in that. */
export function* withInner(entry: Entry): Generator<Entry> {
  let at: Entry | null = entry;
  while (at !== null) {
    yield at;
    const was: unknown = 'was' in at ? at.was : null;
    at = isEntryShape(was) ? was : null;
  }
}

function isSalt(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
