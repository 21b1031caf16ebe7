import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { verifyRecord, verifyText } from '../../src/codec/verify/verify-text.ts';
import { LoopForgeError } from '../../src/core/errors.ts';
import type { CommentFact } from '../../src/core/ports.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { joinSegments } from '../../src/usecase/whole-record.ts';

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
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  if (segments.length === 0) return outcomeOf(text, binding);
  const decoded = decodeComment(text);
  if (decoded.kind !== 'record') throw new Error(`${file} holds no record`);
  const bodies = segments.map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'));
  const joined = join(decoded.record, bodies);
  if (joined !== null) return plain(verifyRecord(joined));
  return { verdict: 'FAIL', codes: [...new Set([...outcomeOf(text).codes, 'segment_missing'])].sort() };
}

export function outcomeOf(text: string, binding: Listed['binding'] = null): Outcome {
  const names = { record_id: 'acme/widgets#42', ref: '', ref_number: 42, repo: 'acme/widgets' };
  return plain(verifyText(text, binding === null ? {} : { binding: { ...names, ...binding } }));
}

function plain({ verdict, codes }: Outcome): Outcome {
  return { verdict, codes: [...codes].sort() };
}

/** Null: the segments are not those that the record names. */
function join(record: LoopRecord, bodies: readonly string[]): LoopRecord | null {
  try {
    return joinSegments(record, bodies.map(commentOf));
  } catch (error) {
    if (error instanceof LoopForgeError) return null;
    throw error;
  }
}

/** The vectors name the comments of their segments 1001, 1002, … by place; a file has no other id. */
function commentOf(body: string): CommentFact {
  const place = Number(/Sealed part (?<place>\d+)\./.exec(body)?.groups?.['place']);
  const databaseId = String(1000 + place);
  const url = `https://github.com/acme/widgets/issues/42#issuecomment-${databaseId}`;
  const known = { id: `IC_${databaseId}`, databaseId, url, body, author: null, editor: null, lastEditedAt: null };
  return { ...known, createdAt: '', viewerDidAuthor: true, viewerCanUpdate: true, revisions: 1 };
}
