import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INPUTS } from '../../src/action/inputs/register.ts';
import type { OutputName } from '../../src/action/outputs/register.ts';
import type { PrintedCommand } from './runner-files.ts';

/** One step as a workflow has it. */
export interface Step {
  readonly eventName: string;
  /** The payload; a string is written to the event file as it is. */
  readonly event: unknown;
  /** What stands under `with:`. */
  readonly inputs?: { readonly [name: string]: string };
  /** Replaces what the runner would set; undefined takes a variable away. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** A fake GitHub that listens; without one nobody answers. */
  readonly api?: { readonly apiUrl: string; readonly graphqlUrl: string; readonly serverUrl?: string };
  /** Value of `${{ github.token }}`. */
  readonly token?: string;
  /** Runs the `post` step instead, with what `main` left as state. */
  readonly post?: { readonly state: { readonly [name: string]: string } };
  /** Called with the child as soon as it runs, for tests that interrupt it. */
  readonly onStart?: (child: { kill(signal: NodeJS.Signals): boolean }) => void;
  /** Time after which the step is killed. */
  readonly timeoutMs?: number;
}

/** What the runner would have seen of the step. */
export interface StepResult {
  /** Null: ended by a signal. */
  readonly exitCode: number | null;
  readonly outputs: { readonly [name in OutputName]?: string };
  /** `::error::`, `::warning::` and `::notice::`, in order. */
  readonly annotations: readonly PrintedCommand[];
  /** Every `::add-mask::`. */
  readonly masks: readonly string[];
  readonly summary: string;
  readonly state: { readonly [name: string]: string };
  /** What the file behind the output `record-file` holds; null: there is none. */
  readonly recordFile: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMs: number;
}

/** A folder as the runner makes one for every step, and the environment of the step in it. */
export interface StepPlace {
  readonly env: { readonly [name: string]: string | undefined };
  readonly files: { readonly output: string; readonly state: string; readonly summary: string };
}

/** Makes the folder of a step, lets it be used, and takes it away. */
export async function inPlaceOf<T>(step: Step, use: (place: StepPlace) => Promise<T>): Promise<T> {
  const temp = await mkdtemp(join(tmpdir(), 'loopforge-step-'));
  try {
    return await use(await furnish(temp, step));
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function furnish(temp: string, step: Step): Promise<StepPlace> {
  const files = { output: join(temp, 'output'), state: join(temp, 'state'), summary: join(temp, 'summary.md') };
  for (const file of Object.values(files)) await writeFile(file, '');
  const eventPath = join(temp, 'event.json');
  await writeFile(eventPath, typeof step.event === 'string' ? step.event : JSON.stringify(step.event));
  await mkdir(join(temp, 'temp'));
  const env = {
    ...runnerEnv(step),
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    RUNNER_TEMP: join(temp, 'temp'),
    ...inputEnv(step),
    ...stateEnv(step),
    ...step.env,
  };
  return { env, files };
}

/** What a hosted runner sets for every step; nothing of this process's own environment is handed on. */
function runnerEnv(step: Step): { readonly [name: string]: string } {
  return {
    PATH: process.env['PATH'] ?? '',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'loopforge',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: step.api?.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: step.eventName,
    GITHUB_GRAPHQL_URL: step.api?.graphqlUrl ?? 'http://127.0.0.1:9/graphql',
    GITHUB_JOB: 'loopforge',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1001',
    GITHUB_SERVER_URL: step.api?.serverUrl ?? 'https://github.com',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_WORKFLOW: 'LoopForge',
    GITHUB_WORKFLOW_REF: 'acme/widgets/.github/workflows/loopforge.yml@refs/heads/main',
    RUNNER_OS: 'Linux',
  };
}

/** The runner hands over every declared input: what `with:` gives, else its declared default, else nothing. */
function inputEnv(step: Step): { readonly [name: string]: string } {
  const declared = INPUTS.map(({ name, declared }) => {
    return [name, name === 'github-token' ? (step.token ?? 'github-token') : (declared ?? '')];
  });
  const given: { readonly [name: string]: string } = { ...Object.fromEntries(declared), ...step.inputs };
  return prefixed('INPUT_', given, (name) => name.replaceAll(' ', '_').toUpperCase());
}

function stateEnv(step: Step): { readonly [name: string]: string } {
  return prefixed('STATE_', step.post?.state ?? {}, (name) => name);
}

function prefixed(
  prefix: string,
  values: { readonly [name: string]: string },
  spelt: (name: string) => string,
): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${spelt(name)}`, value]));
}
