import { latestOpinionatedReviews } from '../support/github/world/review-decision.ts';
import { pushTo } from './checks.ts';
import { DAY, HOUR, MINUTE, type Stage } from './stage.ts';

/** What reviewers do to a pull request in the seconds before somebody wants to merge it. */
export function review(stage: Stage, pull: number, within: number): void {
  const { dice, shape } = stage;
  if (dice.chance(0.04)) stage.in(within * dice.roll() * 0.4, () => objects(stage, pull));
  if (dice.chance(shape.approved)) {
    for (const reviewer of reviewersOf(stage, pull).slice(0, shape.settings.reviews ?? 1)) {
      stage.in(within * (0.1 + 0.8 * dice.roll()), () => says(stage, pull, reviewer, 'approved'));
    }
  }
  if (dice.chance(0.03)) stage.in(within * dice.roll(), () => says(stage, pull, 'codertocat', 'approved'));
  if (dice.chance(0.05)) stage.in(within * dice.roll(), () => says(stage, pull, 'octocat', 'commented'));
}

/** Those whose approval a rule still wants give it, where nobody objects. */
export function approvesWhatLacks(stage: Stage, pull: number): void {
  if (stage.world.reviewDecision(pull) !== 'review_required') return;
  const standing = latestOpinionatedReviews(stage.world.state(), pull, { writersOnly: true });
  const given = standing.filter((one) => one.state === 'approved').map((one) => one.author);
  const asked = reviewersOf(stage, pull).filter((one) => !given.includes(one));
  const lacking = (stage.shape.settings.reviews ?? 0) - given.length;
  for (const reviewer of asked.slice(0, lacking)) says(stage, pull, reviewer, 'approved');
}

/** Who may approve it, in the order in which they come to it. */
function reviewersOf({ dice, world }: Stage, pull: number): readonly string[] {
  const writers = dice.chance(0.5) ? ['monalisa', 'octocat', 'hubot'] : ['octocat', 'monalisa', 'hubot'];
  return writers.filter((one) => one !== world.pull(pull).author);
}

export function says(
  stage: Stage,
  pull: number,
  by: string,
  state: 'approved' | 'changes_requested' | 'commented',
): void {
  const { author, state: standing } = stage.world.pull(pull);
  if (standing !== 'open' || author === by) return;
  stage.world.review(pull, { by, state });
  stage.deliver('pull_request_review.submitted', { pull });
}

/** Changes are asked for: mostly they come and are approved, sometimes the review is dismissed, or nothing answers it. */
function objects(stage: Stage, pull: number): void {
  const { dice, world } = stage;
  if (world.pull(pull).state !== 'open') return;
  says(stage, pull, 'monalisa', 'changes_requested');
  const answer = dice.roll();
  if (answer < 0.65) {
    stage.in(stage.some(10 * MINUTE, DAY), () => pushTo(stage, pull));
    stage.in(stage.some(DAY, 2 * DAY), () => says(stage, pull, 'monalisa', 'approved'));
  } else if (answer < 0.85) stage.in(stage.some(HOUR, DAY), () => dismisses(stage, pull));
}

function dismisses(stage: Stage, pull: number): void {
  const { world } = stage;
  if (world.pull(pull).state !== 'open') return;
  const standing = world.state().reviews.findLast((one) => one.pull === pull && one.author === 'monalisa');
  if (standing?.state !== 'changes_requested') return;
  world.dismissReview(pull, 'monalisa');
  stage.deliver('pull_request_review.dismissed', { pull });
}
