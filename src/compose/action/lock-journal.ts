import type { LockPlace } from '../../core/model.ts';
import type { LockJournal } from '../../usecase/lock/index.ts';

/** A lock that this run holds, or asked for without knowing the answer (`lockId` null). */
export interface JournalEntry {
  readonly place: LockPlace;
  readonly lockId: string | null;
}

/** Keeps the list of locks where the `post` step finds it, changed before and after every request. */
export function createLockJournal(save: (state: string) => void): LockJournal & { readonly isEmpty: () => boolean } {
  const entries = new Map<string, JournalEntry>();
  const changed = (): void => save(entries.size === 0 ? '' : JSON.stringify([...entries.values()]));
  return {
    isEmpty: () => entries.size === 0,
    note: (place, lockId) => {
      entries.set(keyOf(place), { place, lockId });
      changed();
    },
    forget: (place) => {
      if (entries.delete(keyOf(place))) changed();
    },
  };
}

/** What a journal left behind; a text that is none is an empty list, since `post` must never fail for it. */
export function readLockJournal(state: string): readonly JournalEntry[] {
  if (state === '') return [];
  try {
    const entries: unknown = JSON.parse(state);
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false;
  const place: unknown = Reflect.get(value, 'place');
  if (typeof place !== 'object' || place === null) return false;
  if (Reflect.get(place, 'kind') === 'item') return typeof Reflect.get(place, 'number') === 'number';
  const comment: unknown = Reflect.get(place, 'comment');
  return typeof comment === 'object' && comment !== null && typeof Reflect.get(comment, 'databaseId') === 'string';
}

function keyOf(place: LockPlace): string {
  return place.kind === 'item' ? `item ${place.number}` : `comment ${place.comment.databaseId}`;
}
