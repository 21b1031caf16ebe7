import { choiceOf, flag } from '../../codec/config/index.ts';
import { type Metadata, problemOfClaim, problemOfReason, readMetadata } from '../../codec/text/index.ts';
import {
  type ExportCommand,
  type HookAccess,
  type ListCommand,
  type MirrorAccess,
  NO_HOOK_ACCESS,
} from '../../compose/github/index.ts';
import { LAW_FILE, LoopForgeError, notAmong, quote, type SettingsPatch, type Target } from '../../core/model.ts';
import type { Env } from './env.ts';
import { readSettings } from './settings.ts';
import { HOOK_SECRETS, type InputReader, inputReader, RECORDS_INPUTS, readOne, readTargets } from './values.ts';

const COMMANDS = ['track', 'transition', 'sweep', 'verify', 'repair', 'list', 'export'] as const;

/** Every input of the step, checked. */
export interface ActionInputs {
  readonly token: string;
  readonly command: (typeof COMMANDS)[number];
  /** The items that inputs name; empty: the event decides. */
  readonly targets: readonly Target[];
  /** Not empty when the command is `transition`. */
  readonly to: string;
  readonly trigger: string;
  readonly metadata: Metadata;
  readonly override: boolean;
  readonly reason: string | null;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly dryRun: boolean;
  /** What `list` or `export` is asked; null: it is another command. */
  readonly records: ListCommand | ExportCommand | null;
  readonly settings: SettingsPatch;
  readonly mirror: MirrorAccess;
  /** What the mirror cannot do without, and was not given. */
  readonly mirrorMissing: readonly string[];
  readonly hooks: HookAccess;
  /** What hooks cannot do without, and was not given. */
  readonly hooksMissing: readonly string[];
}

/** It is kept in the record. */
const MAX_PATH = 255;
/** https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
const AWS_CREDENTIALS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_PROFILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const DEFAULT_TRIGGER = 'workflow.asserted';

/**
 * Reads all inputs, in one place.
 * @throws LoopForgeError `input_invalid`, once, with everything that is wrong
 */
export async function readInputs(env: Env): Promise<ActionInputs> {
  const reader = inputReader(env);
  const config = reader.text('config');
  const settings = await readSettings(reader);
  const command = readOne(reader, 'command', choiceOf(COMMANDS), 'track');
  const targets = readTargets(reader, env);
  const inputs: ActionInputs = {
    token: reader.text('github-token'),
    command,
    targets,
    to: await readState(reader),
    trigger: readTrigger(reader),
    metadata: await collected(reader, () => readMetadata(reader.text('metadata')), {}),
    override: readOne(reader, 'override', flag(), false),
    reason: reader.text('reason') || null,
    configPath: config || LAW_FILE,
    configNamed: config !== '' && config !== LAW_FILE,
    dryRun: readOne(reader, 'dry-run', flag(), false),
    records: await readRecords(reader, command, targets, env),
    settings,
    ...(await readMirror(reader, settings, env)),
    ...(await readHooks(reader)),
  };
  reader.problems.push(...contradictions(inputs));
  if (reader.problems.length > 0) throw invalidInputs(reader.problems);
  return inputs;
}

/** Every lifecycle of this release has the same states. */
async function readState(reader: InputReader): Promise<string> {
  const to = reader.text('to');
  if (to === '') return to;
  const { LoopState } = await import('../../codec/lifecycle/builtin.ts');
  const states: readonly string[] = Object.values(LoopState);
  if (!states.includes(to)) reader.problems.push(`"to": ${notAmong(to, 'a state', states)}.`);
  return to;
}

function readTrigger(reader: InputReader): string {
  const trigger = reader.text('trigger') || DEFAULT_TRIGGER;
  if (!/^[a-z][a-z0-9_.-]{0,63}$/.test(trigger)) {
    reader.problems.push(
      `"trigger" must be a name such as deploy.finished (lower-case letters, digits, "_", "." and "-"), not "${trigger}".`,
    );
  }
  return trigger;
}

