import { describe, expect, test } from 'vitest';
import { circles } from '../../scripts/house/circles.ts';
import { folderCycles, folderSizes } from '../../scripts/house/folders.ts';

const file = (path: string, ...imports: readonly string[]): { readonly path: string; readonly text: string } => ({
  path,
  text: imports.map((name) => `import type { X } from '${name}';\n`).join(''),
});

test('a folder counts its own files, the fullest first', () => {
  const files = ['index.ts', 'core/a.ts', 'core/plan/b.ts', 'core/plan/c.ts', 'codec/d.ts'].map((path) => file(path));
  expect(folderSizes(files)).toEqual([
    { folder: 'core/plan', files: 2 },
    { folder: '.', files: 1 },
    { folder: 'codec', files: 1 },
    { folder: 'core', files: 1 },
  ]);
});

describe('folders that import each other', () => {
  test('are none where all arrows point one way', () => {
    const files = [
      file('core/plan/a.ts', './b.ts', '../facts/c.ts', '../errors.ts'),
      file('core/plan/b.ts', './a.ts', '../facts/c.ts'),
      file('core/facts/c.ts', '../errors.ts', 'node:crypto'),
      file('core/errors.ts'),
    ];
    expect(folderCycles(files)).toEqual([]);
  });

  test('are found although no two files import each other', () => {
    const files = [
      file('core/verify/a.ts', '../record/b.ts'),
      file('core/record/b.ts'),
      file('core/record/c.ts', '../verify/a.ts'),
    ];
    expect(folderCycles(files)).toEqual([
      {
        folders: ['core/verify', 'core/record'],
        path: [
          { from: 'core/verify/a.ts', to: 'core/record/b.ts' },
          { from: 'core/record/c.ts', to: 'core/verify/a.ts' },
        ],
      },
    ]);
  });

  test('may be a folder and one inside it', () => {
    const files = [file('core/verify/a.ts', './checks/b.ts'), file('core/verify/checks/b.ts', '../c.ts')];
    expect(folderCycles(files).map(({ folders }) => folders)).toEqual([['core/verify', 'core/verify/checks']]);
  });

  test('are found over what is passed on and what is loaded late', () => {
    const files = [
      { path: 'a/x.ts', text: "export { y } from '../b/y.ts';\n" },
      { path: 'b/y.ts', text: "const { x } = await import('../a/x.ts');\n" },
    ];
    expect(folderCycles(files)).toHaveLength(1);
  });
});

describe('circles', () => {
  const circlesOf = (edges: { readonly [from: string]: string }): ReturnType<typeof circles> =>
    circles(new Map(Object.entries(edges).map(([from, to]) => [from, [...to]])));

  test('none without a way back, whatever leads in and out', () => {
    expect(circlesOf({ a: 'bc', b: 'd', c: 'd', d: 'x' })).toEqual([]);
  });

  test('two that only one arrow joins are two', () => {
    expect(circlesOf({ a: 'b', b: 'ac', c: 'd', d: 'c' })).toEqual([
      { members: ['a', 'b'], path: ['a', 'b', 'a'] },
      { members: ['c', 'd'], path: ['c', 'd', 'c'] },
    ]);
  });

  test('two that share a node are one, and its path is the shortest', () => {
    expect(circlesOf({ a: 'b', b: 'c', c: 'ad', d: 'c', e: 'a' })).toEqual([
      { members: ['a', 'b', 'c', 'd'], path: ['c', 'd', 'c'] },
    ]);
  });

  test('one that leads to itself', () => {
    expect(circlesOf({ a: 'a', b: 'a' })).toEqual([{ members: ['a'], path: ['a', 'a'] }]);
  });
});
