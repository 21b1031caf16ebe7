import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as data from '@actions/expressions/data/index';
import { Evaluator } from '@actions/expressions/evaluator';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { truthy } from '@actions/expressions/result';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { Stage } from '../e2e/stage.ts';
import type { StepResult } from '../support/step.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
  readonly env?: { readonly [name: string]: string };
}

/** What stays of a job on GitHub. */
export interface JobStore {
  /** Of `actions/upload-artifact`: the text of each by its name. */
  readonly artifacts: Map<string, string>;
  /** Of `actions/cache`, the newest last. */
  readonly caches: Map<string, string>;
}

interface JobResult {
  /** Of the step that runs LoopForge. */
  readonly loopforge: StepResult;
  readonly red: boolean;
}

/**
 * Runs the only job of a workflow of the documentation: LoopForge as the stage runs it, scripts in a shell, and the few
 * actions of others that these samples use as what they are to a job.
 */
export async function runSampleJob(workflow: string, stage: Stage, store: JobStore, runId: number): Promise<JobResult> {
  const { jobs }: { readonly jobs: { readonly [name: string]: { readonly steps: readonly Step[] } } } = parse(workflow);
  const workspace = mkdtempSync(join(tmpdir(), 'loopforge-workspace-'));
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }));
  const job = new SampleJob(stage, store, workspace, runId);
  for (const step of Object.values(jobs)[0]?.steps ?? []) await job.run(step);
  if (job.loopforge === null) throw new Error('the sample does not run LoopForge');
  return { loopforge: job.loopforge, red: job.red };
}

class SampleJob {
  readonly #stage: Stage;
  readonly #store: JobStore;
  readonly #workspace: string;
  readonly #runId: number;
  readonly #outputs = new Map<string, { readonly [name: string]: string | undefined }>();
  loopforge: StepResult | null = null;
  red = false;

  constructor(stage: Stage, store: JobStore, workspace: string, runId: number) {
    this.#stage = stage;
    this.#store = store;
    this.#workspace = workspace;
    this.#runId = runId;
  }

  async run(step: Step): Promise<void> {
    const condition = step.if ?? 'success()';
    const isSkipped = this.red && !condition.includes('cancelled()');
    if (isSkipped || !truthy(this.#evaluate(condition))) return;
    const outputs = step.uses === undefined ? this.#script(step) : await this.#action(step, step.uses);
    if (step.id !== undefined) this.#outputs.set(step.id, outputs);
  }

  #script({ run = '', env = {} }: Step): { readonly [name: string]: string } {
    const file = join(this.#workspace, '.output');
    writeFileSync(file, '');
    const given = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, this.#filled(text)]));
    const { status, stderr } = spawnSync('bash', ['-e', '-c', this.#filled(run)], {
      ...{ cwd: this.#workspace, encoding: 'utf8' },
      env: { PATH: process.env['PATH'], GITHUB_OUTPUT: file, ...given },
    });
    if (status !== 0) throw new Error(stderr);
    return asOutputs(readFileSync(file, 'utf8'));
  }

  async #action(step: Step, uses: string): Promise<{ readonly [name: string]: string | undefined }> {
    const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, this.#filled(String(value))]);
    const inputs: { readonly [name: string]: string } = Object.fromEntries(given);
    const { name = '', path = '', key = '' } = inputs;
    switch (uses) {
      case 'loopforge/loopforge@v1':
        return this.#runLoopForge(inputs);
      case 'actions/upload-artifact@v4':
        this.#store.artifacts.set(name, readFileSync(join('/', path), 'utf8'));
        return {};
      case 'actions/cache/save@v4':
        this.#store.caches.set(key, readFileSync(join(this.#workspace, path), 'utf8'));
        return {};
      case 'actions/cache/restore@v4': {
        const prefix = inputs['restore-keys'] ?? '';
        const found = [...this.#store.caches].findLast(([one]) => one.startsWith(prefix));
        if (found !== undefined) writeFileSync(join(this.#workspace, path), found[1]);
        return {};
      }
    }
    throw new Error(`${uses} is not known here`);
  }

  /** Its temporary folder lasts as long as its process here, so what it wrote goes to one that lasts as long as the job. */
  async #runLoopForge(inputs: { readonly [name: string]: string }): Promise<StepResult['outputs']> {
    const temp = join(this.#workspace, '.temp');
    mkdirSync(temp, { recursive: true });
    const env = { GITHUB_WORKSPACE: this.#workspace, RUNNER_TEMP: temp };
    this.loopforge = await this.#stage.step(inputs, { env });
    this.red ||= this.loopforge.exitCode !== 0;
    return this.loopforge.outputs;
  }

  #filled(text: string): string {
    return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => this.#evaluate(expression).coerceString());
  }

  #evaluate(text: string): ReturnType<Evaluator['evaluate']> {
    const plain = text
      .replace(/^\s*\$\{\{(.*)\}\}\s*$/, '$1')
      .replaceAll('success()', 'true')
      .replaceAll('cancelled()', 'false');
    const { tokens } = new Lexer(plain).lex();
    const expression = new Parser(tokens, ['github', 'steps'], []).parse();
    const github = dictionary({ run_id: String(this.#runId), run_attempt: '1' });
    const steps = [...this.#outputs].map(([id, outputs]) => ({
      key: id,
      value: new data.Dictionary({ key: 'outputs', value: dictionary(outputs) }),
    }));
    const contexts = new data.Dictionary(
      { key: 'github', value: github },
      { key: 'steps', value: new data.Dictionary(...steps) },
    );
    return new Evaluator(expression, contexts).evaluate();
  }
}

function dictionary(values: { readonly [name: string]: string | undefined }): data.Dictionary {
  const pairs = Object.entries(values).map(([key, value = '']) => ({ key, value: new data.StringData(value) }));
  return new data.Dictionary(...pairs);
}

/** Lines such as `name=value`, and those of the long form. */
function asOutputs(text: string): { readonly [name: string]: string } {
  const short = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at > 0 && !line.includes('<<') ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
  });
  return Object.fromEntries(short);
}
