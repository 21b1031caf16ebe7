import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasDoubledKey } from '../../../src/codec/text/json-doubles.ts';

const doubled = (text: string): boolean => hasDoubledKey(text, JSON.parse(text));

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"a":2}',
  '[{"b":{"a":1,"\\u0061":2}}]',
  '{":":1,":":2}',
  '{"__proto__":1,"__proto__":2}',
])('finds the key that stands twice in %s', (text) => {
  expect(doubled(text)).toBe(true);
});

test.each(['{"a":{"a":1}}', '[{"a":1},{"a":1}]', '{"a":":","b":"\\":"}', '{"__proto__":1}', '":"', 'null'])(
  'finds none in %s',
  (text) => {
    expect(doubled(text)).toBe(false);
  },
);

test('finds none in what was written from a value', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
      expect(doubled(JSON.stringify(JSON.parse(text), null, indent))).toBe(false);
    }),
  );
});
