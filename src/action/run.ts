import type { ActionRequest, RunReport } from '../compose/request.ts';
import { assemble, type Control } from './assemble.ts';
import type { Env } from './env.ts';
import { variableOf } from './input-values.ts';
import { failureReport, publish } from './publish.ts';
import type { Runner } from './runner.ts';

/**
 * One step from start to end: read what was given, run it, publish what came of it. Never throws; every failure is one
 * annotation, the outcome `failed` and a red step.
 * @param env the environment
 * @param runner where the results go
 * @param run carries out the command
 * @param control how the run is told to stop, and where its locks are noted
 */
export async function runAction(
  env: Env,
  runner: Runner,
  run: (request: ActionRequest) => Promise<RunReport>,
  control: Control,
): Promise<void> {
  const token = env[variableOf('github-token')]?.trim() ?? '';
  if (token !== '') runner.mask(token);
  let dryRun = false;
  try {
    const assembled = await assemble(env, runner, control);
    if (assembled.kind === 'run') dryRun = assembled.request.dryRun;
    const report = assembled.kind === 'run' ? await run(assembled.request) : assembled.report;
    await publish(report, env, runner, dryRun);
  } catch (error) {
    await publishFailure(error, env, runner);
  }
}

/** Publishing can be what failed: then the annotation and the exit code are what is left to give. */
async function publishFailure(error: unknown, env: Env, runner: Runner): Promise<void> {
  const report = failureReport(error);
  try {
    await publish(report, env, runner, false);
  } catch (second) {
    runner.log(`The outputs could not be written: ${String(second)}`);
    runner.annotate([{ level: 'error', title: 'LoopForge: internal', message: report.results[0]?.error ?? '' }]);
    runner.fail();
  }
}
