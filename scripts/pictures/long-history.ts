import type { StepResult } from '../../test/support/step.ts';
import { assigns, checks, closes, closesPull, merges, opens, opensPull, pushes, reopens, reviews } from './deeds.ts';
import type { Hub } from './hub.ts';

const ROUNDS = 4;

/**
 * A hard case: pushes that fail and pass by turns, a review that asks for changes, a pull request that is withdrawn, an
 * issue that is closed too early, and at the end two pull requests, both merged over a red check.
 */
export async function longHistory(hub: Hub): Promise<StepResult> {
  await opens(hub);
  await assigns(hub);
  await opensPull(hub);
  for (let round = 0; round < ROUNDS; round++) await failsThenPasses(hub);
  await closesPull(hub);
  await closes(hub, 'octocat');
  await reopens(hub, 'monalisa');
  await opensPull(hub);
  await failsThenPasses(hub);
  await mergesOverRed(hub);
  await reopens(hub, 'monalisa');
  await opensPull(hub);
  await mergesOverRed(hub);
  await opensPull(hub);
  return mergesOverRed(hub);
}

async function failsThenPasses(hub: Hub): Promise<void> {
  await pushes(hub);
  await checks(hub, 'failure');
  await pushes(hub);
  await checks(hub, 'success');
  await reviews(hub, 'monalisa', 'changes_requested');
}

async function mergesOverRed(hub: Hub): Promise<StepResult> {
  await checks(hub, 'failure');
  return merges(hub, 'maintainer');
}
