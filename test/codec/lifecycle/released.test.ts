import { expect, test } from 'vitest';
import { releasedLifecycle } from '../../../src/codec/lifecycle/released.ts';
import { trustedHash } from '../../../src/core/values/ids.ts';

/** Hashes of the lifecycles that releases brought along. A line here is never changed and never taken out. */
const RELEASED: readonly (readonly [string, string])[] = [
  ['standard', 'cCoNTihws7paQ7Ci1bFGkyxn6CBOsQfjtBkkkKV7zTQ'],
  ['strict', 'GKcL-aSI94X7csyTGzp-IVPsnhjkVC52nUCzNSiGUlU'],
];

test.each(RELEASED)('the lifecycle %s of that hash is known for good', (name, hash) => {
  expect(releasedLifecycle(trustedHash(hash))).toMatchObject({ name, hash });
});

test('another hash is nobody’s', () => {
  expect(releasedLifecycle(trustedHash('A'.repeat(43)))).toBeUndefined();
});
