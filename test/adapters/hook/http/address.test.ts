import { expect, test } from 'vitest';
import { isLoopbackAddress, isPublicAddress, plainAddress } from '../../../../src/adapters/hook/http/address.ts';

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '11.0.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '169.253.0.1',
  '168.63.129.15',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001::200e',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
  expect(isLoopbackAddress(address)).toBe(false);
});

test.each(['', 'localhost', '8.8.8', '8.8.8.8/32', '256.1.1.1', '::1::', 'fe80::1%', '8.8.8.8 '])(
  '%j is no address, and so not a public one',
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(isLoopbackAddress(address)).toBe(false);
    expect(plainAddress(address)).toBe(address);
  },
);

test.each([
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['FD00:0:0:0::7', 'fd00::7'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['127.0.0.1', '127.0.0.1'],
])('%s is the same as %s', (one, other) => {
  expect(plainAddress(one)).toBe(other);
});
