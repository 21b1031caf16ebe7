import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { choiceOf, flag, isLine, list, STATE_ITEMS } from '../../codec/config/index.ts';
import { EXPORT_FORMATS } from '../../codec/export/index.ts';
import { readMoment, readWatermark, WATERMARK_FORM } from '../../codec/export-run/index.ts';
import { LoopState } from '../../codec/lifecycle/index.ts';
import { DURATION_FORM, readDuration } from '../../codec/text/index.ts';
import type { ExportCommand, ListCommand } from '../../compose/github/index.ts';
import { notAmong, quote, type Target } from '../../core/model.ts';
import type { RecordQuery } from '../../usecase/query/index.ts';
import type { Env } from './env.ts';
import type { InputName } from './register.ts';
import { type InputReader, PSEUDONYM_KEY, readOne } from './values.ts';

/** Whose input it is. */
const OF_BOTH = ['filter-state', 'older-than', 'violations'] as const satisfies readonly InputName[];
const OF_EXPORT = ['format', 'output-file', 'since', 'until', 'redact-actors'] as const satisfies readonly InputName[];
const FLAGS: readonly InputName[] = ['violations', 'redact-actors'];

const MAX_PATH = 1000;
const STATES: readonly string[] = Object.values(LoopState);

/** Inputs that were given to a command that takes no such thing. A flag that says no asks for nothing. */
export function problemsOfOthers(reader: InputReader, command: string): readonly string[] {
  const isGiven = (name: InputName): boolean =>
    reader.text(name) !== '' && !(FLAGS.includes(name) && !readOne(reader, name, flag(), false));
  const none = (names: readonly InputName[], needed: string): readonly string[] =>
    names.filter(isGiven).map((name) => `"${name}" needs ${needed}.`);
  if (command === 'export') return [];
  return [
    ...(command === 'list' ? [] : none(OF_BOTH, '"command: list" or "command: export"')),
    ...none(OF_EXPORT, '"command: export"'),
  ];
}

/** What `list` or `export` is asked. */
export function readRecordsCommand(
  reader: InputReader,
  kind: 'list' | 'export',
  targets: readonly Target[],
  env: Env,
): ListCommand | ExportCommand {
  const asked = { number: numberAmong(reader, kind, targets), query: readQuery(reader) };
  if (kind === 'list') return { kind, ...asked };
  return {
    kind,
    ...asked,
    format: readOne(reader, 'format', choiceOf(EXPORT_FORMATS), 'ndjson'),
    since: readTime(reader, 'since', readWatermark, WATERMARK_FORM),
    until: readTime(reader, 'until', readMoment, MOMENT_FORM),
    redactActors: readOne(reader, 'redact-actors', flag(), false),
    pseudonymKey: env[PSEUDONYM_KEY]?.trim() ?? '',
    file: readFileName(reader, env),
    temp: env['RUNNER_TEMP'] || tmpdir(),
  };
}

/** Nobody else's: which items a pull request or a commit belongs to is a question to GitHub, and one too many here. */
function numberAmong(reader: InputReader, command: string, targets: readonly Target[]): number | null {
  const [target, ...more] = targets;
  if (target === undefined) return null;
  if (target.kind === 'item' && more.length === 0) return target.number;
  reader.problems.push(
    `"command: ${command}" takes one item by "issue", or all; leave out "pull-request" and "sha". A pull request that is an item of its own is named by "issue", too.`,
  );
  return null;
}

function readQuery(reader: InputReader): RecordQuery {
  const states = readOne(reader, 'filter-state', list(STATE_ITEMS), []);
  for (const state of states) {
    if (!STATES.includes(state)) reader.problems.push(`"filter-state": ${notAmong(state, 'a state', STATES)}.`);
  }
  return { states, olderThanMs: readAge(reader), openViolations: readOne(reader, 'violations', flag(), false) };
}

function readAge(reader: InputReader): number | null {
  const text = reader.text('older-than');
  const ms = readDuration(text);
  if (ms === null && text !== '') reader.problems.push(`"older-than" must be ${DURATION_FORM}, not ${quote(text)}.`);
  return ms;
}

const MOMENT_FORM = 'a moment such as 2026-11-23T08:50:00Z, or a day';

function readTime<T>(
  reader: InputReader,
  name: 'since' | 'until',
  read: (text: string) => T | null,
  form: string,
): T | null {
  const text = reader.text(name);
  const time = text === '' ? null : read(text);
  if (time === null && text !== '') reader.problems.push(`"${name}" must be ${form}, not ${quote(text)}.`);
  return time;
}

/** From the workspace on, as every path of a workflow. */
function readFileName(reader: InputReader, env: Env): string | null {
  const text = reader.text('output-file');
  if (text === '') return null;
  if (!isLine(text, MAX_PATH) || /[/\\]$/.test(text)) {
    reader.problems.push(`"output-file" must be the path of a file, such as out/trail.ndjson, not ${quote(text)}.`);
    return null;
  }
  return resolve(env['GITHUB_WORKSPACE'] || '.', text);
}
