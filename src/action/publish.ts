import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '../compose/request.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import { annotationsOf } from './annotations.ts';
import { blankResult } from './blank-result.ts';
import type { Env } from './env.ts';
import { toOutputs } from './outputs.ts';
import type { Runner } from './runner.ts';

/** Tells the runner what came of a run: outputs, annotations, summary, exit code. */
export async function publish(report: RunReport, env: Env, runner: Runner, dryRun: boolean): Promise<void> {
  const files = writeRecords(report.results, env);
  runner.setOutputs(toOutputs(report.results, { dryRun, fileOf: (result) => files.get(result) ?? '' }));
  runner.annotate(annotationsOf(report));
  if (report.faults.length > 0) await showFaults(report.faults, runner);
  if (report.summary !== null) runner.writeSummary(report.summary);
  if (report.red) runner.fail();
}

async function showFaults(faults: readonly unknown[], runner: Runner): Promise<void> {
  const { inspect } = await import('node:util');
  for (const fault of faults) runner.debug(inspect(fault, { depth: 4 }));
}

/** The report of a run that ended in an error: one message that says what to do. */
export function failureReport(error: unknown): RunReport {
  const code = error instanceof LoopForgeError ? error.code : 'internal';
  const text = error instanceof Error ? error.message : String(error);
  const message =
    code === 'internal'
      ? `LoopForge itself went wrong: ${text}. Run the job again with debug logging, and report what it prints.`
      : text;
  const result = blankResult({ outcome: 'failed', reason: code, error: message, red: true });
  return { results: [result], red: true, warnings: [], notices: [], summary: null, faults: [error] };
}

/** One file per record; the name holds the step's id, so that two steps of a job do not share it. */
function writeRecords(results: readonly ItemResult[], env: Env): ReadonlyMap<ItemResult, string> {
  const step = (env['GITHUB_ACTION'] ?? '').replaceAll(/[^\w-]/g, '_') || 'step';
  const folder = env['RUNNER_TEMP'] || tmpdir();
  const files = new Map<ItemResult, string>();
  for (const result of results) {
    if (result.record === null) continue;
    const path = join(folder, `loopforge-${step}-${result.number ?? 0}.json`);
    writeFileSync(path, `${JSON.stringify(result.record)}\n`);
    files.set(result, path);
  }
  return files;
}
