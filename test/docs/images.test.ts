import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = 'docs/images';
const MOST_BYTES = 60_000;
const PAGES = ['README.md', ...readdirSync('docs').map((name) => join('docs', name))].filter((page) =>
  page.endsWith('.md'),
);
const shown = PAGES.map((page) => readFileSync(page, 'utf8')).join('\n');

test.each(readdirSync(FOLDER))('%s is small, and a page shows it', (name) => {
  expect(statSync(join(FOLDER, name)).size).toBeLessThan(MOST_BYTES);
  expect(shown).toContain(`images/${name}"`);
});
