import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { OLDEST_NODE } from '../../src/compose/library/node-version.ts';
import { envOf } from '../cli/cli.ts';
import { openItem } from '../cli/stage.ts';
import { type Ended, fetchNodes, install, pack, run } from './nodes.ts';

// The package as it would be published, on every Node that it says it runs on, and on some that it does not.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOOD = [OLDEST_NODE, '22', '24', '26'];
const OLD = ['22.12.0', '20', '18'];
const PREPARATION_MS = 600_000;

const PROGRAM = `
  import { LoopService, LoopState } from 'loopforge';
  const service = new LoopService();
  const { record_id } = await service.create({ ref: 'https://github.com/acme/widgets/issues/42' });
  const good = await service.transition(record_id, LoopState.TASK_QUEUED);
  const bad = await service.transition(record_id, LoopState.MERGED);
  const { transitions } = await service.get(record_id);
  console.log(JSON.stringify([good.newState, bad.success, transitions.length]));
`;

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
  await writeFile(join(project, 'program.mjs'), PROGRAM);
  const { stdout } = await run(node, ['--version'], project);
  return {
    version: stdout.trim().slice(1),
    installed,
    node: (args, env) => run(node, args, project, env),
    cli: join('node_modules', 'loopforge', packageJson.bin.loopforge),
  };
}

describe.each(GOOD)('Node %s', { timeout: PREPARATION_MS }, (range) => {
  test('installs the package without a warning, runs the library and the command line', async () => {
    const { version, installed, node, cli } = await projectOn(range);
    expect(`${version}.`.startsWith(`${range}.`), version).toBe(true);
    expect(installed.stderr).not.toContain('npm warn');
    const program = await node(['program.mjs']);
    expect(program).toMatchObject({ stderr: '', exitCode: 0 });
    expect(JSON.parse(program.stdout)).toEqual(['task_queued', false, 2]);
    expect(await node([cli, '--version'])).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
    const stage = await openItem();
    const env = envOf({ api: stage.fake });
    const verified = await node([cli, 'verify', stage.name], env);
    expect(verified).toMatchObject({ stderr: '', exitCode: 0 });
    expect(verified.stdout).toContain('PASS');
    const redacted = await node([cli, 'redact', stage.name, '--actor', 'hubot', '--reason', 'x', '--dry-run'], env);
    expect(redacted).toMatchObject({ stderr: '', exitCode: 0 });
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
    const program = "import('loopforge').catch((error) => console.log(error.message));";
    expect(await node(['-e', program])).toEqual({ stdout: `${sentence}\n`, stderr: '', exitCode: 0 });
  });
});
