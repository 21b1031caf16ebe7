import { spawn } from 'node:child_process';
import { runStep } from '../test/support/run-step.ts';

export interface Ended {
  readonly wallMs: number;
  /** The most memory that the process ever held; null where that was not asked for. */
  readonly peakKb: number | null;
}

/** A step of a job. */
export interface Play {
  /** The built `main.js`. */
  readonly entry: string;
  /** What `issues` event it is about. */
  readonly event: unknown;
  /** Where GitHub seems to be. */
  readonly url: string;
  /** What must come of it: a run that fails early would look fast. */
  readonly outcome: string;
}

interface Options {
  readonly peak?: boolean;
}

const PROBE = new URL('./peak-memory.mjs', import.meta.url).href;

/**
 * Runs the built action as the runner does, timed from the start of its process to the end.
 * @throws Error when it does not come to the outcome that it must
 */
export async function play({ entry, event, url, outcome }: Play, { peak = false }: Options = {}): Promise<Ended> {
  const env = peak ? withProbe() : {};
  const api = { apiUrl: url, graphqlUrl: `${url}/graphql` };
  const step = await runStep(entry, { eventName: 'issues', event, api, env });
  if (step.outputs.outcome !== outcome || step.exitCode !== 0) {
    throw new Error(`The step should have ended ${outcome}: ${JSON.stringify(step.outputs)}\n${step.stdout}`);
  }
  return { wallMs: step.wallMs, peakKb: peakIn(step.stdout) };
}

/** Runs a script of Node, timed the same way. */
export function runScript(args: readonly string[], { peak = false }: Options = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const probe = peak ? ['--import', PROBE] : [];
    const started = performance.now();
    const env = { PATH: process.env['PATH'] };
    const child = spawn(process.execPath, [...probe, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const wallMs = performance.now() - started;
      if (code === 0) resolve({ wallMs, peakKb: peakIn(printed) });
      else reject(new Error(`The script ended with ${code}`));
    });
  });
}

/** The environment of a step that tells at its end how much memory it held. */
export function withProbe(): { readonly NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--import=${PROBE}` };
}

/** What such a step told, in kB. */
export function peakIn(printed: string): number | null {
  const found = /^peak-memory (\d+)$/m.exec(printed)?.[1];
  return found === undefined ? null : Number(found);
}
