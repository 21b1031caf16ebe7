import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generatedSources, writeGeneratedSources } from '../../scripts/generate-sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATHS = [...generatedSources().keys()];

describe('the modules that are made', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loopforge-sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are written where they are not there or no longer right, and left alone where they are', () => {
    const [first = ''] = PATHS;
    expect(writeGeneratedSources(folder)).toEqual(PATHS);
    expect(writeGeneratedSources(folder)).toEqual([]);
    writeFileSync(join(folder, first), 'stale');
    expect(writeGeneratedSources(folder)).toEqual([first]);
    for (const [path, text] of generatedSources()) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  });

  test('were made before these tests began', () => {
    for (const [path, text] of generatedSources()) expect(readFileSync(join(ROOT, path), 'utf8'), path).toBe(text);
  });

  test('are never committed', () => {
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('generated/');
    for (const path of PATHS) expect(path).toMatch(/\/generated\/[^/]+$/);
  });

  test('leave no draft behind', () => {
    writeGeneratedSources(folder);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort()).toEqual(
      PATHS.toSorted(),
    );
  });
});
