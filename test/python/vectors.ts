import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { textOf, verifyBytes, verifyText } from '../../src/codec/verify/verify-text.ts';

export const FOLDER = 'test/vectors/records';
const VERIFIER = 'test/python/verify_record.py';

export interface Listed {
  readonly file: string;
  readonly about: string;
  readonly verdict: string;
  readonly codes: readonly string[];
  readonly online: string | null;
  readonly binding: { readonly host: string; readonly repo_id: string; readonly issue_id: string } | null;
  readonly segments: readonly string[];
}

export interface Outcome {
  readonly verdict: string;
  readonly codes: readonly string[];
}

export function readIndex(): readonly Listed[] {
  return JSON.parse(readFileSync(`${FOLDER}/index.json`, 'utf8')).vectors;
}

/** Runs a script by `python3`, 3.8 or newer, which must be there. */
export function python(
  args: readonly string[],
  script = VERIFIER,
): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout, stderr, error } = spawnSync('python3', ['-B', '-I', ...isolated(script), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw error;
  if (stderr !== '') throw new Error(stderr);
  return { status, stdout };
}

/** Isolated mode: neither the environment nor the working folder has a say, only the standard library. */
function isolated(script: string): readonly string[] {
  return [
    '-c',
    `import runpy, sys; sys.path.insert(0, "test/python"); sys.argv = [${JSON.stringify(script)}, *sys.argv[1:]]; runpy.run_path(sys.argv[0], run_name="__main__")`,
  ];
}

/** What the Python verifier says of every record that an index lists, by file. */
export function pythonOutcomes(index: string): ReadonlyMap<string, Outcome> {
  return new Map(Object.entries(JSON.parse(python(['--index', index]).stdout)));
}

/** What our own verifier says of a listed record. */
export function ourOutcome({ binding, segments, file }: Listed): Outcome {
  const bodies = segments.map((name) => textOf(readFileSync(`${FOLDER}/${name}`)) ?? '');
  return outcomeOf(readFileSync(`${FOLDER}/${file}`), binding, bodies);
}

export function outcomeOf(
  text: string | Uint8Array,
  binding: Listed['binding'] = null,
  segments: readonly string[] = [],
): Outcome {
  const names = { record_id: 'acme/widgets#42', ref: '', ref_number: 42, repo: 'acme/widgets' };
  const options = { segments, ...(binding === null ? {} : { binding: { ...names, ...binding } }) };
  const { verdict, codes } = typeof text === 'string' ? verifyText(text, options) : verifyBytes(text, options);
  return { verdict, codes: [...codes].sort() };
}
