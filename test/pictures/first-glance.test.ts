import { beforeAll, describe, expect, test } from 'vitest';
import type { Measures, Text } from '../../scripts/pictures/browser.ts';
import { SITUATIONS } from '../../scripts/pictures/situations.ts';
import { openWindow } from './open-window.ts';

const PHONE = { width: 390, height: 700, theme: 'light' } as const;
/** The smallest phones. */
const NARROW = { width: 360, height: 700, theme: 'light' } as const;
const SCREEN = { width: 1000, height: 700, theme: 'light' } as const;
/** Of the 700 px of a phone, for what must be understood at once. */
const FOLD = 420;
const MOST_WORDS = 60;
/** With all details folded, however long the history is. */
const TALLEST = 600;

const window = openWindow();
const COMMENTS = SITUATIONS.filter(({ place }) => place === 'comment');

describe.each(COMMENTS)('$name', ({ markdown, place, hasBox }) => {
  let text: Text;
  let measures: Measures;
  beforeAll(async () => {
    text = { markdown: await markdown(), place };
    measures = await window.measure(text, PHONE);
  });

  test('begins with a title, the way, what comes next, and the box where something is or was out of order', () => {
    const box = hasBox ? ['div'] : [];
    expect(measures.head.map(({ name }) => name)).toEqual(['h3', 'p', 'p', ...box]);
  });

  test(`all of that lies within ${FOLD} px of a phone`, () => {
    expect(measures.head.filter(({ bottom }) => bottom > FOLD)).toEqual([]);
  });

  test(`and is at most ${MOST_WORDS} words`, () => {
    const words = measures.head.flatMap(({ text }) => text.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []);
    expect(words.length).toBeLessThanOrEqual(MOST_WORDS);
  });

  test(`unfolded it can be read without scrolling sideways on ${NARROW.width} px`, async () => {
    const { cut, isTooWide } = await window.measure(text, NARROW, 'unfolded');
    expect({ cut, isTooWide }).toEqual({ cut: [], isTooWide: false });
  });

  test(`is at most ${TALLEST} px tall on a screen`, async () => {
    expect((await window.measure(text, SCREEN)).height).toBeLessThanOrEqual(TALLEST);
  });
});
