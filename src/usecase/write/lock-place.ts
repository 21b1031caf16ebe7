import type { LockPlace } from '../../core/model.ts';
import type { ItemState } from '../item-state/index.ts';

/** Where the lock of an item sits: on its record comment, or on the item while there is none. */
export function lockPlaceOf({ found, reading }: ItemState): LockPlace {
  if (found.stored === null) return { kind: 'item', number: reading.facts.number };
  const { id, databaseId, url } = found.stored.comment;
  return { kind: 'comment', comment: { id, databaseId, url } };
}

export function isSamePlace(a: LockPlace, b: LockPlace): boolean {
  if (a.kind === 'item') return b.kind === 'item';
  return b.kind === 'comment' && a.comment.databaseId === b.comment.databaseId;
}
