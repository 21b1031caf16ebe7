import type { NewPull } from '../support/github/world/pull-ops.ts';
import { anyReason, assigns, closes, type Life, reopens, watch } from './issues.ts';
import { withdraw } from './merging.ts';
import { type End, opensPull } from './pulls.ts';
import { DAY, HOUR, ITEM, MINUTE, type Stage } from './stage.ts';

const CLOSED = 0.93;
const BY_PULL = 0.31 * CLOSED;
/** Besides these a reopened issue may get a second pull request. */
const SEVERAL = 0.006;

/** Issues that a pull request of theirs closes, or is meant to. */
export const BY_WORK_LIVES: readonly Life[] = [
  { name: 'one pull request', share: BY_PULL - SEVERAL - 0.062, begin: onePull },
  {
    name: 'linked by hand',
    share: 0.012,
    begin: (stage) => soon(stage, 'merged', { links: [ITEM], body: 'Tidies up.' }),
  },
  { name: 'from a linked branch', share: 0.01, begin: fromLinkedBranch },
  { name: 'into another branch', share: 0.01, begin: intoAnotherBranch },
  { name: 'in two parts', share: SEVERAL / 2, begin: inTwoParts },
  { name: 'two compete', share: SEVERAL / 2, begin: twoCompete },
  { name: 'reopened after the merge', share: 0.01, begin: reopenedAfterMerge },
  { name: 'set aside while a pull request is open', share: 0.008, begin: setAside },
  { name: 'keyword written late', share: 0.006, begin: keywordLate },
  { name: 'stacked', share: 0.006, begin: stacked },
];

export const OPEN_LIVES: readonly Life[] = [
  { name: 'open', share: 0.03, begin: () => undefined },
  { name: 'open and assigned', share: 0.015, begin: (stage) => stage.in(stage.some(HOUR, DAY), () => assigns(stage)) },
  { name: 'open with a pull request', share: 0.015, begin: (stage) => soon(stage, 'open', { closes: [ITEM] }) },
  {
    name: 'open, pull request withdrawn',
    share: 0.005,
    begin: (stage) => soon(stage, 'withdrawn', { closes: [ITEM] }),
  },
  { name: 'open, merge unlinked', share: 0.003, begin: mergedAndUnlinked },
  { name: 'open, taken up and given up', share: 0.005, begin: givenUp },
];

/** A pull request some time from now; its number is told to whoever goes on from there. */
function soon(stage: Stage, end: End, pull: NewPull, then: (number: number) => void = () => undefined): void {
  if (stage.dice.chance(0.3)) stage.in(stage.some(MINUTE, HOUR), () => assigns(stage));
  stage.in(stage.some(HOUR, 10 * DAY), () => then(opensPull(stage, end, pull)));
}

const isOver = ({ world }: Stage, pull: number): boolean => world.pull(pull).state !== 'open';
const isMerged = ({ world }: Stage, pull: number): boolean => world.pull(pull).state === 'merged';

/** Merged into the default branch, the pull request closes the issue by itself; into another, somebody does. */
function onePull(stage: Stage): void {
  soon(stage, 'merged', { closes: [ITEM] }, (pull) => closesAfter(stage, pull));
}

function closesAfter(stage: Stage, pull: number): void {
  watch(
    stage,
    () => isOver(stage, pull),
    () => {
      if (stage.world.issue(ITEM).state === 'closed') stage.deliver('issues.closed', { after: 1 });
      else
        stage.in(stage.some(MINUTE, 3 * DAY), () => closes(stage, isMerged(stage, pull) ? 'completed' : 'not_planned'));
    },
  );
}

function fromLinkedBranch(stage: Stage): void {
  stage.world.linkBranch(ITEM, `${ITEM}-mend-it`);
  const pull: NewPull = { headRef: `${ITEM}-mend-it`, body: 'Mends it.', author: 'hubot', fork: false };
  soon(stage, 'merged', pull, (number) => closesAfter(stage, number));
}

function intoAnotherBranch(stage: Stage): void {
  soon(stage, 'merged', { closes: [ITEM], base: 'next' }, (pull) => {
    closesAfter(stage, pull);
    if (stage.dice.chance(0.5))
      watch(
        stage,
        () => isOver(stage, pull),
        () => releases(stage),
      );
  });
}

