import type { NewPull } from '../support/github/world/pull-ops.ts';
import { failsAgain, pushTo, runChecks } from './checks.ts';
import { merge, wantsMerge, withdraw } from './merging.ts';
import { review, says } from './reviewing.ts';
import { DAY, HOUR, MINUTE, type Stage } from './stage.ts';

/** How a pull request is meant to end. */
export type End = 'merged' | 'withdrawn' | 'open';

/** Besides those that are meant to go there. */
const OTHER_BASE = 0.058;
/** Opened as drafts; a few more are made drafts later. */
const DRAFT = 0.031;
const REOPENED = 85 / 8821;

/** Somebody opens a pull request, and everybody does with it what this kind of repository does. Returns its number. */
export function opensPull(stage: Stage, end: End, pull: NewPull): number {
  const { dice, shape, world } = stage;
  const isOutsider = dice.chance(shape.fromForks);
  const base = pull.base ?? (dice.chance(OTHER_BASE) ? 'next' : 'main');
  if (!world.state().branches.has(base)) world.createBranch(base);
  const number = world.openPull({
    author: isOutsider ? 'codertocat' : 'hubot',
    fork: isOutsider,
    draft: dice.chance(DRAFT),
    reviewers: dice.chance(0.1) ? ['monalisa'] : [],
    ...pull,
    base,
  });
  stage.deliver('pull_request.opened', { pull: number });
  runChecks(stage, number);
  works(stage, number, end);
  return number;
}

/** Pushes, reviews, and the end. */
function works(stage: Stage, number: number, end: End): void {
  const { dice, shape, world } = stage;
  let last = 0;
  const pushes = dice.pick([0, 0, 0, 1, 1, 2, 3]);
  for (let count = 0; count < pushes; count++) {
    last += stage.some(3 * MINUTE, 20 * HOUR);
    stage.in(last, () => pushTo(stage, number));
  }
  const { wait, anyhow } = waitOf(stage);
  if (world.pull(number).draft) stage.in(last + wait * 0.2, () => readies(stage, number));
  else if (dice.chance(0.005)) stage.in(last + wait * 0.6, () => drafts(stage, number));
  review(stage, number, last + wait);
  if (end === 'open') return;
  stage.in(last + wait, () => {
    if (end === 'withdrawn') withdraw(stage, number);
    else if (dice.chance(REOPENED * 1.1)) closesAndReopens(stage, number);
    else if (dice.chance(shape.forced)) mergesRegardless(stage, number);
    else wantsMerge(stage, number, { anyhow });
  });
}

/** How long after the last push somebody wants to merge. */
function waitOf({ dice, shape, some }: Pick<Stage, 'dice' | 'shape' | 'some'>): { wait: number; anyhow: boolean } {
  const roll = dice.roll();
  if (roll < shape.atOnce) return { wait: dice.between(15, 110), anyhow: true };
  if (roll < shape.atOnce + shape.soon) return { wait: dice.between(125, 1150), anyhow: dice.chance(0.3) };
  return { wait: some(25 * MINUTE, 4 * DAY), anyhow: false };
}

/** A check that is run again goes red, or somebody objects; it is merged a few minutes later. */
function mergesRegardless(stage: Stage, pull: number): void {
  if (stage.world.pull(pull).state !== 'open') return;
  if (stage.withoutChecks || stage.dice.chance(0.4)) says(stage, pull, 'monalisa', 'changes_requested');
  else failsAgain(stage, pull);
  stage.in(stage.some(MINUTE, 10 * MINUTE), () => merge(stage, pull));
}

function readies(stage: Stage, pull: number): void {
  const { draft, state } = stage.world.pull(pull);
  if (!draft || state !== 'open') return;
  stage.world.ready(pull);
  stage.deliver('pull_request.ready_for_review', { pull });
}

function drafts(stage: Stage, pull: number): void {
  const { draft, state } = stage.world.pull(pull);
  if (draft || state !== 'open') return;
  stage.world.convertToDraft(pull);
  stage.deliver('pull_request.converted_to_draft', { pull });
  stage.in(stage.some(HOUR, DAY), () => readies(stage, pull));
}

function closesAndReopens(stage: Stage, pull: number): void {
  withdraw(stage, pull);
  stage.in(stage.some(MINUTE, DAY), () => {
    if (stage.world.pull(pull).state !== 'closed') return;
    stage.world.reopenPull(pull);
    stage.deliver('pull_request.reopened', { pull });
    stage.in(stage.some(10 * MINUTE, DAY), () => wantsMerge(stage, pull, { anyhow: false }));
  });
}
