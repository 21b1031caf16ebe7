import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';

interface Vectors {
  readonly section_3_2_2_input: string;
  readonly section_3_2_4_hex: string;
  readonly section_3_2_3_input: string;
  readonly section_3_2_3_order: readonly string[];
  readonly appendix_b: readonly (readonly [string, string])[];
  readonly appendix_b_refused: readonly string[];
}
const RFC: Vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors/rfc8785.json'), 'utf8'));

const refused = expect.objectContaining({ code: 'record_invalid' });

function fromBits(hex: string): number {
  return Buffer.from(hex, 'hex').readDoubleBE();
}

/** We refuse what cannot come back as the same value: -0 and whole numbers that are not safe. */
function isOurs(value: number): boolean {
  return !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

describe('RFC 8785', () => {
  test('section 3.2.2 to 3.2.4: the sample, without the number that we refuse, is these bytes', () => {
    const bytes = Buffer.from(RFC.section_3_2_4_hex.replaceAll(' ', ''), 'hex');
    const input = JSON.parse(RFC.section_3_2_2_input.replace('1E30, ', ''));
    expect(Buffer.from(canonicalize(input), 'utf8')).toEqual(Buffer.from(bytes.toString('utf8').replace('1e+30,', '')));
  });

  test('section 3.2.2: the sample as a whole holds a number that is no safe integer', () => {
    expect(() => canonicalize(JSON.parse(RFC.section_3_2_2_input))).toThrow('unsafe integer 1e+30 (at $.numbers[1])');
  });

  test('section 3.2.3: keys are sorted by UTF-16 code units', () => {
    const sorted = canonicalize(JSON.parse(RFC.section_3_2_3_input));
    expect(Object.values(JSON.parse(`{${sorted.slice(1, -1)}}`)).toSorted()).toEqual(
      RFC.section_3_2_3_order.toSorted(),
    );
    const places = RFC.section_3_2_3_order.map((value) => sorted.indexOf(JSON.stringify(value)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test.each(RFC.appendix_b.filter(([bits]) => isOurs(fromBits(bits))))('appendix B: %s is %s', (bits, text) => {
    expect(canonicalize(fromBits(bits))).toBe(text);
  });

  test.each(RFC.appendix_b.filter(([bits]) => !isOurs(fromBits(bits))))('appendix B: %s (%s) is refused', (bits) => {
    expect(() => canonicalize(fromBits(bits))).toThrow(refused);
  });

  test.each(RFC.appendix_b_refused)('appendix B: %s is no JSON', (bits) => {
    expect(() => canonicalize(fromBits(bits))).toThrow(refused);
  });

  test('both kinds of number are among the samples', () => {
    expect(RFC.appendix_b.filter(([bits]) => isOurs(fromBits(bits))).length).toBeGreaterThan(10);
    expect(RFC.appendix_b.filter(([bits]) => !isOurs(fromBits(bits))).length).toBeGreaterThan(5);
  });
});

describe('canonical text', () => {
  test.each([
    [null, 'null'],
    [[], '[]'],
    [{}, '{}'],
    [{ b: 1, a: [true, { d: 'x', c: null }] }, '{"a":[true,{"c":null,"d":"x"}],"b":1}'],
    ['\u2028\u007f', '"\u2028\u007f"'],
    ['\u0000\b\t\n\f\r\u001f"\\/', '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/"'],
    [{ '': 1, ' ': 2 }, '{"":1," ":2}'],
    [{ 10: 'a', 9: 'b' }, '{"10":"a","9":"b"}'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ])('%j', (value, text) => {
    expect(canonicalize(value)).toBe(text);
  });
});

class Box {
  readonly value = 1;
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('what JSON cannot hold is refused, naming the place', () => {
  test.each<[string, unknown, string]>([
    ['undefined', { a: undefined }, '$.a'],
    ['undefined itself', undefined, '$'],
    ['a function', { a: [() => 1] }, '$.a[0]'],
    ['a symbol', [Symbol('x')], '$[0]'],
    ['a bigint', { n: 1n }, '$.n'],
    ['NaN', [1, Number.NaN], '$[1]'],
    ['Infinity', { a: Number.POSITIVE_INFINITY }, '$.a'],
    ['-Infinity', { a: Number.NEGATIVE_INFINITY }, '$.a'],
    ['-0', { a: { b: -0 } }, '$.a.b'],
    ['2^53', { a: 2 ** 53 }, '$.a'],
    ['-2^53', { a: -(2 ** 53) }, '$.a'],
    ['a lone high surrogate', { a: 'x\ud83d' }, '$.a'],
    ['a lone low surrogate', ['\ude00x'], '$[0]'],
    ['swapped surrogates', ['\ude00\ud83d'], '$[0]'],
    ['a lone surrogate in a key', { a: { 'x\ud83d': 1 } }, '$.a'],
    ['the key __proto__', JSON.parse('{"a":{"__proto__":1}}'), '$.a'],
    ['an instance of a class', { a: new Box() }, '$.a'],
    ['a Map', { a: new Map([['b', 1]]) }, '$.a'],
    ['a Set', [new Set()], '$[0]'],
    ['a Date, whose toJSON is never called', { a: new Date(0) }, '$.a'],
    ['a boxed text', { a: Object('x') }, '$.a'],
    ['a typed array', { a: new Uint8Array(1) }, '$.a'],
    ['an object made from another', { a: Object.create({ b: 1 }) }, '$.a'],
    ['a hole in an array', { a: new Array(2) }, '$.a[0]'],
    ['a plain object with a toJSON function', { toJSON: () => 'x' }, '$.toJSON'],
    ['a cycle', cyclic, 'levels'],
    ['nesting that is too deep', nested(65), 'levels'],
  ])('%s', (_name, value, place) => {
    expect(() => canonicalize(value)).toThrow(refused);
    expect(() => canonicalize(value)).toThrow(place);
  });

  test('nesting of 64 levels is still fine', () => {
    expect(canonicalize(nested(64))).toBe(`${'['.repeat(64)}1${']'.repeat(64)}`);
  });
});
