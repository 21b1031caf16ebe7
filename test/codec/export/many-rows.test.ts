import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loopforge-rows-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('200,000 rows of twenty columns take less than 200 MB, the whole process counted', { timeout: 180_000 }, () => {
  const path = join(folder, 'many.xlsx');
  // As it is shipped: what Node needs to read TypeScript is no part of it.
  const script = join(folder, 'many-rows.mjs');
  buildSync({
    ...{ entryPoints: ['test/support/export/many-rows.ts'], outfile: script },
    ...{ bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
  });
  // As a command that reads many records has it: src/adapters/system/memory.ts.
  const args = ['--semi-space-growth-factor=1', script, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(Number(stdout)).toBeLessThan(200);
  expect(statSync(path).size).toBeGreaterThan(10_000_000);
});
