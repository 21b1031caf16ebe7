import { expect, test } from 'vitest';
import { readMoment, readWatermark, watermarkText } from '../../../src/codec/export-run/watermark.ts';

test.each([
  [{ moment: '2026-11-23T08:50:00Z', written: [] }, '2026-11-23T08:50:00Z'],
  [{ moment: '2026-11-23T08:50:00Z', written: ['q0vXk3Zf', '-_000000'] }, '2026-11-23T08:50:00Z+-_000000q0vXk3Zf'],
] as const)('%o is written %s, and read back', (watermark, text) => {
  expect(watermarkText(watermark)).toBe(text);
  expect(readWatermark(text)).toEqual({ ...watermark, written: watermark.written.toSorted() });
});

test('a day is the moment at which it begins, in UTC', () => {
  expect(readWatermark('2026-11-23')).toEqual({ moment: '2026-11-23T00:00:00Z', written: [] });
  expect(readMoment('2028-02-29')).toBe('2028-02-29T00:00:00Z');
});

test.each([
  '',
  'yesterday',
  '2026-11-23T08:50:00',
  '2026-11-23T08:50:00+01:00',
  '2026-11-23T08:50:00.000Z',
  '2026-02-30',
  '2026-13-01',
  '2026-11-23T24:00:00Z',
  '2026-11-23T08:60:00Z',
  '2026-11-23 08:50:00Z',
  '2026-11-23T08:50:00Z+1234567',
  '2026-11-23T08:50:00Z+12345678 ',
  '2026-11-23T08:50:00Z+1234567!',
  '2026-11-23T08:50:00Z+12345678+12345678',
  '３026-11-23',
])('"%s" is none', (text) => {
  expect(readWatermark(text)).toBeNull();
});
