import type { StepResult } from '../../test/support/step.ts';
import {
  assigns,
  checks,
  claims,
  closes,
  merges,
  opens,
  opensLonePull,
  opensPull,
  overrides,
  pushes,
  reopens,
  reviews,
  sweeps,
} from './deeds.ts';
import type { Hub } from './hub.ts';

/** Something that happens to an issue; what comes back is the last run of the action. */
export type Story = (hub: Hub) => Promise<StepResult>;

export async function queued(hub: Hub): Promise<StepResult> {
  await opens(hub);
  return assigns(hub);
}

export async function ciRunning(hub: Hub): Promise<StepResult> {
  await queued(hub);
  await opensPull(hub);
  return checks(hub, null);
}

export async function ciFailed(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  return checks(hub, 'failure');
}

export async function waitingForReview(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  await checks(hub, 'success');
  return reviews(hub, 'monalisa', 'approved');
}

export async function approved(hub: Hub): Promise<StepResult> {
  await waitingForReview(hub);
  return reviews(hub, 'octocat', 'approved');
}

export async function merged(hub: Hub): Promise<StepResult> {
  await approved(hub);
  return merges(hub, 'maintainer');
}

export async function mergedOverRed(hub: Hub): Promise<StepResult> {
  await ciFailed(hub);
  return merges(hub, 'maintainer');
}

/** Merged while a check failed and nobody had approved; then somebody answers for every gate that was jumped. */
export async function forced(hub: Hub): Promise<StepResult> {
  await mergedOverRed(hub);
  const why =
    'The shop was down for an hour, and this commit brought it back. The failing check tests a page that is gone.';
  return overrides(hub, 'maintainer', 'merged', why);
}

/** As `forced`, by somebody who has much to say. */
export async function forcedAtLength(hub: Hub): Promise<StepResult> {
  await mergedOverRed(hub);
  const why = 'The shop was down, and this commit brought it back. The failing check tests a page that is gone. ';
  return overrides(hub, 'maintainer', 'merged', why.repeat(4));
}

/** Nothing failed, and nobody had to review it. */
export async function closedStraight(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  await checks(hub, 'success');
  return merges(hub, 'maintainer');
}

const MATRIX = ['ubuntu-latest', 'windows-latest', 'macos-latest'].flatMap((runner) =>
  [22, 24].map((node) => `build (${runner}, node ${node})`),
);

/** Every job of a matrix failed. */
export async function mergedOverMany(hub: Hub): Promise<StepResult> {
  await queued(hub);
  await opensPull(hub);
  for (const name of MATRIX) await checks(hub, 'failure', name);
  return merges(hub, 'maintainer');
}

export async function changesRequested(hub: Hub): Promise<StepResult> {
  await waitingForReview(hub);
  return reviews(hub, 'octocat', 'changes_requested');
}

/** Failed, mended and asked for again: a loop. */
export async function secondTry(hub: Hub): Promise<StepResult> {
  await ciFailed(hub);
  await pushes(hub);
  return checks(hub, 'success');
}

export async function closedWithoutProof(hub: Hub): Promise<StepResult> {
  await queued(hub);
  return closes(hub, 'maintainer');
}

export async function reopened(hub: Hub): Promise<StepResult> {
  await merged(hub);
  return reopens(hub, 'monalisa');
}

/** A workflow says where the work stands. */
export async function claimed(hub: Hub): Promise<StepResult> {
  await opens(hub);
  return claims(hub, 'hubot', 'task_queued');
}

export async function claimRefused(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  return claims(hub, 'hubot', 'ci_passed');
}

/** A pull request that closes no issue is an item of its own. */
export async function lonePull(hub: Hub): Promise<StepResult> {
  await opensLonePull(hub);
  return checks(hub, 'failure');
}

/** Several items at once, which nobody told of. */
export async function swept(hub: Hub): Promise<StepResult> {
  await mergedOverRed(hub);
  hub.world.openIssue({ author: 'monalisa', title: 'Faster widgets' });
  hub.world.openIssue({ author: 'monalisa', title: 'Smaller widgets', assignees: ['hubot'] });
  return sweeps(hub);
}
