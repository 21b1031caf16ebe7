import type { JsonValue } from '../../src/core/values/json.ts';

/** One value in a record that holds no other, and where it stands. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean | null;
}

/** Every leaf of a value; an empty list or object is none. */
export function leavesOf(value: JsonValue, path: Leaf['path'] = []): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((member, index) => leavesOf(member, [...path, index]));
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

/** The path with `*` for every place in a list, and for every key that a map may have. */
export function kindOf({ path }: Leaf): string {
  const maps = ['metadata', 'facts', 'checks', 'labels', 'ci_status', 'counts', 'outbox'];
  return path
    .map((part, index) => (typeof part === 'number' || maps.includes(String(path[index - 1])) ? '*' : part))
    .join('/');
}

const HASH = /^[A-Za-z0-9_-]{43}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const SHA = /^[0-9a-f]{40}$/;

/** Other values of the leaf's type, of the same form where it has one; in place of null some that could stand there. */
export function othersThan({ value }: Leaf): readonly JsonValue[] {
  if (value === null) return [1, 'x', 'A'.repeat(43), '2026-11-22T08:00:00Z', 'c3'.repeat(20), {}];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') {
    // A whole number beyond these no record can hold.
    return [value + 1, value === 0 ? 7 : value - 1].filter((other) => Math.abs(other) <= Number.MAX_SAFE_INTEGER);
  }
  if (HASH.test(value)) return [`${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`];
  if (TIME.test(value))
    return [
      `${value.slice(0, -3)}${value.at(-3) === '9' ? '8' : '9'}${value.slice(-2)}`,
      '2026-11-22T08:00:00Z',
    ].filter((other) => other !== value);
  if (SHA.test(value)) return [value.replace(/^./, (first) => (first === 'f' ? 'e' : 'f'))];
  return [`${value}x`, value.slice(1), 'late', 'reproved'].filter((other) => other !== value);
}

/** A copy of the value with another one at a path. */
export function withLeaf<T>(whole: T, path: Leaf['path'], other: JsonValue): T {
  const copy: T = JSON.parse(JSON.stringify(whole));
  let at: unknown = copy;
  for (const part of path.slice(0, -1)) at = Reflect.get(Object(at), part);
  Reflect.set(Object(at), path.at(-1) ?? '', other);
  return copy;
}
