import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildModules } from '../../scripts/build-library.ts';
import { type Cli, type CliOptions, type CliResult, envOf } from './cli.ts';

/** The command line as it is built for the package, started in a process of its own. */
export function useBuiltCli(): Cli {
  return builtCli(useBuiltEntry());
}

/** The command line that is started by that file. */
export function builtCli(entry: () => string): Cli {
  return (args, options = {}) => start(entry(), args, options);
}

/**
 * The file that starts it, from the first test on.
 * @param options `withDrivers`: it finds the drivers of databases, as where they are installed beside it
 */
export function useBuiltEntry({ withDrivers = false }: { readonly withDrivers?: boolean } = {}): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loopforge-cli-'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
    if (withDrivers) await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
    await buildModules(join(folder, 'dist-lib'));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, 'dist-lib', 'cli.js');
}

function start(entry: string, args: readonly string[], options: CliOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: options.folder,
      env: envOf(options),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text;
      });
    }
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...printed, exitCode }));
    child.stdin.end(options.input ?? '');
  });
}
