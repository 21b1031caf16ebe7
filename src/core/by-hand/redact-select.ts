import {
  type Actor,
  type Entry,
  type Erasure,
  erasableIn,
  isClear,
  isNoteOf,
  joinErasures,
  withKept,
} from '../model.ts';

/** What is to be erased: a person wherever entries name one, or one value of one entry. */
export type Selection =
  | { readonly kind: 'actor'; readonly login: string }
  | { readonly kind: 'value'; readonly seq: number; readonly name: string };

/** What a selection comes to in a record. */
export interface Selected {
  readonly erasures: readonly Erasure[];
  /** Metadata that holds the login too; it may mean something else, so it is told and left. */
  readonly mentions: readonly Erasure[];
  /** Redaction notes by the acting person about others: whoever erases stays named. */
  readonly spared: readonly number[];
}

/**
 * Finds the values that a selection means among all entries of a record, also in those that notes keep.
 * @param entries the whole record's, those of its sealed parts too
 * @returns null: the record has nothing that could be meant
 */
export function selectValues(entries: readonly Entry[], selection: Selection, acting: Actor): Selected | null {
  const all = entries.flatMap(withKept);
  if (selection.kind === 'value') return selectOne(all, selection);
  const login = selection.login.toLowerCase();
  const isMeant = samePerson(all, login);
  const named = all.filter((entry) => isMeant(clearActor(entry)));
  const spared = named.filter((entry) => isOwnRedaction(entry, acting));
  const erased = named.filter((entry) => !spared.includes(entry));
  const mentions = joinErasures(all.flatMap((entry) => mentionsIn(entry, login)));
  if (named.length === 0 && mentions.length === 0) return null;
  return {
    erasures: joinErasures(erased.map(({ seq }) => ({ seq, names: ['actor'] }))),
    mentions,
    spared: spared.map(({ seq }) => seq),
  };
}

/** Somebody was erased from the record before, and may be who is meant. */
export function hasErasedActor(entries: readonly Entry[]): boolean {
  return entries.flatMap(withKept).some(({ actor }) => actor !== null && 'redacted' in actor);
}

/** What a person could have meant: the logins that the record still names, or the values of the entry. */
export function selectable(entries: readonly Entry[], selection: Selection): readonly string[] {
  const all = entries.flatMap(withKept);
  const names =
    selection.kind === 'actor'
      ? all.map(clearActor).flatMap((actor) => actor?.login ?? [])
      : all.filter(({ seq }) => seq === selection.seq).flatMap(namesOf);
  return [...new Set(names)];
}

function selectOne(all: readonly Entry[], { seq, name }: Extract<Selection, { kind: 'value' }>): Selected | null {
  const entries = all.filter((entry) => entry.seq === seq);
  const values = entries
    .map((entry) => erasableIn(entry, name))
    .filter((value) => value !== undefined && value !== null);
  if (values.length === 0) return null;
  return { erasures: values.some(isClear) ? [{ seq, names: [name] }] : [], mentions: [], spared: [] };
}

/** By login, and by the numeric id behind it: an account that was renamed stands under both names. */
function samePerson(all: readonly Entry[], login: string): (actor: Actor | null) => boolean {
  const byLogin = (actor: Actor | null): boolean => actor?.login.toLowerCase() === login;
  const ids = new Set(all.map(clearActor).flatMap((actor) => (actor !== null && byLogin(actor) ? [actor.id] : [])));
  // The id of accounts that are not known, or gone.
  ids.delete('0');
  return (actor) => byLogin(actor) || (actor !== null && ids.has(actor.id));
}

function clearActor({ actor }: Entry): Actor | null {
  return actor === null || 'redacted' in actor ? null : actor;
}

function isOwnRedaction(entry: Entry, acting: Actor): boolean {
  return isNoteOf(entry, 'redaction') && clearActor(entry)?.id === acting.id;
}

function mentionsIn({ seq, metadata }: Entry, login: string): readonly Erasure[] {
  const keys = Object.keys(metadata).filter((key) => isClear(metadata[key]) && says(metadata[key], login));
  return keys.length === 0 ? [] : [{ seq, names: keys.map((key) => `metadata/${key}`) }];
}

/** As a word of its own; logins are letters, digits and hyphens. */
function says(value: unknown, login: string): boolean {
  const words = JSON.stringify(value)
    .toLowerCase()
    .split(/[^a-z0-9-]+/);
  return words.includes(login);
}

function namesOf({ actor, metadata }: Entry): readonly string[] {
  const keys = Object.keys(metadata).map((key) => `metadata/${key}`);
  return actor === null ? keys : ['actor', ...keys];
}
