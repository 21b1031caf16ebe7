import type { SettingKind } from '../../codec/config/index.ts';
import { readItemReference } from '../../codec/text/index.ts';
import { isSha, notAmong, type Target } from '../../core/model.ts';
import type { Env } from './env.ts';
import { INPUTS, type InputName } from './register.ts';

/** What the runner passed with `with:`, and a list that collects everything wrong with it. */
export interface InputReader {
  /** The trimmed value; an input that was not given is empty. */
  text(name: InputName): string;
  /** The same with the spaces around it. */
  given(name: InputName): string;
  readonly problems: string[];
}

const PREFIX = 'INPUT_';

/** What hooks are reached with. A secret may have several lines, and each is one. */
export const HOOK_SECRETS = [
  'webhook-url',
  'webhook-secret',
  'slack-webhook-url',
  'otlp-headers',
  'gate-secret',
] as const satisfies readonly InputName[];

/** In the environment, as for the command line: the key of an export's pseudonyms. */
export const PSEUDONYM_KEY = 'LOOPFORGE_PSEUDONYM_KEY';

/** What only commands take that read records and write none. */
export const RECORDS_INPUTS = [
  'filter-state',
  'older-than',
  'violations',
  'format',
  'output-file',
  'since',
  'until',
  'redact-actors',
] as const satisfies readonly InputName[];

/** Inputs as the runner puts them into the environment: upper case, blanks as underscores, hyphens kept. */
export function inputReader(env: Env): InputReader {
  return {
    problems: unknownInputs(env),
    text: (name) => (env[variableOf(name)] ?? '').trim(),
    given: (name) => env[variableOf(name)] ?? '',
  };
}

export function variableOf(name: string): string {
  return `${PREFIX}${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The runner only warns of a misspelt input; the setting it was meant for would silently stay at its default. */
function unknownInputs(env: Env): string[] {
  const names: readonly string[] = INPUTS.map((input) => input.name);
  const known = new Set(names.map(variableOf));
  return Object.keys(env)
    .filter((variable) => variable.startsWith(PREFIX) && !known.has(variable))
    .map((variable) => {
      const name = variable.slice(PREFIX.length).toLowerCase();
      return `${notAmong(name, 'an input', names)}.`;
    });
}

/** One of a kind of values; the fallback where nothing is given, or nothing of that kind. */
export function readOne<T>(reader: InputReader, name: InputName, kind: SettingKind<T>, fallback: T): T {
  const text = reader.text(name);
  if (text === '') return fallback;
  const reading = kind.read(text);
  if (reading.kind === 'value') return reading.value;
  reader.problems.push(`"${name}": ${reading.problem}.`);
  return fallback;
}

/** The items that the inputs name; empty when they name none. */
export function readTargets(reader: InputReader, env: Env): readonly Target[] {
  const targets: Target[] = [];
  const issue = readNumber(reader, 'issue', env);
  const pull = readNumber(reader, 'pull-request', env);
  const sha = reader.text('sha').toLowerCase();
  if (issue !== null) targets.push({ kind: 'item', number: issue });
  if (pull !== null) targets.push({ kind: 'pull_request', number: pull });
  if (isSha(sha)) targets.push({ kind: 'commit', sha, branch: null });
  else if (sha !== '') reader.problems.push(`"sha" must be a commit id of 40 hexadecimal digits, not "${sha}".`);
  return targets;
}

function readNumber(reader: InputReader, name: 'issue' | 'pull-request', env: Env): number | null {
  const text = reader.text(name);
  if (text === '') return null;
  const reference = readItemReference(text);
  if (reference === null) {
    reader.problems.push(`"${name}" must be like 42, #42, owner/repo#42 or a URL, not "${text}".`);
    return null;
  }
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const here = (reference.repository ?? repository).toLowerCase() === repository.toLowerCase();
  const sameHost = reference.origin === null || (URL.canParse(server) && new URL(server).origin === reference.origin);
  if (!here || !sameHost) {
    reader.problems.push(`"${name}" must be an item of ${repository}, where this workflow runs, not "${text}".`);
  }
  return reference.number;
}

/** What of these inputs may be shown nowhere: each line, what follows the prefix of a secret or Slack's own address, and of a header its value and the words in it. */
export function hookSecretsIn(env: Env): readonly string[] {
  const lines = HOOK_SECRETS.flatMap((name) => linesOf(env[variableOf(name)] ?? ''));
  const parts = lines.map((line) => line.replace(/^whsec_|^https:\/\/hooks\.slack\.com\/services\//, ''));
  const headers = linesOf(env[variableOf('otlp-headers')] ?? '').flatMap((line) => {
    const value = line.slice(line.indexOf(':') + 1).trim();
    return [value, ...value.split(/\s+/)];
  });
  return [...new Set([...lines, ...parts, ...headers])].filter((secret) => secret.length >= SHORTEST_SECRET);
}

/** One that is shorter stands in half of all texts. */
const SHORTEST_SECRET = 6;

export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
