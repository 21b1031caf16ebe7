import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LoopState } from '../../../src/codec/lifecycle/builtin.ts';
import { KNOWN_COMMANDS } from '../known-commands.ts';
import { cli } from '../run-cli-here.ts';

async function scriptFor(shell: string): Promise<string> {
  const { stdout, stderr, exitCode } = await cli(['completion', shell], { as: '' });
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return stdout;
}

/** What bash offers once the words are typed; the last one is begun, or empty. */
function offered(script: string, words: readonly string[], cwd = '.'): readonly string[] {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const asked = `${script}\nCOMP_WORDS=(loopforge ${typed}); COMP_CWORD=${words.length}\n_loopforge\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-u', '-c', asked], { encoding: 'utf8', cwd });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  test('completes commands, options, and values that can be listed', async () => {
    const script = await scriptFor('bash');
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    const registered = spawnSync('bash', ['--norc', '-c', `${script}\ncomplete -p loopforge`], { encoding: 'utf8' });
    expect(registered.stdout).toBe('complete -F _loopforge loopforge\n');
    const names = KNOWN_COMMANDS.map(({ name }) => name);
    expect(offered(script, [''])).toEqual([...names, 'help', '--help', '--version']);
    expect(offered(script, ['co'])).toEqual(['copy', 'completion']);
    expect(offered(script, ['list', '--older'])).toEqual(['--older-than']);
    expect(offered(script, ['list', '--state', ''])).toEqual(Object.values(LoopState));
    expect(offered(script, ['list', '--state', 'ci_'])).toEqual(['ci_pending', 'ci_passed', 'ci_failed']);
    // As bash takes "--state=ci_f" apart.
    expect(offered(script, ['list', '--state', '=', 'ci_f'])).toEqual(['ci_failed']);
    expect(offered(script, ['list', '--state', '='])).toEqual(Object.values(LoopState));
    expect(offered(script, ['list', '--limit', ''])).toEqual([]);
    expect(offered(script, ['show', '--file', 'package.j'])).toEqual(['package.json']);
    expect(offered(script, ['completion', 'z'])).toEqual(['zsh']);
    expect(offered(script, ['help', 've'])).toEqual(['verify']);
    expect(offered(script, ['nothing', ''])).toEqual([]);
  });

  test('offers paths as they are, whatever is in a name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loopforge-completion-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const names = ["r's.json", 'r*.json', 'r1.json', 'r[1].json', 'r b.json'].toSorted();
    for (const name of names) writeFileSync(join(folder, name), '');
    expect(offered(await scriptFor('bash'), ['show', '--file', 'r'], folder).toSorted()).toEqual(names);
  });

  test('knows every option of every command', async () => {
    const script = await scriptFor('bash');
    for (const { name, options } of KNOWN_COMMANDS)
      expect(offered(script, [name, '--'])).toEqual([...options, '--help']);
  });
});

describe.each(['zsh', 'fish'])('%s', (shell) => {
  test('names every command and every option', async () => {
    const script = await scriptFor(shell);
    for (const { name, options } of KNOWN_COMMANDS) {
      expect(script).toContain(name);
      for (const option of options)
        expect(script).toContain(shell === 'fish' ? `-l ${option.slice(2)} ` : `*${option}[`);
    }
    // Every quote is closed: a shell would go on reading past the end.
    const quotes = script.replaceAll(shell === 'fish' ? /\\['\\]/g : /'\\''/g, '').match(/'/g) ?? [];
    expect(quotes.length % 2).toBe(0);
  });

  test('is read by the shell itself', async ({ skip }) => {
    const { error } = spawnSync(shell, ['--version']);
    skip(error !== undefined, `${shell} is not installed here`);
    const script = await scriptFor(shell);
    expect(spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});
