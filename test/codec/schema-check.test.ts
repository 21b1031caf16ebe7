import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_SCHEMA } from '../../src/codec/record-schema.ts';
import { schemaCheck } from '../../src/codec/schema-check.ts';
import { anyRecord } from '../support/arbitraries.ts';

const check = schemaCheck(RECORD_SCHEMA);
const ajv = new Ajv2020({ allowUnionTypes: true }).compile(RECORD_SCHEMA);

/** Values that are near enough to right ones to be taken for them. */
const odd = fc.oneof(
  fc.constantFrom(null, '', 'x', 0, -1, 1.5, 1e300, 2 ** 53, true, '2026-11-22T08:41:00Z', 'A'.repeat(43), 'late'),
  fc.constantFrom([], {}, ['late', 'late'], [null], { redacted: 'A'.repeat(43) }, { at: null }, { a: 1 }),
);

/** Where in the value to change something: a number for each level, taken modulo the number of keys there. */
const path = fc.array(fc.nat(40), { minLength: 1, maxLength: 5 });

/** The value with one place replaced, removed or added to. */
function spoilt(value: unknown, [first = 0, ...rest]: readonly number[], put: unknown, how: string): unknown {
  if (typeof value !== 'object' || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(keys.length, 1)];
  if (key === undefined) return put;
  const inner: unknown = Reflect.get(value, key);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) {
    Reflect.set(value, key, spoilt(inner, rest, put, how));
  } else if (how === 'remove') Reflect.deleteProperty(value, key);
  else Reflect.set(value, how === 'add' ? `${key}~/` : key, put);
  return value;
}

describe('the check of a schema', () => {
  test('agrees with a general validator on records, whole and spoilt in one place', () => {
    let refused = 0;
    fc.assert(
      fc.property(anyRecord(), path, odd, fc.constantFrom('replace', 'remove', 'add'), (record, where, put, how) => {
        const whole: unknown = JSON.parse(JSON.stringify(record));
        expect(check(whole)).toBeNull();
        const broken = spoilt(whole, where, put, how);
        expect(check(broken) === null).toBe(ajv(broken));
        refused += ajv(broken) ? 0 : 1;
      }),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test.each([
    [{ type: ['string', 'null'], pattern: '^a$' }, 'b', { place: '', keyword: 'pattern', detail: '^a$' }],
    [{ type: ['string', 'null'], pattern: '^a$' }, 1, { place: '', keyword: 'type', detail: 'string or null' }],
    [{ items: { minimum: 1 } }, [1, 0], { place: '/1', keyword: 'minimum', detail: 1 }],
    [{ maxItems: 1 }, [1, 2], { place: '', keyword: 'maxItems', detail: 1 }],
    [{ uniqueItems: true }, ['a', 'a'], { place: '', keyword: 'uniqueItems', detail: true }],
    [{ required: ['a'] }, {}, { place: '', keyword: 'required', detail: 'a' }],
    [{ required: ['toString'] }, {}, { place: '', keyword: 'required', detail: 'toString' }],
    [
      { properties: { a: { maximum: 1 } }, additionalProperties: false },
      { a: 2 },
      { place: '/a', keyword: 'maximum', detail: 1 },
    ],
    [
      { properties: { a: {} }, additionalProperties: false },
      { b: 2 },
      { place: '', keyword: 'additionalProperties', detail: 'b' },
    ],
    [
      { additionalProperties: { type: 'string' } },
      { 'a/~': 1 },
      { place: '/a~1~0', keyword: 'type', detail: 'string' },
    ],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, 1, { place: '', keyword: 'anyOf', detail: null }],
    [{ $ref: '#/$defs/a', $defs: { a: { type: 'null' } } }, 1, { place: '', keyword: 'type', detail: 'null' }],
  ])('by %j of %j: %j', (schema, value, misfit) => {
    expect(schemaCheck(schema)(value)).toEqual(misfit);
  });

  test('refuses what it would have to leave unchecked', () => {
    expect(() => schemaCheck({ enum: [1] })).toThrow('the unknown keyword enum');
    expect(() => schemaCheck({ properties: { a: { $ref: '#/$defs/b' } } })).toThrow('no definition #/$defs/b');
  });
});
