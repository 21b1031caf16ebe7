import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

function script(name: string): string {
  return fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));
}

describe('prestart', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loopforge-prestart-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** Runs it with a stand-in for npm that says what it was asked for, and installs Node 24 where it is told to. */
  function prestart(installs: boolean) {
    const npm = join(root, 'npm.mjs');
    const install = installs
      ? `fs.mkdirSync('node_modules/node/bin', { recursive: true }); fs.writeFileSync('node_modules/node/bin/node', '');`
      : '';
    writeFileSync(npm, `import fs from 'node:fs'; console.log('npm', process.argv.slice(2).join(' ')); ${install}`);
    const env = { PATH: process.env['PATH'], npm_execpath: npm, npm_node_execpath: process.execPath };
    return spawnSync(process.execPath, [script('prestart.mjs'), root], { env, encoding: 'utf8' });
  }

  function present(lockTime: number, installedTime: number): void {
    mkdirSync(join(root, 'node_modules', 'node', 'bin'), { recursive: true });
    writeFileSync(join(root, 'node_modules', 'node', 'bin', 'node'), '');
    for (const [name, time] of [
      ['package-lock.json', lockTime],
      ['node_modules/.package-lock.json', installedTime],
    ] as const) {
      writeFileSync(join(root, name), '{}');
      utimesSync(join(root, name), time, time);
    }
  }

  test('installs where nothing is there, development dependencies too', () => {
    const { status, stdout } = prestart(true);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Installing .*\nnpm ci --include=dev /);
  });

  test('installs again when the lock file is newer', () => {
    present(2000, 1000);
    expect(prestart(true).stdout).toContain('npm ci');
  });

  test('does nothing when all is there', () => {
    present(1000, 2000);
    expect(prestart(true)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('says what to do when the install brought no Node', () => {
    const { status, stderr } = prestart(false);
    expect(status).toBe(1);
    expect(stderr).toContain('without "--ignore-scripts"');
  });
});

describe('check-node', () => {
  test('is content with the Node that the tests run on', () => {
    expect(spawnSync(process.execPath, [script('check-node.mjs')], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test('refuses an older one in one sentence', () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });";
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, script('check-node.mjs')],
      { encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('This needs Node 24');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