/** Most steps have none. */
async function readMirror(
  reader: InputReader,
  settings: SettingsPatch,
  env: Env,
): Promise<Pick<ActionInputs, 'mirror' | 'mirrorMissing'>> {
  const mirror = {
    url: reader.text('mirror-url'),
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || '',
    hasCredentials: AWS_CREDENTIALS.some((name) => env[name]),
  };
  if (settings.mirror === undefined) return { mirror, mirrorMissing: [] };
  const { problemsOfMirror } = await import('../../compose/mirror/mirror-problems.ts');
  const { wrong, missing } = problemsOfMirror(settings, mirror);
  reader.problems.push(...wrong);
  return { mirror, mirrorMissing: missing };
}

/** Most steps have none. */
async function readHooks(reader: InputReader): Promise<Pick<ActionInputs, 'hooks' | 'hooksMissing'>> {
  if (HOOK_SECRETS.every((name) => reader.text(name) === '')) return { hooks: NO_HOOK_ACCESS, hooksMissing: [] };
  const { readHookAccess } = await import('./hook-access.ts');
  return readHookAccess(reader);
}

/** Only `list` and `export` have them. */
async function readRecords(
  reader: InputReader,
  command: ActionInputs['command'],
  targets: readonly Target[],
  env: Env,
): Promise<ActionInputs['records']> {
  const isAsked = command === 'list' || command === 'export';
  if (!isAsked && RECORDS_INPUTS.every((name) => reader.text(name) === '')) return null;
  const { problemsOfOthers, readRecordsCommand } = await import('./records-command.ts');
  reader.problems.push(...problemsOfOthers(reader, command));
  return isAsked ? readRecordsCommand(reader, command, targets, env) : null;
}

/** Inputs that are fine one by one and make no sense together. */
function contradictions(inputs: ActionInputs): readonly string[] {
  const isTransition = inputs.command === 'transition';
  const { override, reason, to } = inputs;
  const aboutReason = reason === null ? null : problemOfReason(reason);
  return [
    isTransition && to === '' && '"command: transition" needs "to", the state to enter.',
    !isTransition && to !== '' && '"to" needs "command: transition".',
    !isTransition && override && '"override" needs "command: transition".',
    override && reason === null && '"override" needs "reason": it is kept in the record.',
    aboutReason !== null && `"reason" ${aboutReason}.`,
    aboutReason === null && (problemOfClaim(inputs.metadata, reason) ?? false),
    inputs.command === 'repair' && reason === null && '"command: repair" needs "reason": it is kept in the record.',
    inputs.command === 'repair' &&
      !(inputs.targets.length === 1 && inputs.targets[0]?.kind === 'item') &&
      '"command: repair" needs "issue", the one item whose record is damaged.',
    inputs.command === 'sweep' &&
      inputs.targets.length > 0 &&
      '"command: sweep" looks at every item; leave out "issue", "pull-request" and "sha".',
    !isRepositoryPath(inputs.configPath) &&
      `"config" must be a path in the repository, of at most ${MAX_PATH} characters, not ${quote(inputs.configPath)}.`,
  ].filter((problem) => problem !== false);
}

function isRepositoryPath(path: string): boolean {
  if (path.length > MAX_PATH || /[\p{Cc}:\\]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Runs a reader that throws, and puts its complaint with the others. */
async function collected<T>(reader: InputReader, read: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    reader.problems.push(error.message);
    return fallback;
  }
}

/** One error about everything that is wrong. */
export function invalidInputs(problems: readonly string[]): LoopForgeError {
  const [only, ...more] = problems;
  const text = more.length === 0 ? `${only}` : `${problems.length} things are wrong:\n- ${problems.join('\n- ')}`;
  return new LoopForgeError(
    'input_invalid',
    `${text}\nCorrect the step's "with:" and run it again; nothing was changed.`,
  );
}
