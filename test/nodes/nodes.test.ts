import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { OLDEST_NODE } from '../../src/compose/library/node-version.ts';
import { envOf } from '../cli/cli.ts';
import { openItem } from '../cli/stage.ts';
import { IMPORTS } from '../library/consumer-project.ts';
import { type Ended, fetchNodes, install, pack, run } from './nodes.ts';

// The package as it would be published, on every Node that it says it runs on, and on some that it does not.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOOD = [OLDEST_NODE, '22', '24', '26'];
const OLD = ['22.12.0', '20', '18'];
const PREPARATION_MS = 600_000;

/** The page of the package, as npm shows it. */
const PAGE = readFileSync(join(ROOT, 'docs', 'package', 'README.md'), 'utf8');
/** Its example; it is JavaScript too. */
const EXAMPLE = /```ts\n(.*?)```/s.exec(PAGE)?.[1] ?? '';
/** What it prints, as it says itself. */
const PRINTED = [...EXAMPLE.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);

/** Every face of the package, by both ways that Node has; what they say must be one module. */
const FACES = IMPORTS.map(([name]) => name);
const BOTH_WAYS = `
  for (const name of ${JSON.stringify(FACES)}) {
    const required = require(name);
    import(name).then((imported) => {
      const names = Object.keys(imported);
      console.log(name, names.length > 0 && names.every((one) => imported[one] === required[one]));
    });
  }
`;

/** Its commands, word by word. */
const COMMANDS = [...PAGE.matchAll(/^npx loopforge (.*?) +# /gm)].map(([, words = '']) => words.split(' '));

let folder = '';
let tarball = '';
let nodes: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopforge-nodes-'));
  await mkdir(join(folder, 'nodes'));
  await mkdir(join(folder, 'packed'));
  tarball = await pack(ROOT, join(folder, 'packed'));
  nodes = await fetchNodes(join(folder, 'nodes'), [...GOOD, ...OLD]);
}, PREPARATION_MS);

afterAll(() => rm(folder, { recursive: true, force: true }), PREPARATION_MS);

interface Project {
  readonly folder: string;
  readonly version: string;
  readonly installed: Ended;
  readonly node: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Ended>;
  readonly cli: string;
}

/** A project of somebody's, in which the tarball was installed, by the same Node that its programs run on where nothing else is said. */
async function projectOn(range: string, installer = nodes.get(range) ?? ''): Promise<Project> {
  const node = nodes.get(range) ?? '';
  const project = await mkdtemp(join(folder, 'project-'));
  const installed = await install(installer, tarball, project);
  await writeFile(join(project, 'example.mjs'), EXAMPLE);
  await mkdir(join(project, '.git'));
  await writeFile(join(project, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  const { stdout } = await run(node, ['--version'], project);
  return {
    folder: project,
    version: stdout.trim().slice(1),
    installed,
    node: (args, env) => run(node, args, project, env),
    cli: join('node_modules', 'loopforge', packageJson.bin.loopforge),
  };
}

test('the page has an example that says what it prints, and three commands; and packing left the README as it was', async () => {
  expect(PRINTED).toHaveLength(3);
  expect(COMMANDS).toHaveLength(3);
  expect(await readFile(join(ROOT, 'README.md'), 'utf8')).not.toBe(PAGE);
});

describe.each(GOOD)('Node %s', { timeout: PREPARATION_MS }, (range) => {
  test('installs the package without a warning, runs the library and the command line', async () => {
    const { version, folder, installed, node, cli } = await projectOn(range);
    expect(`${version}.`.startsWith(`${range}.`), version).toBe(true);
    expect(installed.stderr).not.toContain('npm warn');
    expect(await readdir(join(folder, 'node_modules'))).toEqual(['.bin', '.package-lock.json', 'loopforge']);
    expect(await readFile(join(folder, 'node_modules', 'loopforge', 'README.md'), 'utf8')).toBe(PAGE);
    expect(await node(['example.mjs'])).toEqual({ stdout: `${PRINTED.join('\n')}\n`, stderr: '', exitCode: 0 });
    await writeFile(join(folder, 'both-ways.cjs'), BOTH_WAYS);
    const both = await node(['both-ways.cjs']);
    expect(both).toEqual({ stdout: expect.any(String), stderr: '', exitCode: 0 });
    expect(both.stdout.trim().split('\n').toSorted()).toEqual(FACES.map((name) => `${name} true`).toSorted());
    expect(await node([cli, '--version'])).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
    const stage = await openItem();
    const env = envOf({ api: stage.fake });
    for (const [command, printed] of Object.entries({
      init: 'Next: commit and push',
      show: stage.name,
      verify: 'PASS',
    })) {
      const args = COMMANDS.find(([name]) => name === command) ?? ['not', 'shown'];
      const ended = await node([cli, ...args.map((arg) => (arg === 'owner/repo#42' ? stage.name : arg))], env);
      expect(ended, command).toMatchObject({ stderr: command === 'init' ? expect.any(String) : '', exitCode: 0 });
      expect(ended.stdout).toContain(printed);
    }
    const redacted = await node([cli, 'redact', stage.name, '--actor', 'hubot', '--reason', 'x', '--dry-run'], env);
    expect(redacted).toMatchObject({ stderr: '', exitCode: 0 });
    stage.fake.assertClean();
  });
});

describe.each(OLD)('Node %s, which is too old', { timeout: PREPARATION_MS }, (range) => {
  test('is told so in one sentence, by the command line and by the library', async () => {
    // npm itself does not start on all of them.
    const { version, node, cli } = await projectOn(range, process.execPath);
    const sentence = `LoopForge needs Node ${OLDEST_NODE} or newer, and this is ${version}.`;
    expect(await node([cli, 'verify', 'acme/widgets#1'])).toEqual({
      stdout: '',
      stderr: `loopforge: ${sentence}\n`,
      exitCode: 2,
    });
    for (const name of FACES) {
      const program = `import('${name}').catch((error) => console.log(error.message));`;
      expect(await node(['-e', program]), name).toEqual({ stdout: `${sentence}\n`, stderr: '', exitCode: 0 });
    }
  });
});
