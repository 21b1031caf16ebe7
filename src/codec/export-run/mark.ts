import type { Hash } from '../../core/model.ts';

const LENGTH = 8;

/** Enough of an entry's hash to know the entry again: 48 bits, and nobody chooses them. */
export function markOf({ hash }: { readonly hash: Hash }): string {
  return hash.slice(0, LENGTH);
}

/** Marks written one behind the other; null: the text is not that. */
export function readMarks(text: string): readonly string[] | null {
  if (!/^[\w-]*$/.test(text) || text.length % LENGTH !== 0) return null;
  return text.match(new RegExp(`.{${LENGTH}}`, 'g')) ?? [];
}
