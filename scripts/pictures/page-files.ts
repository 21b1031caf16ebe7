import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What a page may load, by its path: files of this project and of its packages, and nothing from anywhere else. */
const FILES: { readonly [path: string]: string } = {
  '/markdown.css': import.meta.resolve('github-markdown-css/github-markdown.css'),
  '/font.css': import.meta.resolve('@fontsource-variable/noto-sans/wght.css'),
  '/mermaid.js': import.meta.resolve('@mermaid-js/tiny'),
  '/show.mjs': import.meta.resolve('./in-page/show.mjs'),
  '/measure.mjs': import.meta.resolve('./in-page/measure.mjs'),
  '/contrast.mjs': import.meta.resolve('./in-page/contrast.mjs'),
};
/** Where the font's style sheet looks for the font. */
const FONT = /^\/files\/([\w-]+\.woff2)$/;

/** The file behind a path of the page; null: there is none. */
export async function pageFile(path: string): Promise<Buffer | null> {
  const font = FONT.exec(path)?.[1];
  const url = font === undefined ? FILES[path] : import.meta.resolve(`@fontsource-variable/noto-sans/files/${font}`);
  return url === undefined ? null : readFile(fileURLToPath(url));
}
