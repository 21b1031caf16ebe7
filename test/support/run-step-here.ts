import { readFile } from 'node:fs/promises';
import { LOCKS_STATE } from '../../src/action/locks-state.ts';
import type { Annotation } from '../../src/action/outputs/annotations.ts';
import type { Outputs } from '../../src/action/outputs/outputs.ts';
import { runAction } from '../../src/action/run.ts';
import { plainLog } from '../../src/action/runner/plain-log.ts';
import type { Runner } from '../../src/action/runner/runner.ts';
import { runCommand } from '../../src/compose/action/early-read.ts';
import { createLockJournal } from '../../src/compose/action/lock-journal.ts';
import { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import type { ActionRequest, MirrorAccess } from '../../src/compose/github/request.ts';
import { inPlaceOf, type Step, type StepPlace, type StepResult } from './step.ts';

/**
 * Runs a step in this process: what `main.ts` does, from the environment to the outputs, with a runner that keeps what
 * it is told. Many times faster than a process for each step, and what the bundle adds to it is tested with the bundle.
 */
export function runStepHere(step: Step, mirror: Pick<MirrorAccess, 'openStore'> = {}): Promise<StepResult> {
  return inPlaceOf(step, (place) => runIn(place, mirror));
}

async function runIn({ env }: StepPlace, mirror: Pick<MirrorAccess, 'openStore'>): Promise<StepResult> {
  const started = performance.now();
  const runner = keepingRunner(env['RUNNER_DEBUG'] === '1');
  const journal = createLockJournal((state) => runner.saveState(LOCKS_STATE, state));
  const cancellation = new CancelSwitch();
  // The fake GitHub asks nobody to wait between two writes.
  const run = (request: ActionRequest) =>
    runCommand({ ...request, mirror: { ...request.mirror, ...mirror }, writePaceMs: 0 });
  await runAction(env, runner, run, { journal, cancellation, onReportBegun: () => {} });
  const wallMs = performance.now() - started;
  const { outputs, annotations } = runner;
  return {
    exitCode: runner.red ? 1 : 0,
    outputs,
    annotations: annotations.map(({ level, title, message }) => ({ name: level, title, message })),
    masks: runner.masks,
    summary: runner.summary,
    state: runner.state,
    recordFile: outputs['record-file'] ? await readFile(outputs['record-file'], 'utf8') : null,
    stdout: runner.lines.map((line) => `${line}\n`).join(''),
    stderr: '',
    wallMs,
  };
}

interface KeepingRunner extends Runner {
  readonly masks: readonly string[];
  readonly lines: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly outputs: Partial<Outputs>;
  readonly state: { readonly [name: string]: string };
  readonly summary: string;
  readonly red: boolean;
}

function keepingRunner(isDebug: boolean): KeepingRunner {
  const masks: string[] = [];
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  const outputs: Partial<Outputs> = {};
  const state: { [name: string]: string } = {};
  const end = { summary: '', red: false };
  return {
    ...{ isDebug, masks, lines, annotations, outputs, state },
    mask: (secret) => void masks.push(secret),
    log: (text) => void lines.push(plainLog(text)),
    debug: (text) => {
      if (isDebug) lines.push(`::debug::${text}`);
    },
    annotate: (more) => void annotations.push(...more),
    setOutputs: (values) => void Object.assign(outputs, values),
    writeSummary: (markdown) => {
      end.summary += `${markdown}\n`;
    },
    saveState: (name, value) => {
      state[name] = value;
    },
    fail: () => {
      end.red = true;
    },
    get summary() {
      return end.summary;
    },
    get red() {
      return end.red;
    },
  };
}
