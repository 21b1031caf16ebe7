import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser, Viewer } from '../../scripts/pictures/browser.ts';
import { smallPng } from '../../scripts/pictures/small-png.ts';

const LOOK = { width: 390, height: 700, theme: 'dark' } as const;
/** What the browser reads from a picture: all channels of all pixels. */
const READ = `async (picture) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  return [...canvas.getImageData(0, 0, image.width, image.height).data];
}`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function read(png: Buffer): Promise<readonly number[]> {
  const page = await browser.newPage();
  return page.evaluate<readonly number[]>(`(${READ})('${png.toString('base64')}')`);
}

test('a picture has far fewer bytes and shows the same', async () => {
  const viewer = await Viewer.open(browser);
  const markdown = '### ❌ Title\n\nSome [words](https://example.org), `code`.\n\n> [!CAUTION]\n> Mind this.';
  await viewer.show({ markdown, place: 'comment' }, LOOK);
  const whole = await viewer.picture();
  const small = smallPng(whole);
  expect(small.length).toBeLessThan(whole.length * 0.6);
  const [before, after] = [await read(whole), await read(small)];
  expect(after).toHaveLength(before.length);
  const differences = before.map((value, at) => Math.abs(value - (after[at] ?? 0)));
  // Only some pixel of a coloured sign has a colour that is too rare to keep.
  expect(Math.max(...differences.filter((one) => one > 0), 0)).toBeLessThan(48);
  expect(differences.filter((one) => one > 8).length).toBeLessThan(differences.length / 100);
});

test('what is no picture of a browser is refused', () => {
  expect(() => smallPng(Buffer.from('GIF89a, and then some bytes'))).toThrow('no browser writes');
});
