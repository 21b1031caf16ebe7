import { createDice, type Dice } from '../simulator/dice.ts';
import type { Scene } from '../stories/scenes.ts';
import type { StorySettings } from '../stories/story.ts';
import { comments, opensIssue } from './issues.ts';
import { BY_COMMIT_LIVES } from './issues-by-commit.ts';
import { BY_HAND_LIVES } from './issues-by-hand.ts';
import { BY_WORK_LIVES, OPEN_LIVES } from './issues-by-work.ts';
import { LONE_PULL_LIVES } from './lone-pulls.ts';
import { SHAPES, type Shape } from './shapes.ts';
import { DAY, perform } from './stage.ts';

/** All that happened to one item, and what GitHub delivered of it. */
export interface History {
  readonly seed: number;
  readonly shape: Shape['name'];
  readonly life: string;
  readonly settings: StorySettings;
  readonly scenes: readonly Scene[];
}

const ISSUE_LIVES = [...BY_HAND_LIVES, ...BY_WORK_LIVES, ...BY_COMMIT_LIVES, ...OPEN_LIVES];
/** Of all items; the others are pull requests that close no issue. */
const ISSUES = 0.55;
/** Of all items: somebody writes a comment when everything is long over. */
const LONG_AFTER = 0.02;

/** One item's history: the same for the same seed, on every machine. */
export function historyOf(seed: number): History {
  const dice = createDice(seed);
  const shape = pickByShare(dice, SHAPES);
  const isIssue = dice.chance(ISSUES);
  const life = pickByShare(dice, isIssue ? ISSUE_LIVES : LONE_PULL_LIVES);
  const scenes = perform(dice.fork(), shape, (stage) => {
    if (isIssue) opensIssue(stage);
    life.begin(stage);
    if (dice.chance(LONG_AFTER)) stage.in(stage.some(60 * DAY, 400 * DAY), () => comments(stage));
  });
  const settings: StorySettings = isIssue ? shape.settings : { ...shape.settings, noIssue: true };
  return { seed, shape: shape.name, life: life.name, settings, scenes };
}

/** One of a list, each as likely as its share of them all. */
function pickByShare<T extends { readonly share: number }>(dice: Dice, list: readonly T[]): T {
  let left = dice.roll() * list.reduce((sum, { share }) => sum + share, 0);
  const picked = list.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return picked ?? dice.pick(list);
}
