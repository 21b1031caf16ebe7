import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { install, pack, run } from '../test/nodes/nodes.ts';
import { figure, median, table } from './measure.ts';

const CPU_TIME = new URL('cpu-time.mjs', import.meta.url).href;

/**
 * What it costs a user to install the package, and to start it. Nothing of it is a dependency, so nothing is asked of a
 * registry.
 */
export async function measurePackage(
  root: string,
  { folder, goes }: { readonly folder: string; readonly goes: number },
): Promise<string> {
  const [packed, project] = [join(folder, 'packed'), join(folder, 'project')];
  for (const path of [packed, project]) await mkdir(path);
  const tarball = await pack(root, packed);
  const installMs = await lasting(() => install(process.execPath, tarball, project));
  const modules = join(project, 'node_modules');
  const cli = join(modules, 'loopforge', 'dist-lib', 'cli.js');
  const rows = [
    ['the tarball', `${figure((await stat(tarball)).size / 1000)} kB`],
    ['packages installed', String(await countPackages(modules))],
    ['`node_modules`', `${figure((await bytesIn(modules)) / 1_000_000)} MB`],
    ['`npm install`', `${figure(installMs)} ms`],
    ['`loopforge --version`, CPU time', `${figure(await starting(goes, [cli, '--version'], project))} ms`],
    ["`import 'loopforge'`, CPU time", `${figure(await starting(goes, ['-e', "import('loopforge')"], project))} ms`],
    ['Node alone, CPU time', `${figure(await starting(goes, ['-e', '0'], project))} ms`],
  ];
  return `### The package\n\n${table(['what', 'measured'], rows)}`;
}

/** The milliseconds of CPU that a program of this Node takes from its start to its end: others cannot use them up. */
async function starting(goes: number, args: readonly string[], cwd: string): Promise<number> {
  const times: number[] = [];
  for (let go = 0; go < goes; go++) {
    const { stderr } = await run(process.execPath, ['--import', CPU_TIME, ...args], cwd);
    times.push(Number(stderr.split('\n').at(-1)));
  }
  return median(times);
}

async function lasting(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function countPackages(modules: string): Promise<number> {
  const lock: { readonly packages: object } = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8'));
  return Object.keys(lock.packages).length;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)));
  return (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0);
}
