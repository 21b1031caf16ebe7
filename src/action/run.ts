import type { ActionRequest, Command } from '../compose/github/index.ts';
import { secretsIn } from '../compose/mirror/index.ts';
import type { ResultReport } from '../compose/result/index.ts';
import { assemble, type Control } from './assemble.ts';
import { type Env, hookSecretsIn, PSEUDONYM_KEY, variableOf } from './inputs/index.ts';
import { failureReport, Publisher } from './publish.ts';
import type { Runner } from './runner/index.ts';

/**
 * One step from start to end: read what was given, run it, publish what came of it. Never throws; every failure is one
 * annotation, the outcome `failed` and a red step. What came of items before a failure is told all the same.
 * @param env the environment
 * @param runner where the results go
 * @param run carries out the command, and yields what came of each item
 * @param control how the run is told to stop, and where its locks are noted
 */
export async function runAction(
  env: Env,
  runner: Runner,
  run: (request: ActionRequest) => AsyncIterable<ResultReport>,
  control: Control,
): Promise<void> {
  const token = env[variableOf('github-token')]?.trim() ?? '';
  const pseudonymKey = env[PSEUDONYM_KEY]?.trim() ?? '';
  const mirrorUrl = env[variableOf('mirror-url')]?.trim() ?? '';
  for (const secret of [token, pseudonymKey]) if (secret !== '') runner.mask(secret);
  for (const secret of secretsIn(mirrorUrl)) runner.mask(secret);
  for (const secret of hookSecretsIn(env)) runner.mask(secret);
  const publisher = new Publisher(env, runner);
  let dryRun = false;
  try {
    const assembled = await assemble(env, runner, control);
    if (assembled.kind === 'run') {
      ({ dryRun } = assembled.request);
      await carryOut(assembled.request, run, publisher, control);
    } else publisher.add(assembled.report);
  } catch (error) {
    publisher.add(failureReport(error));
  }
  publishOrFail(publisher, env, runner, dryRun);
}

const OVER_MANY: readonly Command['kind'][] = ['sweep', 'verify', 'list', 'export'];

async function carryOut(
  request: ActionRequest,
  run: (request: ActionRequest) => AsyncIterable<ResultReport>,
  publisher: Publisher,
  { onReportBegun }: Control,
): Promise<void> {
  const { kind } = request.command;
  // From here on a cancelled run tells what it did until then.
  if (OVER_MANY.includes(kind)) onReportBegun();
  for await (const report of run(request)) {
    publisher.add(report);
    onReportBegun();
  }
}

/** Publishing can be what failed: then the annotation and the exit code are what is left to give. */
function publishOrFail(publisher: Publisher, env: Env, runner: Runner, dryRun: boolean): void {
  try {
    publisher.publish({ dryRun });
  } catch (error) {
    const report = failureReport(error);
    try {
      const failure = new Publisher(env, runner);
      failure.add(report);
      failure.publish({ dryRun: false });
    } catch (second) {
      runner.log(`The outputs could not be written: ${String(second)}`);
      runner.annotate([{ level: 'error', title: 'LoopForge: internal', message: report.error ?? '' }]);
      runner.fail();
    }
  }
}
