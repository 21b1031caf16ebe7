import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../../demo/demo.ts', import.meta.url));

function play(env: { readonly [name: string]: string }): { readonly stdout: string; readonly status: number | null } {
  return spawnSync(process.execPath, [DEMO], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
}

describe('npm start', () => {
  test('shows both comments as people see them, without colours where it is not a terminal, and ends with the one thing to do next', {
    timeout: 180_000,
  }, () => {
    const { stdout, status } = play({});
    expect(status).toBe(0);
    expect(stdout).toBe(stripVTControlCharacters(stdout));
    expect(stdout).toContain('The comment on issue #1, as GitHub shows it');
    expect(stdout).toContain('  │ ┃ Caution');
    for (const raw of ['###', '**', '<br>', '<details>', 'flowchart', '[!CAUTION]', '](https:', '<!--']) {
      expect(stdout).not.toContain(raw);
    }
    expect(stdout).toMatch(/\nNext: npx loopforge init\n[^\n]+\n\n$/);
  });

  test('has colours where they are wanted', { timeout: 180_000 }, () => {
    expect(play({ FORCE_COLOR: '1' }).stdout).toContain('\u001b[');
  });
});
