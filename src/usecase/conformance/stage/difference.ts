import { quote } from '../../../core/model.ts';

/** Where two values are not the same JSON, told as a sentence; null: nowhere. The order of keys does not matter. */
export function differenceOf(found: unknown, expected: unknown, place = ''): string | null {
  if (Object.is(found, expected)) return null;
  if (Array.isArray(expected) && Array.isArray(found)) return differenceOfLists(found, expected, place);
  if (isObject(expected) && isObject(found)) return differenceOfObjects(found, expected, place);
  return told(found, expected, place);
}

function differenceOfLists(found: readonly unknown[], expected: readonly unknown[], place: string): string | null {
  const shared = Math.min(found.length, expected.length);
  for (let at = 0; at < shared; at++) {
    const difference = differenceOf(found[at], expected[at], `${place}[${at}]`);
    if (difference !== null) return difference;
  }
  return found.length === expected.length ? null : told(found.length, expected.length, `${place}.length`);
}

function differenceOfObjects(found: object, expected: object, place: string): string | null {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  for (const name of names) {
    const [one, other] = [valueAt(found, name), valueAt(expected, name)];
    const difference = differenceOf(one, other, `${place}.${name}`);
    if (difference !== null) return difference;
  }
  return null;
}

function valueAt(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function told(found: unknown, expected: unknown, place: string): string {
  const where = place === '' ? '' : ` at ${place.replace(/^\./, '')}`;
  return `expected ${quote(expected)}${where}, found ${quote(found)}`;
}
