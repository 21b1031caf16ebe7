import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INPUTS } from '../src/action/input-register.ts';

/** One step of a job, as the runner starts it. */
export interface Step {
  /** The script to start. */
  readonly entry: string;
  readonly eventName: string;
  readonly event: unknown;
  /** Where GitHub seems to be. */
  readonly url: string;
  /** What must come of it: a run that fails early would look fast. */
  readonly outcome: string;
}

export interface Ended {
  readonly wallMs: number;
  readonly peakKb: number | null;
}

const PROBE = new URL('./peak-memory.mjs', import.meta.url).href;

/**
 * Runs a step in a process of its own, and times it from the start of the process to its end.
 * @throws Error when the step does not come to the outcome that it must
 */
export async function runStep(step: Step, options: { readonly peak?: boolean } = {}): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-bench-'));
  try {
    const files = { output: join(folder, 'output'), event: join(folder, 'event.json') };
    writeFileSync(files.event, JSON.stringify(step.event));
    for (const name of ['output', 'state', 'summary']) writeFileSync(join(folder, name), '');
    const ended = await runProcess([step.entry], { ...runnerEnv(step, folder), ...inputEnv() }, options);
    const outputs = readFileSync(files.output, 'utf8');
    if (!new RegExp(`^outcome<<(.+)\n${step.outcome}\n\\1$`, 'm').test(outputs)) {
      throw new Error(`The step should have ended ${step.outcome}:\n${outputs.slice(0, 2000)}\n${ended.printed}`);
    }
    return ended;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a script of Node, and times it from the start of the process to its end. */
export function runProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { peak = false }: { readonly peak?: boolean } = {},
): Promise<Ended & { readonly printed: string }> {
  return new Promise((resolve, reject) => {
    const probe = peak ? ['--import', PROBE] : [];
    const started = performance.now();
    const child = spawn(process.execPath, [...probe, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      const wallMs = performance.now() - started;
      const found = /^peak-memory (\d+)$/m.exec(printed)?.[1];
      if (code === 0) resolve({ wallMs, peakKb: found === undefined ? null : Number(found), printed });
      else reject(new Error(`The process ended with ${code}:\n${printed}`));
    });
  });
}

/** What a hosted runner sets for every step. */
function runnerEnv({ eventName, url }: Step, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'loopforge',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: url,
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_JOB: 'loopforge',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1001',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_WORKFLOW: 'LoopForge',
    GITHUB_WORKFLOW_REF: 'acme/widgets/.github/workflows/loopforge.yml@refs/heads/main',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: folder,
  };
}

/** The runner hands over every declared input, the others empty. */
function inputEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    INPUTS.map(({ name, declared }) => {
      const value = name === 'github-token' ? 'github-token' : (declared ?? '');
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value];
    }),
  );
}
