import type { CheckFact, Facts, PullFacts } from '../../src/core/facts/facts.ts';
import { UNAVAILABLE } from '../../src/core/facts/facts.ts';
import type { LifecycleName, Story } from './story.ts';

/**
 * Was the merge that the facts show in order? Said a second time, as plainly as the stories need it and without the
 * core's help, so that the core cannot be wrong and the stories with it. False too where nothing was merged.
 */
export function isMergeInOrder(facts: Facts, story: Story, lifecycle: LifecycleName): boolean {
  const pulls = facts.pulls === UNAVAILABLE ? [] : facts.pulls;
  return pulls.some(
    (pull) =>
      isBefore(facts.reopenedAt ?? pull.mergedAt, pull.mergedAt) &&
      checksAllow(pull, lifecycle) &&
      reviewsAllow(pull, story, lifecycle),
  );
}

function checksAllow(pull: PullFacts, lifecycle: LifecycleName): boolean {
  if (pull.checks === UNAVAILABLE || pull.requiredChecks === UNAVAILABLE) return false;
  const byMerge = pull.checks.filter((check) => check.name !== 'loopforge' && isBefore(check.createdAt, pull.mergedAt));
  const required = pull.requiredChecks.map((rule) => rule.name);
  const judged = required.length === 0 ? byMerge : byMerge.filter((check) => required.includes(check.name));
  const isComplete = required.every((name) => judged.some((check) => check.name === name));
  const isGreen = judged.every((check) => hasWord(check, 'SUCCESS', 'SKIPPED', 'NEUTRAL'));
  const hasProof = lifecycle === 'standard' || pull.checks.some((check) => hasWord(check, 'SUCCESS'));
  return isComplete && isGreen && hasProof;
}

function reviewsAllow(pull: PullFacts, story: Story, lifecycle: LifecycleName): boolean {
  if (pull.reviews === UNAVAILABLE) return false;
  const states = pull.reviews.map((review) => review.state);
  if (states.includes('changes_requested')) return false;
  if (pull.reviewDecision === null || story.settings?.autoMerge === true) return true;
  const isCurrent = pull.reviews.every((review) => review.state !== 'approved' || review.sha === pull.headSha);
  return pull.reviewDecision === 'approved' && (lifecycle === 'standard' || isCurrent);
}

function isBefore(time: string | null, limit: string | null): boolean {
  return time !== null && limit !== null && time <= limit;
}

function hasWord(check: CheckFact, ...words: readonly string[]): boolean {
  return words.includes(check.conclusion ?? '');
}
