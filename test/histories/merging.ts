import type { Pull } from '../support/github/world/model.ts';
import { latestOpinionatedReviews, reviewDecision } from '../support/github/world/review-decision.ts';
import { suiteStanding } from '../support/github/world/workflow-runs.ts';
import { afterMerge } from './checks.ts';
import { approvesWhatLacks } from './reviewing.ts';
import { DAY, HOUR, ITEM, MINUTE, type Stage } from './stage.ts';

/** What a person who looks at the page would say. `ready`: green, approved where that is asked for, and nobody objects. */
function outlookOf({ world, withoutChecks, shape }: Stage, pull: Pull): 'ready' | 'red' | 'waiting' {
  const state = world.state();
  const suites = state.suites.filter((suite) => suite.sha === pull.headSha);
  const words = suites.map((suite) => suiteStanding(state, suite.databaseId).conclusion);
  const expected = withoutChecks ? 0 : shape.workflows.length;
  if (words.some((word) => word === 'failure' || word === 'timed_out')) return 'red';
  const isGreen = words.length >= expected && words.every((word) => word === 'success' || word === 'skipped');
  const decision = reviewDecision(state, pull);
  const objects = latestOpinionatedReviews(state, pull.number, { writersOnly: true }).some(
    (review) => review.state === 'changes_requested',
  );
  const isReady = isGreen && !objects && !pull.draft && (decision === null || decision === 'approved');
  return isReady ? 'ready' : 'waiting';
}

const TRIES = 12;
/** Each time that somebody looks: merged all the same. */
const IMPATIENT = { ready: 1, red: 0.1, waiting: 0.025 };

/** Somebody wants to merge: at once where that is how it is done, else when it looks ready, or gives up in the end. */
export function wantsMerge(stage: Stage, number: number, how: { readonly anyhow: boolean }, left = TRIES): void {
  const { dice, world } = stage;
  const pull = world.pull(number);
  if (pull.state !== 'open') return;
  const outlook = outlookOf(stage, pull);
  if (!how.anyhow && !dice.chance(IMPATIENT[outlook])) {
    if (dice.chance(0.4)) approvesWhatLacks(stage, number);
    if (left > 0) stage.in(stage.some(10 * MINUTE, 12 * HOUR), () => wantsMerge(stage, number, how, left - 1));
    else if (dice.chance(0.3)) merge(stage, number);
    else withdraw(stage, number);
    return;
  }
  if (outlook === 'ready' && stage.queues) queue(stage, number);
  else merge(stage, number);
}

/** Merges, and what GitHub and others do then. */
export function merge(stage: Stage, number: number): void {
  const { dice, world } = stage;
  const pull = world.pull(number);
  if (pull.state !== 'open') return;
  if (pull.draft) world.ready(number);
  world.merge(number, { by: mergerOf(stage, pull) });
  if (dice.chance(0.97)) stage.deliver('pull_request.closed', { pull: number });
  afterMerge(stage, number);
  if (dice.chance(0.01)) stage.in(stage.some(HOUR, 3 * DAY), () => objectsLate(stage, number));
  if (pull.base !== 'main' && dice.chance(0.08)) {
    stage.in(stage.some(HOUR, 3 * DAY), () => loses(stage, pull.base));
  }
}

/** The branch that it was merged into is gone, and with it what it demanded; somebody says so. */
function loses({ deliver, world }: Stage, base: string): void {
  world.deleteBranch(base);
  world.comment(ITEM, `The branch ${base} is gone.`);
  deliver('issue_comment.created');
}

function mergerOf({ dice, world }: Stage, pull: Pull): string {
  const objector = latestOpinionatedReviews(world.state(), pull.number, { writersOnly: true }).find(
    (review) => review.state === 'changes_requested',
  );
  if (objector !== undefined && dice.chance(0.5)) return objector.author;
  return pull.author === 'hubot' && dice.chance(0.5) ? 'hubot' : 'octocat';
}

function objectsLate(stage: Stage, pull: number): void {
  stage.world.review(pull, { by: 'monalisa', state: 'changes_requested' });
  stage.deliver('pull_request_review.submitted', { pull });
}

function queue(stage: Stage, number: number): void {
  const { dice, world } = stage;
  const { sha } = world.enqueue(number, { by: 'hubot' });
  stage.deliver('pull_request.enqueued', { pull: number });
  stage.in(dice.between(60, 900), () => {
    const pull = world.pull(number);
    if (pull.state !== 'open' || pull.queue?.headSha !== sha) return;
    for (const name of stage.shape.settings.required ?? []) {
      world.check(sha, { name, event: 'merge_group', conclusion: 'success' });
    }
    stage.deliver('merge_group.checks_requested', { pull: number });
    world.merge(number, { by: 'hubot' });
    stage.deliver('pull_request.closed', { pull: number });
    afterMerge(stage, number);
  });
}

/** The pull request is closed and was not merged. */
export function withdraw(stage: Stage, number: number): void {
  if (stage.world.pull(number).state !== 'open') return;
  stage.world.closePull(number);
  stage.deliver('pull_request.closed', { pull: number });
}
