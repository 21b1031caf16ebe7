import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putPackageReadme, takePackageReadmeBack } from '../../scripts/package-readme.ts';

describe('while npm packs', () => {
  let root = '';
  const shown = (): string => readFileSync(join(root, 'README.md'), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loopforge-readme-'));
    for (const folder of ['docs/package', 'node_modules']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'README.md'), 'the repository');
    writeFileSync(join(root, 'docs', 'package', 'README.md'), 'the package');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test("the package's README stands in the place of the repository's, which comes back", async () => {
    await putPackageReadme(root);
    expect(shown()).toBe('the package');
    await takePackageReadmeBack(root);
    expect(shown()).toBe('the repository');
  });

  test('a packing that was killed loses nothing: the next one puts it right', async () => {
    await putPackageReadme(root);
    await putPackageReadme(root);
    await takePackageReadmeBack(root);
    expect(shown()).toBe('the repository');
  });

  test('what was written after a packing that was killed is not lost either', async () => {
    await putPackageReadme(root);
    writeFileSync(join(root, 'README.md'), 'the repository, anew');
    await putPackageReadme(root);
    await takePackageReadmeBack(root);
    expect(shown()).toBe('the repository, anew');
  });

  test('nothing is put back where nothing waits', async () => {
    await takePackageReadmeBack(root);
    expect(shown()).toBe('the repository');
  });
});
