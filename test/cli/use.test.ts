import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { codePage } from '../../src/core/outcome/code-page.ts';
import { KNOWN_COMMANDS } from './known-commands.ts';
import { cli } from './run-cli-here.ts';

describe('loopforge', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']]])('%j prints the help', async (args) => {
    const { stdout, stderr, exitCode } = await cli(args);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^Usage: loopforge <command> \[options\]\n/);
    expect(stdout.endsWith('\n')).toBe(true);
    for (const { name } of KNOWN_COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  test.each(KNOWN_COMMANDS)('$name --help tells of every option', async ({ name, options }) => {
    const { stdout, stderr, exitCode } = await cli([name, '--help'], { as: '' });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    for (const option of options) expect(stdout).toMatch(new RegExp(`^ {2}(?:-v, )?${option}\\b`, 'm'));
    expect((await cli(['help', name])).stdout).toBe(stdout);
  });

  test.each([[['--version']], [['-v']], [['verify', '--version']]])('%j prints the version', async (args) => {
    expect(await cli(args)).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
  });
});

function accepted(): string {
  return KNOWN_COMMANDS.map(({ name }) => name).join(', ');
}

describe('wrong use is one line that says what to do, exit code 2', () => {
  test.each<[readonly string[], string]>([
    [
      ['verfy'],
      `"verfy" is not a command; did you mean "verify"? Accepted: ${accepted()} or help. See "loopforge --help".`,
    ],
    [['--json', 'verify'], 'The command comes first, not "--json"'],
    [['verify', '--jsn'], '"--jsn" is not an option of this command; did you mean "--json"? Accepted: '],
    [['verify', '--file'], 'See "loopforge verify --help".'],
    [['verify'], 'What is to be verified?'],
    [['verify', '--all'], '"--all" needs --repo owner/repo.'],
    [['verify', '--all', '--repo', 'acme'], '"acme" is no repository'],
    [['verify', '--all', 'acme/widgets#1'], 'exclude each other'],
    [['verify', '42'], 'Which repository is "42" in?'],
    [['verify', 'acme/widgets'], '"acme/widgets" is no item'],
    [['verify', 'https://ghe.example.com/acme/widgets/issues/1'], 'is not on https://github.com'],
    [['verify', '--file', '/nowhere/at/all'], '/nowhere/at/all does not exist.'],
    [['verify', 'acme/widgets#1', '--trusted-author', 'octocat'], '"--trusted-author" must be the numeric id'],
    [['show', 'acme/widgets#1', 'acme/widgets#2'], 'one item at a time'],
    [['show'], 'Which item? Write owner/repo#42'],
    [['show', '--from', 'a.json'], 'Which record? Write its id or its ref.'],
    [['show', 'acme/widgets#1', '--at', 'noon'], '"--at" must be a day'],
    [['list'], 'Where are the records?'],
    [['list', 'acme/widgets', '--older-than', '3'], '"--older-than" must be a number of minutes'],
    [['list', 'acme/widgets', '--limit', '0'], '"--limit" must be a whole number from 1, not "0"'],
    [['list', 'acme/widgets', 'acme/gadgets'], 'A repository is read whole'],
    [['completion'], 'Which shell? Write bash, zsh, fish'],
    [['completion', 'powershell'], '"powershell" is not a shell'],
    [['redact', 'acme/widgets#1', '--reason', 'x'], 'either --actor, or --entry and --name'],
    [['redact', 'acme/widgets#1', '--actor', 'a', '--entry', '1', '--reason', 'x'], 'either --actor, or'],
    [
      ['redact', 'acme/widgets#1', '--entry', 'one', '--name', 'actor', '--reason', 'x'],
      '"--entry" must be the number',
    ],
    [['redact', 'acme/widgets#1', '--entry', '1', '--name', 'login', '--reason', 'x'], '"--name" must be actor or'],
    [['redact', 'acme/widgets#1', '--actor', 'a b', '--reason', 'x'], '"--actor" must be the login'],
    [['redact', 'acme/widgets#1', '--actor', 'octocat'], '"--reason" is missing'],
    [['redact', '--actor', 'octocat', '--reason', 'x'], 'Which item?'],
    [['repair', 'acme/widgets#1'], '"--reason" is missing'],
    [['repair', 'acme/widgets#1', '--reason', 'x'.repeat(1025)], 'at most 1024 bytes'],
  ])('%j', async (args, part) => {
    const { stdout, stderr, exitCode } = await cli(args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^loopforge: input_invalid: [^\n]+\nSee \S+\/docs\/codes\.md#input_invalid\n$/);
    expect(stderr).toContain(part);
  });

  test('no token', async () => {
    const { stderr, exitCode } = await cli(['verify', 'acme/widgets#1'], { as: '' });
    expect(stderr).toBe(
      `loopforge: token_missing: There is no token. Put one into GITHUB_TOKEN or GH_TOKEN.\nSee ${codePage('token_missing')}\n`,
    );
    expect(exitCode).toBe(2);
  });

  test('an address that is none', async () => {
    const { stderr } = await cli(['show', 'acme/widgets#1'], { env: { GITHUB_API_URL: 'github' } });
    expect(stderr).toBe(
      `loopforge: input_invalid: GITHUB_API_URL must be a URL, not "github".\nSee ${codePage('input_invalid')}\n`,
    );
  });
});
