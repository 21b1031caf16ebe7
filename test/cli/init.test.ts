import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configExample } from '../../src/report/setup/config-example.ts';
import { SAMPLE, verifyWorkflowText, workflowText } from '../../src/report/setup/workflow.ts';
import { cli } from './run-cli-here.ts';

const WORKFLOW = '.github/workflows/loopforge.yml';
const CONFIG = '.github/loopforge.yml';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loopforge-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A repository as Git keeps one that was just begun. */
function repository({ head = 'ref: refs/heads/main', config = '' } = {}): void {
  put('.git/HEAD', `${head}\n`);
  put('.git/config', config);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const init = (args: readonly string[] = [], from = folder) => cli(['init', ...args], { folder: from, as: '' });
const origin = (url: string): string => `[remote "origin"]\n\turl = ${url}\n`;

describe('loopforge init', () => {
  test('writes the workflow for the CI that is here, and the settings, and says what to do next', async () => {
    repository({ config: origin('git@github.com:acme/widgets.git') });
    put('.github/workflows/test.yml', 'name: Test & lint\non: [push, pull_request]\n');
    put('.github/workflows/nightly.yaml', 'name: Nightly\non: { schedule: [{ cron: "1 1 * * *" }] }\n');
    const { stdout, stderr, exitCode } = await init();
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(read(WORKFLOW)).toBe(workflowText({ ...SAMPLE, ciWorkflows: ['Test & lint'] }));
    expect(read(CONFIG)).toBe(configExample());
    expect(stdout).toContain(`Written:\n  ${WORKFLOW}\n  ${CONFIG}\n`);
    expect(stdout).toMatch(
      /\nNext: commit and push to main; [^\n]+\n\n {2}git add [^\n]+\n {2}git commit [^\n]+\n {2}git push\n$/,
    );
  });

  test('with --verify writes the other workflow too', async () => {
    repository();
    expect(await init(['--verify'])).toMatchObject({ exitCode: 0 });
    expect(read('.github/workflows/loopforge-verify.yml')).toBe(verifyWorkflowText(SAMPLE));
  });

  test('works from a folder below, and names files as they are reached from there', async () => {
    repository();
    put('src/index.ts', '');
    const { stdout } = await init([], join(folder, 'src'));
    expect(existsSync(join(folder, WORKFLOW))).toBe(true);
    expect(stdout).toContain(`git add ${join('..', WORKFLOW)} `);
  });

  test('says what it could not tell', async () => {
    repository({ head: 'a'.repeat(40) });
    put('.git/refs/heads/fix', '');
    put('.github/workflows/bad.yml', 'a: [');
    put('.github/workflows/other.yml', 'on: push\njobs: { a: { steps: [{ uses: loopforge/loopforge@v1 }] } }');
    const { stderr, exitCode } = await init();
    expect(exitCode).toBe(0);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining('.github/workflows/bad.yml is no YAML that can be read'),
      expect.stringContaining('.github/workflows/other.yml runs LoopForge already.'),
      expect.stringContaining('No workflow here runs for pull requests. Replace "CI"'),
      expect.stringContaining('"main" is assumed'),
    ]);
    expect(read(WORKFLOW)).toBe(workflowText(SAMPLE));
  });

  test.each([
    [['--ghes'], 'git@github.com:acme/widgets.git'],
    [[], 'https://ghe.example.com/acme/widgets.git'],
  ])('%j with the remote %s is for an enterprise server', async (args, url) => {
    repository({ config: origin(url) });
    const { stderr } = await init(args);
    expect(read(WORKFLOW)).toBe(workflowText({ ...SAMPLE, enterprise: true }));
    expect(stderr).toContain('GitHub Enterprise Server');
  });

  test('overwrites nothing, and then writes nothing at all', async () => {
    repository();
    put(CONFIG, 'ci: none\n');
    const { stdout, stderr, exitCode } = await init();
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(
      `loopforge: input_invalid: ${CONFIG} is there already, so nothing was written. "loopforge init --dry-run"`,
    );
    expect(read(CONFIG)).toBe('ci: none\n');
    expect(existsSync(join(folder, WORKFLOW))).toBe(false);
  });

  test('does nothing the second time', async () => {
    repository();
    await init();
    const { stdout, stderr, exitCode } = await init();
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'All of it is there already; nothing was written.\n' });
    expect(stderr).not.toContain('runs LoopForge already');
  });

  test('with --dry-run prints what it would write, and what is in the way', async () => {
    repository();
    put(CONFIG, 'ci: none\n');
    const { stdout, exitCode } = await init(['--dry-run', '--verify']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        `--- ${WORKFLOW}\n${workflowText(SAMPLE)}`,
        `--- .github/workflows/loopforge-verify.yml\n${verifyWorkflowText(SAMPLE)}`,
        `--- ${CONFIG} (something else is there already)\n${configExample()}`,
      ].join('\n'),
    );
    expect(readdirSync(join(folder, '.github'))).toEqual(['loopforge.yml']);
  });

  test('outside of a repository is one error', async () => {
    const { stdout, stderr, exitCode } = await init();
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^loopforge: input_invalid: \S+ is not in a Git repository\. Go into [^\n]+\nSee [^\n]+\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([['a clone'], ['a further working tree'], ['a submodule']])(
    'reads what Git itself makes of %s',
    async (kind) => {
      const made = madeByGit(kind);
      expect(await init([], made)).toMatchObject({
        stderr: expect.not.stringContaining('"main" is assumed'),
        exitCode: 0,
      });
      expect(readFileSync(join(made, WORKFLOW), 'utf8')).toContain('branches: [trunk]');
    },
  );
});

/** A repository whose default branch is `trunk`, cloned in some way. Returns where it lies. */
function madeByGit(kind: string): string {
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com', '-c', 'protocol.file.allow=always', ...args],
      { cwd: folder, env, stdio: 'pipe' },
    );
  git('init', '-q', '-b', 'trunk', 'source');
  git('-C', 'source', 'commit', '-q', '--allow-empty', '-m', 'first');
  git('-C', 'source', 'branch', 'other');
  git('clone', '-q', 'source', 'clone');
  git('-C', 'clone', 'switch', '-q', 'other');
  if (kind === 'a further working tree') git('-C', 'clone', 'worktree', 'add', '-q', '-b', 'third', '../tree');
  if (kind === 'a submodule') git('-C', 'clone', 'submodule', '--quiet', 'add', '../source', 'part');
  return join(folder, { 'a clone': 'clone', 'a further working tree': 'tree' }[kind] ?? 'clone/part');
}
