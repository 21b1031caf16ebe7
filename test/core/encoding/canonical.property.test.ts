import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import type { JsonValue } from '../../../src/core/values/json.ts';
import { anyCharacters, anyJson } from '../../support/arbitraries.ts';

/** The same value with the keys of every object the other way round. */
function reordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, member]) => [key, reordered(member)]));
}

/** Every key of every object, in the order of the text. */
function keysInOrder(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) found.push(Object.keys(value));
    return value;
  });
  return found;
}

test('what was written reads back as the same value', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(JSON.parse(canonicalize(value))).toEqual(value);
    }),
  );
});

test('an element of a list is written as it is alone', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(canonicalize([value, reordered(value)])).toBe(`[${canonicalize(value)},${canonicalize(value)}]`);
    }),
  );
});

test('toJSON is not called of an element either', () => {
  const toJSON = (): string => 'something else';
  expect(canonicalize([Object.assign([1], { toJSON })])).toBe('[[1]]');
  expect(() => canonicalize([{ a: { toJSON } }])).toThrow('(at $[0].a.toJSON)');
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(canonicalize(reordered(value))).toBe(canonicalize(value));
    }),
  );
});

test('two values have one text only if they are the same value', () => {
  fc.assert(
    fc.property(anyJson, anyJson, (a, b) => {
      if (canonicalize(a) === canonicalize(b)) expect(a).toEqual(b);
    }),
  );
});

test('writing what was read back changes nothing', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonicalize(value);
      expect(canonicalize(JSON.parse(text))).toBe(text);
    }),
  );
});

test('keys that are no array indexes stand in the order of their code units', () => {
  const anyKeys = fc.dictionary(anyCharacters({ minLength: 1, maxLength: 10 }), fc.constant(1));
  fc.assert(
    fc.property(anyKeys, (value) => {
      fc.pre(!Object.keys(value).some((key) => key === '__proto__' || /^\d+$/.test(key)));
      for (const keys of keysInOrder(canonicalize(value))) expect(keys).toEqual(keys.toSorted());
    }),
  );
});
