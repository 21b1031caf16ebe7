import { accessSync, constants } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import { type Browser, chromium, type Page, type Route } from 'playwright-core';
import { GITHUB_PAGE, githubBox } from './github-page.ts';
import { pageFile } from './page-files.ts';
import type { Place } from './situations.ts';
import { slackBox } from './slack-page.ts';

/** What stands somewhere on GitHub, or in Slack. */
export interface Text {
  /** Of Slack the message, as JSON. */
  readonly markdown: string;
  readonly place: Place;
}

/** How somebody looks at a page. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** A piece of a text, as it is shown. */
interface Shown {
  /** Of its element, such as `h3`. */
  readonly name: string;
  readonly text: string;
  /** How far below the upper edge of the box it ends, in pixels. */
  readonly bottom: number;
}

/** What `in-page/measure.mjs` says of a text. */
export interface Measures {
  /** Of the whole box. */
  readonly height: number;
  /** What is read first: the title, the two lines below it, and the first box below them. */
  readonly head: readonly Shown[];
  /** One has to scroll the page sideways. */
  readonly isTooWide: boolean;
  /** Heads of the columns, items of lists, and `code` for blocks of code, that one has to scroll sideways for. */
  readonly cut: readonly string[];
  /** What Mermaid says of each diagram that it cannot draw. */
  readonly broken: readonly string[];
  /** Pieces of prose in which marks of Markdown or HTML stand as they are. */
  readonly raw: readonly string[];
  /** Texts that stand out too little from what is behind them, each with its colours. */
  readonly faint: readonly string[];
}

/** No server stands behind it: all requests are answered here. */
const ADDRESS = 'http://pictures.invalid';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars'];
const TYPES: { readonly [extension: string]: string } = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.woff2': 'font/woff2',
};

/** Starts the Chromium of this machine, unseen. Whoever starts it closes it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), chromiumSandbox: false, args: QUIET });
}

/** A window of the browser, which shows one text after the other as GitHub does. */
export class Viewer {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param sharpness pixels of the screen for one of the page */
  static async open(browser: Browser, sharpness = 1): Promise<Viewer> {
    const page = await browser.newPage({ deviceScaleFactor: sharpness });
    await page.route('**/*', answer);
    await page.goto(ADDRESS);
    return new Viewer(page);
  }

  /** Comes back once all of it is drawn. */
  async show(text: Text, look: Look): Promise<void> {
    const { width, height, theme } = look;
    await this.#page.setViewportSize({ width, height });
    await this.#page.emulateMedia({ colorScheme: theme });
    const box = JSON.stringify(boxOf(text));
    await this.#page.evaluate(`import('/show.mjs').then(({ show }) => show(${box}))`);
  }

  /** Lays open what is folded away, and says how much that was. */
  unfold(): Promise<number> {
    return this.#page.evaluate<number>("import('/measure.mjs').then(({ unfold }) => unfold())");
  }

  measure(): Promise<Measures> {
    return this.#page.evaluate<Measures>("import('/measure.mjs').then(({ measure }) => measure())");
  }

  /** A PNG of the text in its box. */
  picture(): Promise<Buffer> {
    return this.#page.locator('.box').screenshot();
  }
}

function boxOf({ markdown, place }: Text): string {
  return place === 'slack' ? slackBox(JSON.parse(markdown)) : githubBox(markdown, place);
}

async function answer(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: GITHUB_PAGE });
  const body = await pageFile(pathname);
  return body === null ? route.abort() : route.fulfill({ contentType: TYPES[extname(pathname)] ?? '', body });
}

function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined)
    throw new Error(`No browser: none of ${NAMES.join(', ')} is on the PATH. Debian has "chromium".`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
