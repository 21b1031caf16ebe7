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
  return write(value, '$', 0);
}

function write(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'number':
      return number(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= MAX_DEPTH) return refuse(path, `nesting deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? array(value, path, depth) : object(value, path, depth);
    default:
      return refuse(path, typeof value);
  }
}

function text(value: string, path: string): string {
  return value.isWellFormed() ? JSON.stringify(value) : refuse(path, 'a string with a lone surrogate');
}

function number(value: number, path: string): string {
  if (!Number.isFinite(value)) return refuse(path, String(value));
  if (Object.is(value, -0)) return refuse(path, '-0');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return refuse(path, `the unsafe integer ${value}`);
  return String(value);
}

function array(value: readonly unknown[], path: string, depth: number): string {
  let out = '[';
  for (let i = 0; i < value.length; i++) {
    if (i > 0) out += ',';
    out += write(value[i], `${path}[${i}]`, depth + 1);
  }
  return `${out}]`;
}

function object(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(path, 'an object that is not plain');
  const entries = Object.entries(value);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  let out = '{';
  for (const [key, member] of entries) {
    if (key === '__proto__') return refuse(path, 'the key "__proto__"');
    if (out.length > 1) out += ',';
    out += `${text(key, path)}:${write(member, `${path}.${key}`, depth + 1)}`;
  }
  return `${out}}`;
}

function refuse(path: string, what: string): never {
  throw new LoopForgeError(
    'record_invalid',
    `A record cannot hold ${what} (at ${path}). Remove it or store it as text.`,
  );
}
