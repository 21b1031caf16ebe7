import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../scripts/house/source-file.ts';

const page = readFileSync('docs/architecture.md', 'utf8');
const PAGES = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/performance.md', 'docs/security.md'].concat(
  readdirSync('docs/adr').map((name) => `docs/adr/${name}`),
);
const MADE = /\/generated\b/;

/** The paths below `src`, `test` or `scripts` that a page names, with the room left out or not. */
function pathsIn(text: string): readonly string[] {
  const named = /`(?<path>(?:[\w.-]+\/)+[\w.-]*(?:\{[\w,-]+\}[\w.-]*)?)`/g;
  return [...text.matchAll(named)].flatMap(({ groups }) => spelledOut(groups?.['path'] ?? ''));
}

/** `a/{b,c}.ts` as two. */
function spelledOut(path: string): readonly string[] {
  const [before = '', names, after = ''] = path.split(/[{}]/);
  return names === undefined ? [path] : names.split(',').map((name) => before + name + after);
}

const ROOM = /^(?:src\/)?(?:action|adapters|cli|codec|compose|core|report|usecase)\//;

describe('pages that name files', () => {
  test.each(PAGES)('%s names only those that there are', (name) => {
    const paths = pathsIn(readFileSync(name, 'utf8')).filter(
      (path) => /^(?:src|test|scripts|bench)\//.test(path) || ROOM.test(path),
    );
    const missing = paths.filter((path) => !MADE.test(path) && !exists(path));
    expect(missing).toEqual([]);
  });
});

/** Tests are named with and without their ending. */
function exists(path: string): boolean {
  return ['', '.ts', '.test.ts'].some((end) => ['', 'src/', 'test/'].some((root) => existsSync(root + path + end)));
}

describe('docs/architecture.md', () => {
  const walks = page.slice(page.indexOf('## Four walks'), page.indexOf('## The rooms')).split(/^### /m).slice(1);

  test('tells four walks', () => {
    expect(walks.map((walk) => walk.split('\n')[0])).toEqual([
      'One event becomes one entry',
      'A sweep over a thousand items',
      'All records are listed',
      'A record is verified',
    ]);
  });

  test.each(walks)('a walk has at most ten stops, none of them twice: %s', (walk) => {
    const stops = [...walk.matchAll(/^\d+\. `(?<file>[^`]+)`/gm)].map(({ groups }) => groups?.['file'] ?? '');
    expect(stops.length).toBeGreaterThan(5);
    expect(stops.length).toBeLessThanOrEqual(10);
    expect(new Set(stops).size).toBe(stops.length);
    expect(stops.filter((file) => !statSync(file).isFile())).toEqual([]);
  });

  test('has a line for every folder of every room', () => {
    const named = new Set([...page.matchAll(/`(?<folder>[\w/-]+)\/`/g)].map(({ groups }) => groups?.['folder'] ?? ''));
    const folders = readSources('src').map(({ path }) => path.split('/').slice(0, -1).join('/'));
    const missing = [...new Set(folders)].filter(
      (folder) => folder.includes('/') && !MADE.test(`/${folder}`) && !covered(folder, named),
    );
    expect(missing).toEqual([]);
  });
});

/** A folder that holds nothing but folders and their common door is told of by those. */
function covered(folder: string, named: ReadonlySet<string>): boolean {
  const inRoom = folder.slice(folder.indexOf('/') + 1);
  return [folder, inRoom].some((one) => named.has(one) || [...named].some((name) => name.startsWith(`${one}/`)));
}
