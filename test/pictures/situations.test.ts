import { beforeAll, describe, expect, test } from 'vitest';
import type { Text } from '../../scripts/pictures/browser.ts';
import { SITUATIONS } from '../../scripts/pictures/situations.ts';
import { openWindow } from './open-window.ts';

/** In CSS pixels: a phone, and half a screen, which shows most of what can be too wide or too faint. */
const LOOKS = [
  { width: 390, height: 700, theme: 'light' },
  { width: 1000, height: 700, theme: 'light' },
  { width: 1000, height: 700, theme: 'dark' },
] as const;

const window = openWindow();

describe.each(SITUATIONS)('$name', ({ markdown, place }) => {
  let text: Text;
  beforeAll(async () => {
    text = { markdown: await markdown(), place };
  });

  test.each(LOOKS)('is drawn, legible and no wider than a page of $width px, $theme', async (look) => {
    const { isTooWide, broken, raw, faint } = await window.measure(text, look, 'unfolded');
    expect({ isTooWide, broken, raw, faint }).toEqual({ isTooWide: false, broken: [], raw: [], faint: [] });
  });
});
