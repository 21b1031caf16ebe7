import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Look, startBrowser, Viewer } from './pictures/browser.ts';
import { SITUATIONS, type Situation } from './pictures/situations.ts';
import { smallPng } from './pictures/small-png.ts';

const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));
const PHONE = 390;
const SCREEN = 1000;
/** Those that a page shows, each light and dark: how its file begins, of what it is, and how wide the window is. */
const SHOWN = [
  { file: 'comment-review', situation: 'waiting-for-review', width: SCREEN },
  { file: 'comment-merged', situation: 'merged', width: SCREEN },
  { file: 'comment-out-of-order', situation: 'merged-out-of-order', width: SCREEN },
  { file: 'comment-out-of-order-phone', situation: 'merged-out-of-order', width: PHONE },
  { file: 'summary-refused', situation: 'summary-refused', width: SCREEN },
  { file: 'slack-merged', situation: 'slack-merged', width: SCREEN },
  { file: 'slack-refused', situation: 'slack-refused', width: SCREEN },
] as const;
const THEMES = ['light', 'dark'] as const;
const SHARPNESS = 2;

// Pictures of what people see on GitHub and in Slack, as PNG: those that the docs show, into docs/images; with --all DIR every
// situation on a phone and on a screen, and once more with all that is folded laid open.
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const folder = values.all ?? IMAGES;
await mkdir(folder, { recursive: true });
const browser = await startBrowser();
try {
  const viewer = await Viewer.open(browser, SHARPNESS);
  if (values.all === undefined) await picturesForDocs(viewer);
  else await allPictures(viewer);
} finally {
  await browser.close();
}

async function picturesForDocs(viewer: Viewer): Promise<void> {
  for (const { file, situation, width } of SHOWN) {
    const show = await shower(viewer, situationOf(situation));
    for (const theme of THEMES) {
      await show({ width, height: 700, theme });
      await writeFile(join(folder, `${file}-${theme}.png`), smallPng(await viewer.picture()));
    }
  }
}

async function allPictures(viewer: Viewer): Promise<void> {
  const looks = THEMES.flatMap((theme) => [PHONE, SCREEN].map((width) => ({ width, height: 700, theme })));
  for (const situation of SITUATIONS) {
    const show = await shower(viewer, situation);
    for (const look of looks) {
      const path = join(folder, `${situation.name}-${look.width}-${look.theme}`);
      await show(look);
      await writeFile(`${path}.png`, await viewer.picture());
      if ((await viewer.unfold()) > 0) await writeFile(`${path}-open.png`, await viewer.picture());
    }
  }
}

async function shower(viewer: Viewer, { place, markdown }: Situation): Promise<(look: Look) => Promise<void>> {
  const text = { place, markdown: await markdown() };
  return (look) => viewer.show(text, look);
}

function situationOf(wanted: string): Situation {
  const found = SITUATIONS.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no situation ${wanted}.`);
  return found;
}
