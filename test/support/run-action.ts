import { join } from 'node:path';
import { inject } from 'vitest';
import { runStep } from './run-step.ts';
import type { Step, StepResult } from './step.ts';

export type { Step, StepResult } from './step.ts';

/** Runs one step with the bundle that was built for this test run, in a process of its own. */
export async function runAction(step: Step): Promise<StepResult> {
  const bundle = inject('bundle');
  if (bundle.kind === 'broken') throw new Error(`The action could not be built: ${bundle.why}`);
  return runStep(join(bundle.folder, step.post === undefined ? 'main.js' : 'post.js'), step);
}
