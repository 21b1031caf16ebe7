import { anyReason, assigns, closes, DECLINED, type Life, mentionsAndMerges, reopens, unassigns } from './issues.ts';
import { opensPull } from './pulls.ts';
import { DAY, HOUR, MINUTE, type Stage } from './stage.ts';

const CLOSED = 0.93;
const BY_HAND = 0.645 * CLOSED;
/** Not every pull request that mentions an issue is merged, and some are merged long before the close. */
const MENTIONED = 1.05 * (264 / 3945) * CLOSED;
const ASSIGNED = 0.06 * BY_HAND;
const REOPENED = 0.015;
const UNASSIGNED = 0.01;

/** Issues that somebody closes by hand, and no pull request of theirs is ever merged. */
export const BY_HAND_LIVES: readonly Life[] = [
  { name: 'answered', share: BY_HAND - MENTIONED - ASSIGNED - REOPENED - UNASSIGNED, begin: answered },
  { name: 'mentioned', share: MENTIONED, begin: mentioned },
  { name: 'assigned', share: ASSIGNED, begin: assigned },
  { name: 'unassigned', share: UNASSIGNED, begin: unassigned },
  { name: 'closed twice', share: REOPENED, begin: closedTwice },
  { name: 'withdrawn', share: 0.013 * CLOSED, begin: withdrawn },
];

function answered(stage: Stage): void {
  stage.in(stage.some(10 * MINUTE, 60 * DAY), () => closes(stage, anyReason(stage)));
}

/** The work was done elsewhere, and the pull request that did it says no more than the number. */
function mentioned(stage: Stage): void {
  stage.in(stage.some(HOUR, 10 * DAY), () =>
    mentionsAndMerges(stage, () => stage.in(stage.some(MINUTE, 6 * DAY), () => closes(stage, 'completed'))),
  );
}

function assigned(stage: Stage): void {
  const { dice } = stage;
  stage.in(stage.some(MINUTE, 5 * DAY), () => assigns(stage));
  const reason = dice.chance(0.6) ? dice.pick(DECLINED) : 'completed';
  stage.in(stage.some(5 * DAY, 30 * DAY), () => closes(stage, reason));
}

function unassigned(stage: Stage): void {
  stage.in(stage.some(MINUTE, DAY), () => assigns(stage));
  stage.in(stage.some(2 * DAY, 9 * DAY), () => unassigns(stage));
  stage.in(stage.some(10 * DAY, 30 * DAY), () => closes(stage, anyReason(stage)));
}

function closedTwice(stage: Stage): void {
  stage.in(stage.some(HOUR, 5 * DAY), () => closes(stage, anyReason(stage)));
  stage.in(stage.some(6 * DAY, 12 * DAY), () => reopens(stage));
  stage.in(stage.some(13 * DAY, 20 * DAY), () => closes(stage, anyReason(stage)));
}

/** Pull requests came and went; the issue was closed while the last one was open, or after it. */
function withdrawn(stage: Stage): void {
  const { dice } = stage;
  const reason = dice.chance(0.6) ? dice.pick(DECLINED) : 'completed';
  stage.in(stage.some(HOUR, 5 * DAY), () => opensPull(stage, 'withdrawn', { closes: [1], base: 'main' }));
  stage.in(stage.some(HOUR, 20 * DAY) + HOUR, () => closes(stage, reason));
}
