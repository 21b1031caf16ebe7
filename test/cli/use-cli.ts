import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { buildModules } from '../../scripts/build-library.ts';
import { USER_TOKEN_PREFIX } from '../support/github/identity.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface CliOptions {
  /** A fake GitHub that listens; without one nobody answers. */
  readonly api?: { readonly apiUrl: string; readonly graphqlUrl: string };
  /** Whose token it is: of the admin when it is left out, empty for none. */
  readonly as?: string;
  readonly env?: { readonly [name: string]: string };
  readonly input?: string;
}

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Cli = (args: readonly string[], options?: CliOptions) => Promise<CliResult>;

/** The command line as it is built for the package, started in a process of its own. */
export function useCli(): Cli {
  let folder = '';
  beforeAll(async () => {
    // Below node_modules, where the build finds the packages that it leaves out.
    folder = await mkdtemp(join(ROOT, 'node_modules', '.loopforge-cli-'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
    await buildModules(join(folder, 'dist-lib'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return (args, options = {}) => start(join(folder, 'dist-lib', 'cli.js'), args, options);
}

function start(entry: string, args: readonly string[], options: CliOptions): Promise<CliResult> {
  const { api, as = 'octocat', env = {}, input = '' } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        GITHUB_TOKEN: as === '' ? '' : `${USER_TOKEN_PREFIX}${as}`,
        GITHUB_API_URL: api?.apiUrl ?? 'http://127.0.0.1:9',
        GITHUB_GRAPHQL_URL: api?.graphqlUrl ?? 'http://127.0.0.1:9/graphql',
        GITHUB_SERVER_URL: 'https://github.com',
        ...env,
      },
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
    child.stdin.end(input);
  });
}
