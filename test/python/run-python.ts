import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Outcome } from './vectors.ts';

const VERIFIER = 'test/python/verify_record.py';
const ROOM = 2 ** 28;

/** Runs a script by `python3`, 3.9 or newer, which must be there. Whatever it says on stderr is an error here. */
export function python(
  args: readonly string[],
  script = VERIFIER,
): { readonly status: number | null; readonly stdout: string } {
  const ended = spawnSync('python3', isolated(script, args), { encoding: 'utf8', maxBuffer: ROOM });
  if (ended.error !== undefined) throw ended.error;
  if (ended.stderr !== '') throw new Error(ended.stderr);
  return { status: ended.status, stdout: ended.stdout };
}

/** What the Python verifier says of every record that an index lists, by file, while we may do something else. */
export async function pythonReports(index: string): Promise<ReadonlyMap<string, Outcome>> {
  const options = { maxBuffer: ROOM, timeout: 300_000 };
  const { stdout, stderr } = await promisify(execFile)('python3', isolated(VERIFIER, ['--index', index]), options);
  if (stderr !== '') throw new Error(stderr);
  const reports: Readonly<Record<string, Outcome>> = JSON.parse(stdout);
  return new Map(Object.entries(reports).map(([file, { verdict, codes }]) => [file, { verdict, codes }]));
}

/** Isolated mode: neither the environment nor the working folder has a say, only the standard library. */
function isolated(script: string, args: readonly string[]): string[] {
  const run = `import runpy, sys; sys.path.insert(0, "test/python"); sys.argv = [${JSON.stringify(script)}, *sys.argv[1:]]; runpy.run_path(sys.argv[0], run_name="__main__")`;
  return ['-B', '-I', '-c', run, ...args];
}
