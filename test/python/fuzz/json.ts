/** JSON that may be changed in place, whatever it should be. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** A value in the array or object that holds it. */
export interface Place {
  readonly path: string;
  readonly value: Json;
  readonly set: (value: Json) => void;
  readonly remove: () => void;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function copyOf<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** The object under the key; an empty one where there is none, so that a change of it changes nothing. */
export function objectAt(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : {};
}

export function listAt(holder: JsonObject, key: string): Json[] {
  const value = holder[key];
  return Array.isArray(value) ? value : [];
}

export function objectsAt(holder: JsonObject, key: string): JsonObject[] {
  return listAt(holder, key).filter(isObject);
}

/** Every value inside, at any depth. */
export function placesIn(value: Json, path = ''): Place[] {
  if (Array.isArray(value)) {
    return value
      .flatMap((inner, index) => {
        const set = (other: Json): unknown => value.splice(index, 1, other);
        return [placeOf(inner, `${path}[${index}]`, set, () => value.splice(index, 1))];
      })
      .flatMap(withInner);
  }
  if (!isObject(value)) return [];
  return Object.entries(value)
    .map(([key, inner]) =>
      placeOf(
        inner,
        `${path}.${key}`,
        (other) => setKey(value, key, other),
        () => delete value[key],
      ),
    )
    .flatMap(withInner);
}

function placeOf(value: Json, path: string, set: (value: Json) => unknown, remove: () => unknown): Place {
  return { path, value, set: (other) => void set(other), remove: () => void remove() };
}

function withInner(place: Place): Place[] {
  return [place, ...placesIn(place.value, place.path)];
}

/** Deeper than any record: nothing to be changed by functions that call themselves. */
export function isDeep(value: Json, left = 100): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1));
}

/** Sets a key of its own, even one named `__proto__`. */
export function setKey(holder: JsonObject, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The value of a text that may be no JSON at all. */
export function jsonLike(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
