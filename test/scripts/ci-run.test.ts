import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `.ci/run` with a stand-in for npm that prints the given text and ends with the given code. */
function ciRun(printed: string, status: number) {
  mkdirSync(join(folder, '.ci'), { recursive: true });
  cpSync(fileURLToPath(new URL('../../.ci/run', import.meta.url)), join(folder, '.ci', 'run'));
  writeFileSync(join(folder, 'printed.txt'), printed);
  writeFileSync(
    join(folder, 'npm'),
    `#!/bin/sh\n[ "$*" = cit ] || exit 9\ncat "${folder}/printed.txt"\nexit ${status}\n`,
  );
  chmodSync(join(folder, 'npm'), 0o755);
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  const ended = spawnSync('bash', [join(folder, '.ci', 'run')], { env, encoding: 'utf8' });
  return { code: ended.status, last: ended.stdout.trimEnd().split('\n').at(-1) };
}

test.each([
  ['all passed', ' Test Files  3 passed (3)\n      Tests  120 passed (120)\n', 0, 0, '120 passed, 0 failed'],
  ['with colours', '\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m7 passed\x1b[39m (7)\n', 0, 0, '7 passed, 0 failed'],
  [
    'some failed',
    ' Test Files  1 failed (3)\n      Tests  2 failed | 118 passed (120)\n',
    1,
    1,
    '118 passed, 2 failed',
  ],
  [
    'a file that does not load',
    ' Test Files  1 failed | 2 passed (3)\n      Tests  9 passed (9)\n',
    1,
    1,
    '9 passed, 1 failed',
  ],
  ['nothing but a failed install', 'npm error code E404\n', 1, 1, '0 passed, 1 failed'],
  ['no tests at all', 'No test files found\n', 0, 1, '0 passed, 1 failed'],
  ['failures that were hidden', '      Tests  2 failed | 1 passed (3)\n', 0, 1, '1 passed, 2 failed'],
])('%s', (_, printed, status, code, last) => {
  const ended = ciRun(printed, status);
  expect(ended.last).toBe(last);
  if (code === 0) expect(ended.code).toBe(0);
  else expect(ended.code).not.toBe(0);
});
