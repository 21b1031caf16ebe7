import { LoopForgeError } from './errors.ts';

const MAX_DEPTH = 64;

/**
 * RFC 8785 canonical JSON text of a value. Refuses what JSON cannot hold, since in a hash chain two different values
 * must never look alike: undefined, functions, NaN and infinities, -0, integers past 2^53, lone surrogates, the key
 * `__proto__`, arrays with holes, objects that are not plain. `toJSON` is never called.
 *
 * @throws LoopForgeError `record_invalid`, naming the place.
 */
export function canonicalize(value: unknown): string {
  return write(value, null, 0);
}

/** Where a value stands; spelt out only when it is refused. */
interface Place {
  readonly key: string | number;
  readonly in: Place | null;
}

function write(value: unknown, place: Place | null, depth: number): string {
  switch (typeof value) {
    case 'string':
      return text(value, place);
    case 'number':
      return number(value, place);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) return refuse(place, `nesting deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? array(value, place, depth) : object(value, place, depth);
    default:
      return refuse(place, typeof value);
  }
}

/** Nothing in such a text needs an escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(value: string, place: Place | null): string {
  if (PLAIN.test(value)) return `"${value}"`;
  return value.isWellFormed() ? JSON.stringify(value) : refuse(place, 'a string with a lone surrogate');
}

function number(value: number, place: Place | null): string {
  if (!Number.isFinite(value)) return refuse(place, String(value));
  if (Object.is(value, -0)) return refuse(place, '-0');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return refuse(place, `the unsafe integer ${value}`);
  return String(value);
}

function array(value: readonly unknown[], place: Place | null, depth: number): string {
  let out = '[';
  for (let i = 0; i < value.length; i++) {
    if (i > 0) out += ',';
    out += write(value[i], { key: i, in: place }, depth + 1);
  }
  return `${out}]`;
}

function object(value: object, place: Place | null, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(place, 'an object that is not plain');
  // Without a comparison of its own, `sort` compares UTF-16 units, as RFC 8785 wants it.
  const keys = Object.keys(value).sort();
  let out = '{';
  for (const key of keys) {
    if (key === '__proto__') return refuse(place, 'the key "__proto__"');
    if (out.length > 1) out += ',';
    const member: unknown = Reflect.get(value, key);
    out += `${text(key, place)}:${write(member, { key, in: place }, depth + 1)}`;
  }
  return `${out}}`;
}

function refuse(place: Place | null, what: string): never {
  throw new LoopForgeError(
    'record_invalid',
    `A record cannot hold ${what} (at ${spelt(place)}). Remove it or store it as text.`,
  );
}

/** Such as `$.metadata.list[0]`. */
function spelt(place: Place | null): string {
  if (place === null) return '$';
  const { key } = place;
  return spelt(place.in) + (typeof key === 'number' ? `[${key}]` : `.${key}`);
}
