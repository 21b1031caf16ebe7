import { type AccountId, type Actor, trustedAccountId } from '../../../core/model.ts';
import type { Answer } from './answer.ts';

/** Login without the `[bot]` that REST and `viewer` add and `author` does not. */
export function plainLogin(login: string): string {
  return login.endsWith('[bot]') ? login.slice(0, -'[bot]'.length) : login;
}

/** The account in a `Who`; null for a ghost (a deleted account). */
export function actorOf(who: Answer | null): Actor | null {
  if (who === null) return null;
  const kind = who.text('__typename');
  return {
    id: accountIdOf(who) ?? '0',
    login: plainLogin(who.text('login')),
    type: kind === 'User' || kind === 'Bot' ? kind : 'Unknown',
  };
}

/** The number of an account; null: it shows none. */
export function accountIdOf(who: Answer): AccountId | null {
  const id = who.idOrNull('databaseId');
  return id === null ? null : trustedAccountId(id);
}
