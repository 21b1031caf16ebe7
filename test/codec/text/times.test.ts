import { describe, expect, test } from 'vitest';
import { readDuration, readLastSecond } from '../../../src/codec/text/times.ts';

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

describe('the last second that a text speaks of', () => {
  test.each([
    ['2026-11-23', '2026-11-23T23:59:59Z'],
    ['2024-02-29', '2024-02-29T23:59:59Z'],
    ['2026-11-23T08:50:00Z', '2026-11-23T08:50:00Z'],
    ['2026-11-23T08:50Z', '2026-11-23T08:50:00Z'],
    ['2026-11-23T08:50:00.999Z', '2026-11-23T08:50:00Z'],
    ['2026-11-23T08:50:00.123456789+01:00', '2026-11-23T07:50:00Z'],
    ['2026-11-23T00:30:00+02:00', '2026-11-22T22:30:00Z'],
    ['2026-11-23T20:30:00-05:30', '2026-11-24T02:00:00Z'],
  ])('%s speaks of %s', (text, moment) => {
    expect(readLastSecond(text)).toBe(moment);
  });

  test.each([
    '',
    'yesterday',
    '2026-11',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-11-23T08:50:00',
    '2026-11-23 08:50:00Z',
    '2026-11-23T25:00:00Z',
    '2026-11-23T08:60:00Z',
    '2026-11-23T08:50:00+25:00',
    '1999-12-31',
    '1764000000',
    ' 2026-11-23',
    '2026-11-23\n',
  ])('%j is none', (text) => {
    expect(readLastSecond(text)).toBeNull();
  });
});
