import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ResultReport } from '../compose/result/index.ts';
import { LoopForgeError } from '../core/model.ts';
import type { Env } from './inputs/index.ts';
import { AnnotationList, OutputGatherer, SummaryText } from './outputs/index.ts';
import type { Runner } from './runner/index.ts';

/** Takes the results of a run as they come, and tells the runner of all of them at the end. */
export class Publisher {
  readonly #env: Env;
  readonly #runner: Runner;
  readonly #outputs = new OutputGatherer();
  readonly #annotations = new AnnotationList();
  readonly #summary = new SummaryText();
  #red = false;

  constructor(env: Env, runner: Runner) {
    this.#env = env;
    this.#runner = runner;
  }

  /** Writes the record's file at once, and keeps no more than what is to be told. */
  add(report: ResultReport): void {
    this.#outputs.add(report, writeRecord(report, this.#env));
    this.#annotations.add(report);
    if (report.summary !== null) this.#summary.add(report.summary);
    this.#red ||= report.red;
    if (report.fault !== undefined && this.#runner.isDebug) this.#runner.debug(inspect(report.fault, { depth: 4 }));
  }

  /** Outputs, annotations, summary, exit code. @throws what the runner's files throw */
  publish({ dryRun }: { readonly dryRun: boolean }): void {
    this.#runner.setOutputs(this.#outputs.toOutputs({ dryRun }));
    const cut = this.#outputs.cutNotice();
    if (cut !== null) this.#annotations.note({ level: 'notice', code: '', text: cut });
    this.#runner.annotate(this.#annotations.toAnnotations());
    const summary = this.#summary.toMarkdown();
    if (summary !== null) this.#runner.writeSummary(summary);
    if (this.#red) this.#runner.fail();
  }
}

/** The result of a run that ended in an error: one message that says what to do. */
export function failureReport(error: unknown): ResultReport {
  const code = error instanceof LoopForgeError ? error.code : 'internal';
  const text = error instanceof Error ? error.message : String(error);
  const message =
    code === 'internal'
      ? `LoopForge itself went wrong: ${text}. Run the job again with debug logging, and report what it prints.`
      : text;
  return {
    outcome: 'failed',
    reason: code,
    changed: false,
    red: true,
    messages: [{ level: 'error', code, text: message }],
    summary: null,
    error: message,
    fault: error,
  };
}

/** One file per record; the name holds the step's id, so that two steps of a job do not share it. Empty: no record. */
function writeRecord({ record = null, number = null }: ResultReport, env: Env): string {
  if (record === null) return '';
  const step = (env['GITHUB_ACTION'] ?? '').replaceAll(/[^\w-]/g, '_') || 'step';
  const path = join(env['RUNNER_TEMP'] || tmpdir(), `loopforge-${step}-${number ?? 0}.json`);
  writeFileSync(path, `${JSON.stringify(record)}\n`);
  return path;
}
