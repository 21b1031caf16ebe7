import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('our types hold, and so do the declarations of every package with them', { timeout: 240_000 }, () => {
  const { status, stdout } = spawnSync('tsc', ['--noEmit'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
