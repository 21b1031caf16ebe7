import { expect, test } from 'vitest';
import { readItemReference } from '../../../src/codec/text/item-reference.ts';

test.each([
  ['42', { number: 42, repository: null, origin: null }],
  ['#42', { number: 42, repository: null, origin: null }],
  ['acme/widgets#42', { number: 42, repository: 'acme/widgets', origin: null }],
  ['acme/widgets.js#1', { number: 1, repository: 'acme/widgets.js', origin: null }],
  [
    'https://github.com/acme/widgets/issues/42',
    { number: 42, repository: 'acme/widgets', origin: 'https://github.com' },
  ],
  [
    'https://ghes.example:8443/acme/widgets/pull/43/#issuecomment-1',
    { number: 43, repository: 'acme/widgets', origin: 'https://ghes.example:8443' },
  ],
] as const)('%s is read', (text, expected) => {
  expect(readItemReference(text)).toEqual(expected);
});

test.each([
  '',
  '0',
  '-1',
  '042',
  '4.2',
  '42abc',
  '#',
  'acme#42',
  'acme/widgets',
  'a/b/c#1',
  '99999999999999',
  'ftp://github.com/acme/widgets/issues/42',
  'https://github.com/acme/widgets/issues',
  'https://github.com/acme/widgets/issues/42/events',
  'javascript:alert(1)',
])('%j is no reference', (text) => {
  expect(readItemReference(text)).toBeNull();
});