/** The branch that the work went to is brought into the default branch, by a pull request about many things. */
function releases(stage: Stage): void {
  stage.in(stage.some(MINUTE, DAY), () =>
    opensPull(stage, 'merged', {
      headRef: 'next',
      author: 'octocat',
      fork: false,
      body: `Release with #${ITEM}`,
      base: 'main',
    }),
  );
}

function inTwoParts(stage: Stage): void {
  soon(stage, 'merged', { links: [ITEM], body: 'The first half.', base: 'next' }, (first) =>
    watch(
      stage,
      () => isOver(stage, first),
      () => soon(stage, 'merged', { closes: [ITEM], base: 'main' }, (pull) => closesAfter(stage, pull)),
    ),
  );
}

function twoCompete(stage: Stage): void {
  soon(stage, 'merged', { closes: [ITEM], base: 'main' }, (ours) => {
    closesAfter(stage, ours);
    const theirs = opensPull(stage, 'open', { author: 'codertocat', fork: true, closes: [ITEM], base: 'main' });
    watch(
      stage,
      () => isOver(stage, ours),
      () => stage.in(stage.some(MINUTE, DAY), () => withdraw(stage, theirs)),
    );
  });
}

function reopenedAfterMerge(stage: Stage): void {
  soon(stage, 'merged', { closes: [ITEM], base: 'main' }, (pull) => {
    closesAfter(stage, pull);
    watch(
      stage,
      () => isOver(stage, pull),
      () => stage.in(stage.some(HOUR, 4 * DAY), () => again(stage)),
    );
  });
}

function again(stage: Stage): void {
  reopens(stage);
  if (stage.dice.chance(0.5)) stage.in(stage.some(HOUR, 3 * DAY), () => closes(stage, anyReason(stage)));
  else soon(stage, 'merged', { closes: [ITEM], base: 'main' }, (pull) => closesAfter(stage, pull));
}

function setAside(stage: Stage): void {
  const end = stage.dice.pick<End>(['merged', 'withdrawn', 'withdrawn']);
  soon(stage, end, { closes: [ITEM], base: 'main' }, () =>
    stage.in(stage.some(MINUTE, 2 * HOUR), () => closes(stage, stage.dice.pick(['not_planned', 'duplicate']))),
  );
}

function keywordLate(stage: Stage): void {
  soon(stage, 'merged', { body: `Prepares #${ITEM}.`, base: 'main' }, (pull) =>
    watch(
      stage,
      () => isOver(stage, pull),
      () => {
        stage.in(stage.some(MINUTE, 2 * DAY), () => closes(stage, 'completed'));
        stage.in(stage.some(2 * DAY, 4 * DAY), () => {
          stage.world.editPullBody(pull, `Closes #${ITEM}`, { by: 'hubot' });
          stage.deliver('pull_request.edited', { pull });
        });
      },
    ),
  );
}

/** One pull request on top of another: the lower one is merged first, then the upper one moves to the default branch. */
function stacked(stage: Stage): void {
  stage.in(stage.some(HOUR, DAY), () => {
    const lower = opensPull(stage, 'merged', {
      headRef: 'lower',
      author: 'hubot',
      fork: false,
      body: 'Below.',
      base: 'main',
    });
    const upper = opensPull(stage, 'open', { closes: [ITEM], base: 'lower', author: 'hubot', fork: false });
    watch(
      stage,
      () => isOver(stage, lower),
      () => {
        stage.world.changeBase(upper, 'main');
        stage.deliver('pull_request.edited', { pull: upper });
        stage.in(stage.some(HOUR, DAY), () => mergesAndTells(stage, upper));
      },
    );
  });
}

function mergesAndTells(stage: Stage, pull: number): void {
  if (isOver(stage, pull)) return;
  stage.world.merge(pull);
  stage.deliver('pull_request.closed', { pull });
  closesAfter(stage, pull);
}

function mergedAndUnlinked(stage: Stage): void {
  soon(stage, 'merged', { links: [ITEM], body: 'Half of it.', base: 'next' }, (pull) =>
    watch(
      stage,
      () => isOver(stage, pull),
      () =>
        stage.in(stage.some(HOUR, 2 * DAY), () => {
          stage.world.unlink(pull, ITEM);
          stage.deliver('pull_request.edited', { pull });
        }),
    ),
  );
}

function givenUp(stage: Stage): void {
  stage.in(stage.some(MINUTE, DAY), () => assigns(stage));
  stage.in(stage.some(2 * DAY, 5 * DAY), () => {
    stage.world.unassign(ITEM, 'hubot');
    stage.deliver('issues.unassigned');
  });
}
