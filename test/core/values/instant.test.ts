import { expect, test } from 'vitest';
import {
  earliestOf,
  type Instant,
  instantOf,
  isAfter,
  isBefore,
  latestOf,
  msBetween,
  plusMs,
} from '../../../src/core/values/instant.ts';

const NINE: Instant = '2026-11-22T09:00:00Z';
const TEN: Instant = '2026-11-22T10:00:00Z';
const HOUR = 60 * 60 * 1000;

test('a moment is written to the second, what is left of it cut off', () => {
  expect(instantOf(Date.parse('2026-11-22T09:00:00.999Z'))).toBe(NINE);
});

test('of two moments one is before and the other after; of the same neither', () => {
  expect([isBefore(NINE, TEN), isBefore(TEN, NINE), isBefore(NINE, NINE)]).toEqual([true, false, false]);
  expect([isAfter(NINE, TEN), isAfter(TEN, NINE), isAfter(NINE, NINE)]).toEqual([false, true, false]);
});

test('the time between them has a direction', () => {
  expect(msBetween(NINE, TEN)).toBe(HOUR);
  expect(msBetween(TEN, NINE)).toBe(-HOUR);
  expect([plusMs(NINE, HOUR), plusMs(TEN, -HOUR)]).toEqual([TEN, NINE]);
});

test('of several the first and the last are found, whatever is null among them', () => {
  expect([earliestOf([null, TEN, NINE, null]), latestOf([null, TEN, NINE, null])]).toEqual([NINE, TEN]);
  expect([earliestOf([null]), latestOf([])]).toEqual([null, null]);
});

test('only what has its form is taken for one', () => {
  const text: string = NINE;
  // @ts-expect-error any text
  const some: Instant = text;
  // @ts-expect-error a day without an hour
  const day: Instant = '2026-11-22';
  // @ts-expect-error not said to be UTC
  const local: Instant = '2026-11-22T09:00:00+01:00';
  // @ts-expect-error a number of milliseconds
  const number: Instant = Date.parse(NINE);
  expect([some, day, local, number]).toHaveLength(4);
});
