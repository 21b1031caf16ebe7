import { type JsonValue, LoopForgeError, quote } from '../../core/model.ts';
import { parseConfigText } from './config-text.ts';
import { isPlainObject } from './plain-object.ts';

export interface Metadata {
  readonly [key: string]: JsonValue;
}

const MAX_KEYS = 20;
const MAX_BYTES = 1024;
const KEY = /^[a-z][a-z0-9_.-]{0,63}$/;

/**
 * Reads the metadata of an asserted step: a map, in JSON or YAML, of plain values.
 * @returns the map; an empty text is an empty map
 * @throws LoopForgeError `input_invalid`, naming the key and what is accepted
 */
export async function readMetadata(text: string): Promise<Metadata> {
  if (text.trim() === '') return {};
  const value = await parse(text);
  if (!isPlainObject(value)) throw invalid(`it must be a map, not ${quote(value)}`);
  const entries = Object.entries(value);
  if (entries.length > MAX_KEYS) throw invalid(`it has ${entries.length} keys, and at most ${MAX_KEYS} are kept`);
  return Object.fromEntries(entries.map(([key, item]) => [checkedKey(key), checkedValue(key, item)]));
}

async function parse(text: string): Promise<unknown> {
  const parsed = await parseConfigText(text);
  if (parsed.kind === 'data') return parsed.data;
  throw invalid(`it is neither JSON nor YAML: ${parsed.problems.join('; ')}`);
}

function checkedKey(key: string): string {
  if (KEY.test(key)) return key;
  throw invalid(
    `the key ${quote(key)} is not accepted: a key is a lower-case letter, then up to 63 of a-z, 0-9, "_", "." and "-"`,
  );
}

function checkedValue(key: string, value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return checkedNumber(key, value);
  if (typeof value !== 'string') throw invalid(`"${key}" must be a text, a number, true, false or null`);
  if (Buffer.byteLength(value) > MAX_BYTES) throw invalid(`"${key}" is longer than ${MAX_BYTES} bytes`);
  if (!value.isWellFormed()) throw invalid(`"${key}" is not valid Unicode`);
  return value;
}

function checkedNumber(key: string, value: number): number {
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (exact && !Object.is(value, -0)) return value;
  throw invalid(`"${key}" is a number that JSON does not keep exactly; put it in quotes`);
}

function invalid(problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `"metadata" is not accepted: ${problem}.`);
}
