/** Levels of nesting that a canonical text may have. */
export const MAX_DEPTH = 64;

/**
 * Whether `JSON.stringify` writes the canonical text of an object: nothing in it is to be refused, and all keys stand in
 * order, as they do in what was read from a canonical text.
 * @param depth on which level it stands, from 0
 */
export function isOrdered(value: object, depth: number): boolean {
  if (depth >= MAX_DEPTH || 'toJSON' in value) return false;
  return Array.isArray(value) ? isOrderedArray(value, depth) : isOrderedObject(value, depth);
}

/** Whether a number is written as it is: neither NaN, an infinity nor -0, and no whole number past 2^53. */
function isExact(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) && !Object.is(value, -0);
  return Number.isFinite(value);
}

function isOrderedArray(value: readonly unknown[], depth: number): boolean {
  for (let at = 0; at < value.length; at++) if (!isOrderedValue(value[at], depth + 1)) return false;
  return true;
}

function isOrderedObject(value: object, depth: number): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last || key === '__proto__' || !key.isWellFormed()) return false;
    if (!isOrderedValue(Reflect.get(value, key), depth + 1)) return false;
    last = key;
  }
  return true;
}

function isOrderedValue(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return isExact(value);
    case 'boolean':
      return true;
    case 'object':
      return value === null || isOrdered(value, depth);
    default:
      return false;
  }
}
