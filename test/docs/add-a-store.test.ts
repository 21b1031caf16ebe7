import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settledLimits } from '../../src/usecase/conformance/stage/options.ts';
import { blocksIn } from './blocks.ts';

const page = readFileSync('docs/add-a-store.md', 'utf8');

// That it compiles, and passes the suite, is tried by test/library/package.test.ts.
test('the store takes 60 lines', () => {
  const [example] = blocksIn('ts').filter((block) => block.page === 'docs/add-a-store.md');
  const lines = example?.text.split('\n') ?? [];
  const store = lines.slice(
    lines.findIndex((line) => line.startsWith('class ')),
    lines.findIndex((line) => line.startsWith('// In a test')),
  );
  expect(store.join('\n').trim().split('\n').length).toBe(60);
  expect(example?.text).toContain('of conformance({ create: () => new TableRepository() })) test(name, run);');
});

test('every limit stands in the table, with its default', () => {
  const table = page.slice(page.indexOf('| limit | default |'));
  const rows = [...table.matchAll(/^\| `(?<name>\w+)` \| `?(?<value>[\w,]+)`? \|/gm)];
  const told = rows.map(({ groups }) => [groups?.['name'], groups?.['value']?.replace(',', '')]);
  expect(told).toEqual(Object.entries(settledLimits()).map(([name, value]) => [name, String(value)]));
});
