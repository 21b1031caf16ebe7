import { describe, expect, test } from 'vitest';
import { doubledNames } from '../../scripts/house/names.ts';

const OTHER = { path: 'core/b.ts', text: 'export interface Name {\n  readonly text: string;\n}\n' };

describe('an exported name that two files declare', () => {
  test.each<[string, string]>([
    ['a type', 'export type Name = string;'],
    ['an interface', 'export interface Name {}'],
    ['a constant', 'export const Name = 1;'],
    ['a function', 'export function Name(): void {}'],
    ['a function that waits', 'export async function Name(): Promise<void> {}'],
    ['a function that yields', 'export async function* Name(): AsyncGenerator {}'],
    ['a class', 'export class Name {}'],
    ['a class that is only a shape', 'export abstract class Name {}'],
    ['one of a list', 'const other = 1;\ninterface Name {}\nexport { other, type Name };'],
    ['under another name', 'const other = 1;\nexport { other as Name };'],
  ])('%s', (_, text) => {
    expect(doubledNames([{ path: 'core/a.ts', text }, OTHER])).toEqual([
      { name: 'Name', files: ['core/a.ts', 'core/b.ts'] },
    ]);
  });

  test.each<[string, string]>([
    ['what is kept inside', 'interface Name {}\nconst other = 1;\nexport { other };'],
    ['what is passed on', "export type { Name } from './b.ts';"],
    ['what is passed on beside one of its own', "interface Name {}\nexport type { Name } from './b.ts';"],
    ['what is taken in and passed on', "import type { Name } from './b.ts';\nexport type { Name };"],
    ['what is passed on under another name', "import type { Name } from './b.ts';\nexport { type Name as Other };"],
    ['what begins like it', 'export type Names = string;'],
    ['a comment', '/*\nexport type Name = string;\n*/'],
  ])('but not %s', (_, text) => {
    expect(doubledNames([{ path: 'core/a.ts', text }, OTHER])).toEqual([]);
  });

  test('a value and a type in one file are one, and so are the shapes of a function', () => {
    const text =
      'export const A = 1;\nexport type A = typeof A;\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\n';
    expect(doubledNames([{ path: 'core/a.ts', text }, OTHER])).toEqual([]);
  });

  test('all are told in the order of the alphabet', () => {
    const text = 'export const b = 1;\nexport const a = 1;\n';
    const files = ['x', 'y', 'z'].map((path) => ({ path, text }));
    expect(doubledNames(files)).toEqual([
      { name: 'a', files: ['x', 'y', 'z'] },
      { name: 'b', files: ['x', 'y', 'z'] },
    ]);
  });
});
