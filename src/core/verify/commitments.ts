import { isRedacted } from '../record/chain.ts';
import type { Entry } from '../record/record.ts';
import { fail } from './finding.ts';
import { isEntryShape, withInner } from './inner-entry.ts';
import type { Finding } from './types.ts';

/** 32 bytes as unpadded base64url. */
const SALT_LENGTH = 43;

/**
 * Erasable values and their salts: a clear value has a whole salt (whether it is the right one the hash tells), an erased
 * one has none, and a `redaction` note says so.
 */
export function checkCommitments(entries: readonly Entry[]): readonly Finding[] {
  const findings: Finding[] = [];
  const erased: Place[] = [];
  for (const entry of entries) {
    for (const one of withInner(entry)) {
      for (const { name, value, salt } of erasables(one)) {
        const problem = problemOf(value, salt);
        const where = one === entry ? name : `was/${name}`;
        if (problem !== null) {
          findings.push(fail('commitment_mismatch', entry.seq, `Entry ${entry.seq}, ${where}: ${problem}.`));
        }
        if (isRedacted(value)) erased.push({ seq: entry.seq, where, keys: keysOf(entry, one, name) });
      }
    }
  }
  return [...findings, ...checkRecorded(entries, erased)];
}

/** Where a value was erased, and how a redaction note may name it. */
interface Place {
  readonly seq: number;
  readonly where: string;
  readonly keys: readonly string[];
}

/** A value of an entry that a note keeps goes by that entry's own number, or by the note's and `was/`. */
function keysOf(entry: Entry, one: Entry, name: string): readonly string[] {
  return one === entry ? [keyOf(entry.seq, name)] : [keyOf(one.seq, name), keyOf(entry.seq, `was/${name}`)];
}

interface Erasable {
  readonly name: string;
  readonly value: unknown;
  /** Undefined: there is not even a place for one. */
  readonly salt: string | null | undefined;
}

function* erasables({ actor, metadata, salts }: Entry): Generator<Erasable> {
  if (actor !== null) yield { name: 'actor', value: actor, salt: salts.actor };
  else if (salts.actor !== null) yield { name: 'actor', value: undefined, salt: salts.actor };
  for (const [key, value] of Object.entries(metadata)) {
    yield { name: `metadata/${key}`, value, salt: ownSalt(salts.metadata, key) };
  }
  for (const key of Object.keys(salts.metadata)) {
    if (!Object.hasOwn(metadata, key))
      yield { name: `metadata/${key}`, value: undefined, salt: ownSalt(salts.metadata, key) };
  }
}

function ownSalt(salts: Entry['salts']['metadata'], key: string): string | null | undefined {
  return Object.hasOwn(salts, key) ? salts[key] : undefined;
}

function problemOf(value: unknown, salt: string | null | undefined): string | null {
  if (value === undefined) return 'a salt for a value that is not there';
  if (salt === undefined) return 'its salt has no place';
  if (isRedacted(value)) return salt === null ? null : 'it was erased, and its salt was not';
  return salt !== null && salt.length === SALT_LENGTH
    ? null
    : 'its salt is missing, so it cannot be what was committed';
}

/** Each erasure needs a note that names it, and each note must be true. */
function checkRecorded(entries: readonly Entry[], erased: readonly Place[]): readonly Finding[] {
  const named = new Set(entries.flatMap((entry) => [...withInner(entry)]).flatMap(namedBy));
  const untold = erased.filter(({ keys }) => !keys.some((key) => named.has(key)));
  const known = new Set(erased.flatMap(({ keys }) => keys));
  const here = new Set(entries.map(({ seq }) => seq));
  const untrue = [...named].filter((key) => !known.has(key) && here.has(Number.parseInt(key, 10)));
  return [
    ...untold.map(({ seq, where }) => {
      return fail('redaction_unrecorded', seq, `Entry ${seq}: ${where} was erased, and no redaction note says so.`);
    }),
    ...untrue.map((key) => {
      const text = `A redaction note says that a value was erased which was not: entry ${key.replace(' ', ', ')}.`;
      return fail('commitment_mismatch', Number.parseInt(key, 10), text);
    }),
  ];
}

/** What a redaction note erased: `was: {seq, names}`. */
function namedBy(entry: Entry): readonly string[] {
  if (!('kind' in entry) || entry.kind !== 'redaction') return [];
  const { was } = entry;
  if (typeof was !== 'object' || was === null || isEntryShape(was)) return [];
  const seq: unknown = Reflect.get(was, 'seq');
  const names: unknown = Reflect.get(was, 'names');
  if (typeof seq !== 'number' || !Array.isArray(names)) return [];
  return names.filter((name) => typeof name === 'string').map((name) => keyOf(seq, name));
}

function keyOf(seq: number, name: string): string {
  return `${seq} ${name}`;
}
