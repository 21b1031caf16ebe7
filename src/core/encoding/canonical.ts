import { LoopForgeError } from '../values/index.ts';
import { isOrdered, MAX_DEPTH } from './ordered.ts';

/**
 * RFC 8785 canonical JSON text of a value. Refuses what JSON cannot hold, since in a hash chain two different values
 * must never look alike: undefined, functions, NaN and infinities, -0, integers past 2^53, lone surrogates, the key
 * `__proto__`, arrays with holes, objects that are not plain. `toJSON` is never called.
 *
 * @throws LoopForgeError `record_invalid`, naming the place.
 */
export function canonicalize(value: unknown): string {
  try {
    return write(value, 0);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { what, place } = error;
    const message = `A record cannot hold ${what} (at $${place}). Remove it or store it as text.`;
    throw new LoopForgeError('record_invalid', message);
  }
}

/** Thrown where a value cannot be held; its place is put together on the way out, so that only refusals pay for it. */
class Refusal extends Error {
  readonly what: string;
  place = '';

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

function refuse(what: string): never {
  throw new Refusal(what);
}

/** The same error, which now says in what part of the value at hand it is. */
function within(part: string, error: unknown): unknown {
  if (error instanceof Refusal) error.place = part + error.place;
  return error;
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) return refuse(`nesting deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? array(value, depth) : object(value, depth);
    default:
      return refuse(typeof value);
  }
}

/** Nothing in such a text needs an escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  return value.isWellFormed() ? JSON.stringify(value) : refuse('a string with a lone surrogate');
}

function number(value: number): string {
  if (!Number.isFinite(value)) return refuse(String(value));
  if (Object.is(value, -0)) return refuse('-0');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return refuse(`the unsafe integer ${value}`);
  return String(value);
}

function array(value: readonly unknown[], depth: number): string {
  let at = 0;
  let out = '[';
  try {
    for (; at < value.length; at++) out += (at > 0 ? ',' : '') + element(value[at], depth + 1);
  } catch (error) {
    throw within(`[${at}]`, error);
  }
  return `${out}]`;
}

/**
 * Of a long record every entry but the last was read from a canonical text. `JSON.stringify` is quicker, above all for
 * whoever reads what comes out: a text that is put together of a hundred thousand pieces is made one when it is read.
 */
function element(value: unknown, depth: number): string {
  const isQuick = typeof value === 'object' && value !== null && isOrdered(value, depth);
  return isQuick ? JSON.stringify(value) : write(value, depth);
}

function object(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse('an object that is not plain');
  let out = '{';
  for (const key of sorted(Object.keys(value))) {
    if (out.length > 1) out += ',';
    out += name(key);
    try {
      out += write(Reflect.get(value, key), depth + 1);
    } catch (error) {
      throw within(`.${key}`, error);
    }
  }
  return `${out}}`;
}

/** By UTF-16 units, as RFC 8785 wants it. What was read from a canonical text is in order already. */
function sorted(keys: string[]): readonly string[] {
  let last = '';
  for (const key of keys) {
    if (key < last) return keys.sort();
    last = key;
  }
  return keys;
}

/** Keys as they are written: a record repeats the same few with each entry. Bounded, since metadata may bring any. */
const NAMES = new Map<string, string>();
const MAX_NAMES = 500;

function name(key: string): string {
  const known = NAMES.get(key);
  if (known !== undefined) return known;
  if (key === '__proto__') return refuse('the key "__proto__"');
  const written = `${text(key)}:`;
  if (NAMES.size < MAX_NAMES) NAMES.set(key, written);
  return written;
}
