import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Look, startBrowser, Viewer } from './pictures/browser.ts';
import { SITUATIONS, type Situation } from './pictures/situations.ts';
import { smallPng } from './pictures/small-png.ts';

const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));
/** Those that a page shows. */
const SHOWN = ['waiting-for-review', 'merged-out-of-order'];
const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  [390, 1000].map((width) => ({ width, height: 700, theme })),
);
const SHARPNESS = 2;

// Pictures of what people see on GitHub, each situation on a phone and on a screen, light and dark: those that the docs
// show, into docs/images; with --all DIR all of them, and once more with all that is folded laid open.
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const folder = values.all ?? IMAGES;
await mkdir(folder, { recursive: true });
const wanted = SITUATIONS.filter(({ name }) => values.all !== undefined || SHOWN.includes(name));
const browser = await startBrowser();
try {
  const viewer = await Viewer.open(browser, SHARPNESS);
  for (const situation of wanted) await pictures(viewer, situation);
} finally {
  await browser.close();
}

async function pictures(viewer: Viewer, { name, place, markdown }: Situation): Promise<void> {
  const text = { place, markdown: await markdown() };
  for (const look of LOOKS) {
    const path = join(folder, `${name}-${look.width}-${look.theme}`);
    await viewer.show(text, look);
    if (values.all === undefined) {
      await writeFile(`${path}.png`, smallPng(await viewer.picture()));
      continue;
    }
    await writeFile(`${path}.png`, await viewer.picture());
    if ((await viewer.unfold()) > 0) await writeFile(`${path}-open.png`, await viewer.picture());
  }
}
