import { beforeAll, describe, expect, test } from 'vitest';
import type { Text } from '../../scripts/pictures/browser.ts';
import { SITUATIONS } from '../../scripts/pictures/situations.ts';
import { openWindow } from './open-window.ts';

const THEMES = ['light'] as const;
/** In CSS pixels: a phone, and half a screen. */
const PHONE = { width: 390, height: 700 };
const SCREEN = { width: 1000, height: 700 };

const window = openWindow();

describe.each(SITUATIONS)('$name', ({ markdown, place }) => {
  let text: Text;
  beforeAll(async () => {
    text = { markdown: await markdown(), place };
  });

  test.each([PHONE, SCREEN])('is not wider than a page of $width px', async (size) => {
    const { isTooWide } = await window.measure(text, { ...size, theme: 'light' }, 'unfolded');
    expect(isTooWide).toBe(false);
  });

  test.each(THEMES)('all of it is drawn, and legible, in the %s theme', async (theme) => {
    const { broken, raw, faint } = await window.measure(text, { ...SCREEN, theme }, 'unfolded');
    expect({ broken, raw, faint }).toEqual({ broken: [], raw: [], faint: [] });
  });
});
