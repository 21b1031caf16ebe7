import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { bodyOf, rechained } from '../../scripts/vectors/attack.ts';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { readRecord } from '../../src/codec/record/record-read.ts';
import { LoopForgeError } from '../../src/core/errors.ts';
import { FOLDER } from './vectors.ts';

export interface Mutant {
  readonly file: string;
  readonly text: string;
}

interface Place {
  readonly holder: object;
  readonly key: string;
  readonly value: unknown;
}

/** Good records with one thing changed, the same ones on every run: by the byte, or by the value and then spelled well. */
export function mutantsOf(files: readonly string[], count: number): readonly Mutant[] {
  const texts = files.map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const share = fc.noBias(fc.nat(9999)).map((parts) => parts / 10_000);
  const change = fc.tuple(
    fc.constantFrom(...texts),
    share,
    share,
    fc.constantFrom('byte', 'value', 'value', 'chained'),
  );
  return fc.sample(change, { numRuns: count, seed: 4 }).map(([text, where, what, how], index) => {
    const made = how === 'byte' ? otherByte(text, where, what) : otherValue(text, where, what, how === 'chained');
    return { file: `${index}.md`, text: made };
  });
}

function otherByte(text: string, where: number, what: number): string {
  const at = Math.floor(where * text.length);
  return text.slice(0, at) + String.fromCharCode(0x20 + Math.floor(what * 95)) + text.slice(at + 1);
}

/** One value of the record becomes another value of its kind from the same record. */
function otherValue(text: string, where: number, what: number, chain: boolean): string {
  const decoded = decodeComment(text);
  if (decoded.kind !== 'record') throw new Error('not a record');
  const record: object = JSON.parse(JSON.stringify(decoded.record));
  const places = placesIn(record);
  const place = chosen(places, where);
  const alike = places.filter(({ value }) => kindOf(value) === kindOf(place.value));
  Reflect.set(place.holder, place.key, JSON.parse(JSON.stringify(chosen(alike, what).value)));
  return bodyOf(chain ? chained(record) : record, decoded.visible);
}

/** What is no record any more cannot be chained anew, and stays as it is. */
function chained(value: object): object {
  try {
    return rechained(readRecord(value));
  } catch (error) {
    if (error instanceof LoopForgeError) return value;
    throw error;
  }
}

function placesIn(holder: object): readonly Place[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    const inside = typeof value === 'object' && value !== null ? placesIn(value) : [];
    return [{ holder, key, value }, ...inside];
  });
}

function chosen<T>(list: readonly T[], share: number): T {
  const found = list[Math.floor(share * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** Alike enough that the record often keeps its shape. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return `${value.length}`;
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
