import type { Actor } from './actor.ts';

/** An account in words: by its name, and by the number that no renaming changes. */
export function accountName(actor: Actor | null): string {
  return actor === null ? 'a deleted account' : `${actor.login} (id ${actor.id})`;
}
