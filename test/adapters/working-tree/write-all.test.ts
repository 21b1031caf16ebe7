import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAll } from '../../../src/adapters/working-tree/write-all.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loopforge-write-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('writes all, with the folders that they need', async () => {
  await writeAll(root, [
    { path: 'a/b/one.yml', text: '1' },
    { path: 'a/two.yml', text: '2' },
  ]);
  expect(readFileSync(join(root, 'a/b/one.yml'), 'utf8')).toBe('1');
  expect(readFileSync(join(root, 'a/two.yml'), 'utf8')).toBe('2');
});

test('writes none where one is there, and leaves no folder behind', async () => {
  mkdirSync(join(root, 'c'));
  writeFileSync(join(root, 'c', 'three.yml'), 'mine');
  const files = ['a/b/one.yml', 'c/two.yml', 'c/three.yml'].map((path) => ({ path, text: 'new' }));
  await expect(writeAll(root, files)).rejects.toMatchObject({
    code: 'input_invalid',
    message: expect.stringMatching(/^c\/three\.yml cannot be written, so nothing was: .*EEXIST/),
  });
  expect(existsSync(join(root, 'a'))).toBe(false);
  expect(existsSync(join(root, 'c', 'two.yml'))).toBe(false);
  expect(readFileSync(join(root, 'c', 'three.yml'), 'utf8')).toBe('mine');
});

test('writes none where a folder cannot be made', async () => {
  writeFileSync(join(root, 'b'), 'a file');
  const files = ['a/one.yml', 'b/two.yml'].map((path) => ({ path, text: 'new' }));
  await expect(writeAll(root, files)).rejects.toThrow(/^b\/two\.yml cannot be written/);
  expect(existsSync(join(root, 'a'))).toBe(false);
});
