import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { openItem, tamper } from '../cli/stage.ts';
import { useBuiltCli } from '../cli/use-built-cli.ts';

/** Whoever keeps records is heeded by other runs, and has no reason to wait for them. */
const OCTOCAT = '583231';

// The command line as the package has it, in a process of its own. Every case is told of in test/cli, in this process.

const cli = useBuiltCli();

describe('loopforge in a process', () => {
  test('prints its help and its version', async () => {
    expect(await cli(['--version'])).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
    expect((await cli(['--help'])).stdout).toMatch(/^Usage: loopforge /);
  });

  test('ends wrong use with one message and exit code 2', async () => {
    const { stdout, stderr, exitCode } = await cli(['verfy']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^loopforge: input_invalid: [^\n]+did you mean "verify"[^\n]+\nSee \S+#input_invalid\n$/);
  });

  test('shows and verifies a record, also one that it is handed', async () => {
    const stage = await openItem();
    const shown = await cli(['show', stage.name], { api: stage.fake });
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toContain('ci_pending');
    const verified = await cli(['verify', stage.name], { api: stage.fake });
    expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
    const input = stage.comment(stage.issue).body;
    const handed = await cli(['verify', '--file', '-', '--json'], { as: '', input });
    expect(handed.stderr).toBe('');
    expect(JSON.parse(handed.stdout)).toMatchObject({ results: [{ scope: 'record' }] });
  });

  test('colours what it prints where that is asked for, and not in a pipe', async () => {
    const args = ['verify', '--file', 'test/vectors/records/good/whole-way.md'];
    const coloured = await cli(args, { env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[32mPASS\u001b[39m');
    for (const env of [{}, { NO_COLOR: '1' }, { NODE_DISABLE_COLORS: '1' }]) {
      expect((await cli(args, { env })).stdout).toBe(stripVTControlCharacters(coloured.stdout));
    }
  });

  test('cuts and breaks no line that goes into a pipe', async () => {
    const stage = await openItem();
    const args = ['list', 'acme/widgets'];
    const { stdout } = await cli(args, { api: stage.fake });
    expect(stdout).toContain('  Waiting for CI');
    expect(stdout).toMatch(/ \d{4}-\d\d-\d\d \d\d:\d\d {2}#2 /);
    const untouched = stage.world.openIssue({ author: 'octocat' });
    await stage.tracked('issues', 'opened', { number: untouched });
    expect((await cli(args, { api: stage.fake })).stdout).toContain('  Open, not taken up yet\n');
  });

  test('verifies all records of a repository; one that was changed is exit code 1', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('ci_pending', 'approved'));
    const { stdout, exitCode } = await cli(['verify', '--all', '--repo', 'acme/widgets', '--json'], {
      api: stage.fake,
    });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'FAIL', counts: { FAIL: 1 } });
  });

  test('repairs', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('ci_pending', 'approved'));
    const args = ['repair', stage.name, '--reason', 'Edited by mistake.', '--trusted-author', OCTOCAT];
    expect(await cli(args, { api: stage.fake })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(stage.record(stage.issue).state).toBe('ci_pending');
  });
});
