import type { StepResult } from '../../test/support/step.ts';
import { assigns, checks, merges, opens, opensPull, overrides, reviews } from './deeds.ts';
import { Hub, type HubOptions } from './hub.ts';
import { longHistory } from './long-history.ts';

/** Where on GitHub a text is read: beneath an issue, or on the page of a workflow run. */
export type Place = 'comment' | 'summary';

/** What somebody may find on GitHub because LoopForge ran there. */
export interface Situation {
  /** Of the files of its pictures. */
  readonly name: string;
  readonly place: Place;
  /** Whether a step out of order stands open. */
  readonly isOutOfOrder: boolean;
  /** Lets it happen, and takes what then stands there: Markdown. */
  readonly markdown: () => Promise<string>;
}

const TWO_APPROVALS: HubOptions = { protection: { requiredApprovals: 2 } };

/** All that is pictured and measured, each made by runs of the action against a GitHub in this process. */
export const SITUATIONS: readonly Situation[] = [
  comment('fresh', {}, opens),
  comment('queued', {}, queued),
  comment('ci-running', {}, ciRunning),
  comment('ci-failed', {}, ciFailed),
  comment('waiting-for-review', TWO_APPROVALS, waitingForReview),
  comment('approved', TWO_APPROVALS, approved),
  comment('merged', TWO_APPROVALS, merged),
  outOfOrder(comment('merged-out-of-order', {}, mergedOverRed)),
  comment('forced', TWO_APPROVALS, forced),
  outOfOrder(comment('long-history', TWO_APPROVALS, longHistory)),
  summary('summary-merged', TWO_APPROVALS, merged),
  outOfOrder(summary('summary-refused', {}, mergedOverRed)),
];

type Story = (hub: Hub) => Promise<StepResult>;

function comment(name: string, options: HubOptions, story: Story): Situation {
  const markdown = () =>
    Hub.during(options, async (hub) => {
      await story(hub);
      return hub.comment();
    });
  return { name, place: 'comment', isOutOfOrder: false, markdown };
}

/** Of the last run of the story. */
function summary(name: string, options: HubOptions, story: Story): Situation {
  const markdown = () => Hub.during(options, async (hub) => (await story(hub)).summary);
  return { name, place: 'summary', isOutOfOrder: false, markdown };
}

function outOfOrder(situation: Situation): Situation {
  return { ...situation, isOutOfOrder: true };
}

async function queued(hub: Hub): Promise<StepResult> {
  await opens(hub);
  return assigns(hub);
}

async function ciRunning(hub: Hub): Promise<StepResult> {
  await queued(hub);
  await opensPull(hub);
  return checks(hub, null);
}

async function ciFailed(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  return checks(hub, 'failure');
}

async function waitingForReview(hub: Hub): Promise<StepResult> {
  await ciRunning(hub);
  await checks(hub, 'success');
  return reviews(hub, 'monalisa', 'approved');
}

async function approved(hub: Hub): Promise<StepResult> {
  await waitingForReview(hub);
  return reviews(hub, 'octocat', 'approved');
}

async function merged(hub: Hub): Promise<StepResult> {
  await approved(hub);
  return merges(hub, 'maintainer');
}

async function mergedOverRed(hub: Hub): Promise<StepResult> {
  await ciFailed(hub);
  return merges(hub, 'maintainer');
}

/** Merged while a check failed and nobody had approved; then somebody answers for every gate that was jumped. */
async function forced(hub: Hub): Promise<StepResult> {
  await mergedOverRed(hub);
  const why =
    'The shop was down for an hour, and this commit brought it back. The failing check tests a page that is gone.';
  return overrides(hub, 'maintainer', 'merged', why);
}
