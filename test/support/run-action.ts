import { join } from 'node:path';
import { inject } from 'vitest';
import { runStep, type Step, type StepResult } from './run-step.ts';

export type { Step, StepResult } from './run-step.ts';

/** Runs one step with the bundle that was built for this test run. */
export async function runAction(step: Step): Promise<StepResult> {
  const bundle = inject('bundle');
  if (bundle.kind === 'broken') throw new Error(`The action could not be built: ${bundle.why}`);
  return runStep(join(bundle.folder, step.post === undefined ? 'main.js' : 'post.js'), step);
}
