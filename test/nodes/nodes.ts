import { spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, in an environment that holds nothing but the path and what is given. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { PATH: process.env['PATH'], ...env } };
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text;
      });
    }
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...printed, exitCode }));
  });
}

/** Runs npm, which must succeed: it finds its registry, proxy and certificates where it always does. */
export async function runNpm(node: string, args: readonly string[], cwd: string): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const ended = await run(node, [npmScript(), ...args, '--no-audit', '--no-fund'], cwd, Object.fromEntries(own));
  if (ended.exitCode === 0) return ended;
  throw new Error(`npm ${args.join(' ')} ended with ${ended.exitCode}:\n${ended.stdout}${ended.stderr}`);
}

/** Whoever runs this by npm has one. */
function npmScript(): string {
  const path = process.env['npm_execpath'];
  if (path === undefined) throw new Error('Start this with "npm run test:nodes".');
  return path;
}

/** Takes Nodes from npm, as their own packages, and says where each of them stands. */
export async function fetchNodes(folder: string, ranges: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const source = `npm:node-${process.platform}-${process.arch}`;
  const dependencies = Object.fromEntries(ranges.map((range) => [aliasOf(range), `${source}@${range}`]));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await runNpm(process.execPath, ['install', '--no-package-lock'], folder);
  return new Map(ranges.map((range) => [range, join(folder, 'node_modules', aliasOf(range), 'bin', 'node')]));
}

function aliasOf(range: string): string {
  return `node-${range.replaceAll('.', '-')}`;
}

/** Packs the package as it would be published. Returns the path of the tarball. */
export async function pack(root: string, into: string): Promise<string> {
  await runNpm(process.execPath, ['pack', '--pack-destination', into], root);
  const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm packed nothing');
  return join(into, tarball);
}

/** Installs a tarball in an empty project, with the npm that is here on the given Node. */
export async function install(node: string, tarball: string, project: string): Promise<Ended> {
  await writeFile(join(project, 'package.json'), '{"private":true,"type":"module"}\n');
  return runNpm(node, ['install', tarball], project);
}
