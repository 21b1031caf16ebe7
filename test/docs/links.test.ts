import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorOf } from './anchors.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** A page without its code, where brackets are brackets. */
function prose(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** How a page that is also shown elsewhere names a file of the repository. */
const ON_GITHUB = 'https://github.com/loopforge/loopforge/blob/v1/';

/** How it names a picture of the repository. */
const PICTURE_ON_GITHUB = 'https://raw.githubusercontent.com/loopforge/loopforge/v1/';

/** Where the links and pictures of a page lead to that stay in the repository. */
function localLinks(page: string): readonly string[] {
  const text = prose(readFileSync(page, 'utf8'));
  const links = /\]\((?<target>[^)\s]+)\)|^\[[^\]]+\]: (?<listed>\S+)|\s(?:src|srcset|href)="(?<attribute>[^"]+)"/gm;
  const targets = [...text.matchAll(links)].flatMap(({ groups = {} }) => {
    return groups['target'] ?? groups['listed'] ?? groups['attribute'] ?? [];
  });
  return targets.filter((target) => addressIn(target) !== target || !/^[a-z]+:/.test(target));
}

/** A link without the address at which GitHub shows files of the repository. */
function addressIn(link: string): string {
  return [ON_GITHUB, PICTURE_ON_GITHUB].reduce((rest, address) => rest.replace(address, ''), link);
}

/** The anchors of a page: those of its headings, and those that it names itself. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const headings = [...text.matchAll(/^#{1,6} +(?<heading>.+)$/gm)].map(({ groups }) => groups?.['heading'] ?? '');
  const named = [...text.matchAll(/<a (?:id|name)="(?<name>[^"]+)"/g)].map(({ groups }) => groups?.['name'] ?? '');
  return new Set([...headings.map(anchorOf), ...named]);
}

function isBroken(page: string, link: string): boolean {
  const address = addressIn(link);
  const [path = '', anchor] = address.split('#');
  const folder = address === link ? dirname(page) : '.';
  const target = path === '' ? page : join(folder, path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && statSync(target).isFile() && target.endsWith('.md') && !anchorsOf(target).has(anchor);
}

describe('the page that npm shows', () => {
  test('has no relative link or picture, which would lead nowhere there', () => {
    const text = prose(readFileSync('docs/package/README.md', 'utf8'));
    const targets = [...text.matchAll(/\]\((?<target>[^)\s]+)\)|(?:src|href)="(?<attribute>[^"]+)"/g)].map(
      ({ groups }) => groups?.['target'] ?? groups?.['attribute'] ?? '',
    );
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
  });
});

describe('links within the repository', () => {
  test.each(PAGES)('of %s all lead somewhere', (page) => {
    expect(localLinks(page).filter((link) => isBroken(page, link))).toEqual([]);
  });

  test('are found, and broken ones are told', () => {
    expect(PAGES.flatMap(localLinks).length).toBeGreaterThan(50);
    expect(isBroken('README.md', 'docs/nowhere.md')).toBe(true);
    expect(isBroken('README.md', 'docs/outcomes.md#nowhere')).toBe(true);
    expect(isBroken('README.md', 'docs/outcomes.md#override')).toBe(false);
    expect(isBroken('docs/cli.md', `${ON_GITHUB}docs/outcomes.md#override`)).toBe(false);
    expect(isBroken('docs/cli.md', `${ON_GITHUB}docs/nowhere.md`)).toBe(true);
    expect(localLinks('README.md')).toContain('docs/images/comment-out-of-order-dark.png');
    expect(isBroken('README.md', 'docs/images/nothing.png')).toBe(true);
    expect(isBroken('docs/package/README.md', `${PICTURE_ON_GITHUB}docs/images/nothing.png`)).toBe(true);
  });
});
