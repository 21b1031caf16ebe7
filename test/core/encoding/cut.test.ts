import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMap, cutText, cutValue } from '../../../src/core/encoding/cut.ts';
import { encodedSize } from '../../../src/core/encoding/size.ts';

/** Texts of all that takes much room: escapes, dashes, letters of two units. */
const anyText = fc.string({
  unit: fc.constantFrom('a', '検', '😀', '<', '-', '"', '\\', '\n', '\u0001', 'é'),
  maxLength: 80,
});

describe('a text', () => {
  test('that fits stays as it is', () => {
    expect(cutText('build (ubuntu-latest)', 21)).toBe('build (ubuntu-latest)');
    expect(cutText('検査', 12)).toBe('検査');
  });

  test('that does not is cut between two letters, with how many are left out', () => {
    expect(cutText('a'.repeat(100), 40)).toBe(`${'a'.repeat(27)}… (+73)`);
    expect(cutText('😀'.repeat(50), 60)).toBe('😀😀😀😀… (+46)');
  });

  test('is never longer than its room, nor half a letter', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 300 }), (text, room) => {
        const cut = cutText(text, room);
        expect(encodedSize(cut) - 2).toBeLessThanOrEqual(room);
        expect(cut.isWellFormed()).toBe(true);
        if (encodedSize(text) - 2 <= room) expect(cut).toBe(text);
      }),
    );
  });
});

test('a list is cut to its first elements, and says how many follow', () => {
  const names = Array.from({ length: 50 }, (_, index) => `label-${index}`);
  expect(cutValue(names, 80)).toEqual(['label-0', 'label-1', 'label-2', 'label-3', '… (+46)']);
  expect(cutValue(names.slice(0, 3), 80)).toEqual(names.slice(0, 3));
  expect(cutValue(true, 400)).toBe(true);
});

describe('a map', () => {
  const limits = { room: 2_500, longest: 400, most: 30 };

  test('that fits stays as it is', () => {
    const map = { build: 'success', 'test (windows)': 'failure' };
    expect(cutMap(map, limits, cutText)).toEqual(map);
  });

  test('is cut by number, by room and by the length of its names, and says how many are left out', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`check ${index}`, 'success']));
    expect(Object.entries(cutMap(many, limits, cutText))).toHaveLength(31);
    expect(cutMap(many, limits, cutText)).toMatchObject({ 'check 29': 'success', '…': '10 more' });
    const wide = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index} ${'検'.repeat(250)}`, 'success']),
    );
    const cut = cutMap(wide, limits, cutText);
    expect(encodedSize(cut)).toBeLessThanOrEqual(limits.room);
    expect(Object.keys(cut)[0]).toMatch(/^0 検{60,66}… \(\+1\d\d\)$/);
    expect(cut['…']).toBe(`${30 - (Object.keys(cut).length - 1)} more`);
  });

  test('holds no two names that are the same once cut', () => {
    const twins = { [`${'x'.repeat(500)}a`]: 'success', [`${'x'.repeat(500)}b`]: 'failure' };
    expect(Object.values(cutMap(twins, limits, cutText))).toEqual(['success', '1 more']);
  });
});
