import { describe, expect, test } from 'vitest';
import { readDuration } from '../../../src/codec/text/duration.ts';

const HOUR = 3_600_000;

describe('a span of time', () => {
  test.each([
    ['1m', HOUR / 60],
    ['90m', 1.5 * HOUR],
    ['12h', 12 * HOUR],
    ['3d', 72 * HOUR],
    ['2w', 14 * 24 * HOUR],
    ['999999w', 999_999 * 7 * 24 * HOUR],
  ])('%s', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  test.each([
    '',
    '3',
    'd',
    '3D',
    '3 d',
    ' 3d',
    '3d ',
    '-3d',
    '+3d',
    '0d',
    '03d',
    '1.5h',
    '3d12h',
    '1000000m',
    '3s',
    '3mo',
    '٣d',
    '3d\n',
  ])('%j is none', (text) => {
    expect(readDuration(text)).toBeNull();
  });
});
