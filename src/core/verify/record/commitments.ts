import {
  type Entry,
  type Erasure,
  erasableIn,
  isClear,
  isRedacted,
  isWhole,
  recordedErasures,
  withKept,
} from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';
import type { RecordEvidence } from './record-evidence.ts';
import { sealedThrough } from './segments.ts';

/** Erasable values have their salts, and what was erased is told of. */
export function checkCommitments({ record, entries }: RecordEvidence): readonly Finding[] {
  return checkErasable(entries, isWhole(record) ? 0 : sealedThrough(record));
}

/**
 * Erasable values and their salts, in the chain and in what notes keep: a clear value has a salt (whether it is the right
 * one the hash tells), one that is null or erased has none, and a `redaction` note says of each erased one that it is.
 * @param notHere the highest number of the entries that are not here, so that notes about them cannot be judged, nor
 *   whether one of them is a note about what was erased before it was kept
 * @internal
 */
export function checkErasable(entries: readonly Entry[], notHere = 0): readonly Finding[] {
  const all = entries.flatMap(withKept);
  const erasures = recordedErasures(entries);
  return [
    ...entries.flatMap((entry) => withKept(entry).flatMap((one) => checkSalts(entry, one))),
    ...checkRecorded(entries, erasures, notHere > 0),
    ...erasures.filter(({ seq }) => seq > notHere).flatMap((erasure) => checkTrue(all, erasure)),
  ];
}

interface Erasable {
  readonly name: string;
  /** Undefined: there is none. */
  readonly value: unknown;
  /** Undefined: there is not even a place for one. */
  readonly salt: string | null | undefined;
}

function erasables({ actor, metadata, salts }: Entry): readonly Erasable[] {
  const keys = new Set([...Object.keys(metadata), ...Object.keys(salts.metadata)]);
  const values = [...keys].map((key) => {
    return { name: `metadata/${key}`, value: own(metadata, key), salt: own(salts.metadata, key) };
  });
  return [{ name: 'actor', value: actor, salt: salts.actor }, ...values];
}

function own<T>(map: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** @param one the entry itself, or one that it keeps */
function checkSalts(entry: Entry, one: Entry): readonly Finding[] {
  return erasables(one).flatMap(({ name, value, salt }) => {
    const problem = problemOf(value, salt);
    return problem === null
      ? []
      : [fail('commitment_mismatch', entry.seq, `${placeOf(entry, one, name)}: ${problem}.`)];
  });
}

function problemOf(value: unknown, salt: string | null | undefined): string | null {
  if (value === undefined) return 'a salt has a place for a value that is not there';
  if (salt === undefined) return 'its salt has no place';
  if (value === null) return salt === null ? null : 'a salt for a value that is not there';
  if (isRedacted(value)) return salt === null ? null : 'it was erased, and its salt was not';
  return salt === null ? 'its salt is missing, so it cannot be what was committed' : null;
}

/** Each erased value needs a note that names it. In the chain that note stands later, about a kept entry it may stand before. */
function checkRecorded(
  entries: readonly Entry[],
  erasures: readonly Erasure[],
  someMissing: boolean,
): readonly Finding[] {
  const isTold = (seq: number, name: string): boolean =>
    erasures.some((erasure) => erasure.seq === seq && erasure.names.includes(name));
  return entries.flatMap((entry) =>
    (someMissing ? [entry] : withKept(entry)).flatMap((one) => {
      const untold = erasables(one).filter(({ name, value }) => isRedacted(value) && !isTold(one.seq, name));
      return untold.map(({ name }) => {
        const text = `${placeOf(entry, one, name)}: it was erased, and no redaction note says so.`;
        return fail('redaction_unrecorded', entry.seq, text);
      });
    }),
  );
}

/** What a note says was erased is erased wherever it stood, and it stood somewhere. */
function checkTrue(all: readonly Entry[], { seq, names }: Erasure): readonly Finding[] {
  const about = all.filter((entry) => entry.seq === seq);
  return names.flatMap((name) => {
    const values = about.map((entry) => erasableIn(entry, name)).filter((value) => value != null);
    if (values.length > 0 && !values.some(isClear)) return [];
    const what = values.length === 0 ? 'does not have' : 'still has in the clear';
    const text = `A redaction note says that entry ${seq} has no ${name} any more, which it ${what}.`;
    return [fail('commitment_mismatch', seq, text)];
  });
}

function placeOf(entry: Entry, one: Entry, name: string): string {
  return one === entry ? `Entry ${entry.seq}, ${name}` : `Entry ${one.seq}, which note ${entry.seq} keeps, ${name}`;
}
