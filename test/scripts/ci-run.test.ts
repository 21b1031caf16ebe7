import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly printed: string;
  readonly status: number;
}

/** Runs `.ci/run` with a stand-in for npm that does something first, and says the given things, by its arguments. */
function ciRun(says: { readonly [args: string]: Said }, first = '') {
  mkdirSync(join(folder, '.ci'), { recursive: true });
  cpSync(fileURLToPath(new URL('../../.ci/run', import.meta.url)), join(folder, '.ci', 'run'));
  const suites = Object.keys(says).flatMap((args) => (args === 'cit' ? [] : [[args.replace('run ', ''), 'vitest']]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: Object.fromEntries(suites) }, null, 2));
  const cases = Object.entries(says).map(([args, { printed, status }], at) => {
    writeFileSync(join(folder, `printed-${at}.txt`), printed);
    return `"${args}") cat "${folder}/printed-${at}.txt"; exit ${status};;\n`;
  });
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${first}\ncase "$*" in\n${cases.join('')}*) exit 9;;\nesac\n`);
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
  const ended = ciRun({ cit: { printed, status } });
  expect(ended.last).toBe(last);
  if (code === 0) expect(ended.code).toBe(0);
  else expect(ended.code).not.toBe(0);
});

const PASSED: Said = { printed: '      Tests  120 passed (120)\n', status: 0 };

test.each<[string, Said, string, number]>([
  ['passed too', { printed: '      Tests  7 passed (7)\n', status: 0 }, '127 passed, 0 failed', 0],
  ['failed', { printed: '      Tests  1 failed | 6 passed (7)\n', status: 1 }, '126 passed, 1 failed', 1],
  ['did not start', { printed: 'npm error\n', status: 1 }, '120 passed, 1 failed', 1],
  ['holds nothing', { printed: 'No test files found\n', status: 0 }, '120 passed, 1 failed', 1],
])('a further suite that %s counts', (_, said, last, code) => {
  expect(ciRun({ cit: PASSED, 'run test:nodes': said })).toEqual({ code, last });
});

test('every further suite is run, also after one that failed', () => {
  const failed: Said = { printed: '      Tests  1 failed (1)\n', status: 1 };
  const bad = ['long', 'python', 'package', 'nodes', 'engines', 'pictures'].map(
    (suite) => [`run test:${suite}`, failed] as const,
  );
  const says = { cit: failed, ...Object.fromEntries(bad), 'run test:browser': PASSED };
  expect(ciRun(says)).toEqual({ code: 1, last: '120 passed, 7 failed' });
});

test('an engine that is missing fails, and is not skipped', () => {
  const says = { cit: PASSED, 'run test:engines': PASSED };
  expect(ciRun(says, '[ "$*" = "run test:engines" ] && [ "$ENGINES" != required ] && exit 1')).toEqual({
    code: 0,
    last: '240 passed, 0 failed',
  });
});

test('what `npm cit` holds already is not run again', () => {
  expect(ciRun({ cit: PASSED, 'run test:unit': PASSED })).toEqual({ code: 0, last: '120 passed, 0 failed' });
});
