import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { Hub } from '../../scripts/pictures/hub.ts';
import { mergedOverRed } from '../../scripts/pictures/stories.ts';

/*
 * The pages tell of one merge over a red check, and show a picture of its comment. Here it happens, so that what they quote
 * is what is said.
 */

const said = { error: '', annotation: '', comment: '' };

beforeAll(async () => {
  await Hub.during({}, async (hub) => {
    const { outputs, annotations } = await mergedOverRed(hub);
    said.error = outputs.error ?? '';
    said.annotation = annotations.find(({ name }) => name === 'error')?.message ?? '';
    said.comment = hub.comment();
  });
});

/** What a page says, its lines joined. */
function prose(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(/\n(?:> )?/g, ' ');
}

/** A line of Markdown without its marks, and without the link at its end. */
function plain(line: string): string {
  return line.replaceAll(/^[#> -]+|[*`]|<\/?summary>| \[More\].*$/g, '').trim();
}

test('the README tells in one line what a refusal says', () => {
  const [happened = '', settled = ''] = said.error.split('\n');
  expect(happened).toMatch(/^maintainer merged /);
  expect(prose('README.md')).toContain(` ${happened} ${settled} `);
});

test.each(['README.md', 'docs/package/README.md'])('%s says in words what its picture shows', (page) => {
  const [, words = ''] =
    /<img [^>]*comment-out-of-order-light.png" alt="([^"]+)">/.exec(readFileSync(page, 'utf8')) ?? [];
  const [title = '', ...lines] = said.comment
    .split('\n')
    .filter((line) => /^(?:### |\*\*Next|> [-S]|<summary>)/.test(line));
  expect(lines).toHaveLength(6);
  expect(words).toContain(plain(title.split(' <small>')[0] ?? ''));
  for (const line of lines) expect(words).toContain(plain(line));
});

test('docs/outcomes.md quotes the title and the next line of its comment, and tells of every sign', () => {
  const page = readFileSync('docs/outcomes.md', 'utf8');
  expect(page).toContain(
    `\`${
      said.comment
        .split('\n')
        .find((line) => line.startsWith('### '))
        ?.split(' <small>')[0]
    }\``,
  );
  const next = said.comment.split('\n').find((line) => line.startsWith('**Next:**')) ?? '';
  expect(page).toContain(`\`${plain(next).replace(/^Next: (.*)\.$/, '$1')}\``);
  const signs = /readonly sign: (?<signs>.*);/.exec(readFileSync('src/report/standing/title.ts', 'utf8'))?.[1] ?? '';
  const told = [...page.matchAll(/^\| ([^\w|`]+) \| \w/gm)].map(([, sign]) => `'${sign}'`);
  expect(told).toEqual(signs.split(' | '));
});

test('docs/out-of-order.md shows the whole message, with the address of its code', () => {
  const shown = /```text\n([\s\S]*?)```/.exec(readFileSync('docs/out-of-order.md', 'utf8'))?.[1];
  expect(shown?.trim()).toBe(said.annotation);
  expect(said.annotation).toContain(said.error);
});
