import { cutText, type Entry, isRedacted } from '../../core/model.ts';
import { type ExportNames, pseudonymOf } from './names/index.ts';

/** In characters. Accounts have at most 39. */
const LONGEST_NAME = 1_000;

/** Who made an entry, as far as those who read the export may know. */
export interface Person {
  /** The number of the account, or its pseudonym. */
  readonly uid: string;
  /** Null: there is a pseudonym alone. */
  readonly login: string | null;
  /** Such as `User` or `Bot`. */
  readonly type: string;
}

/** Null: nobody made it, or whoever did was erased. */
export function personOf({ actor }: Entry, names: ExportNames): Person | null {
  if (actor === null || isRedacted(actor)) return null;
  const { id, login, type } = actor;
  const pseudonym = names.kind === 'pseudonyms' ? pseudonymOf(actor, names.of) : null;
  if (pseudonym !== null) return { uid: pseudonym, login: null, type };
  return { uid: cutText(id, LONGEST_NAME), login: cutText(login, LONGEST_NAME), type };
}
