import {
  type CheckFact,
  type Facts,
  type PastReview,
  type PullFacts,
  UNAVAILABLE,
} from '../../src/core/facts/facts.ts';
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
  const byMerge = [...pull.checks, ...earlierStatuses(pull)].filter(
    (check) => check.name !== 'loopforge' && isBefore(check.createdAt, pull.mergedAt),
  );
  const required = pull.requiredChecks.map((rule) => rule.name);
  const inQueue = passedInQueue(pull);
  const judged = required.length === 0 ? byMerge : byMerge.filter((check) => required.includes(check.name));
  const isComplete = required.every((name) => inQueue.has(name) || judged.some((check) => check.name === name));
  const isGreen = judged.every((check) => inQueue.has(check.name) || hasWord(check, 'SUCCESS', 'SKIPPED', 'NEUTRAL'));
  const hasProof =
    lifecycle === 'standard' || inQueue.size > 0 || pull.checks.some((check) => hasWord(check, 'SUCCESS'));
  return isComplete && isGreen && hasProof;
}

/** A commit status that was reported again after the merge hides what it said before. */
function earlierStatuses({ earlierChecks }: PullFacts): readonly CheckFact[] {
  return earlierChecks === UNAVAILABLE ? [] : earlierChecks.filter(({ kind }) => kind === 'status');
}

/** Names of the checks that passed on the commit which the merge queue tested and merged. */
function passedInQueue({ group, mergedAt }: PullFacts): ReadonlySet<string> {
  const checks = group === UNAVAILABLE || group === null ? [] : group.checks;
  const passed = checks.filter((check) => hasWord(check, 'SUCCESS') && isBefore(check.completedAt, mergedAt));
  return new Set(passed.map(({ name }) => name));
}

function reviewsAllow(pull: PullFacts, story: Story, lifecycle: LifecycleName): boolean {
  if (pull.reviewRule === UNAVAILABLE) return false;
  const standing = opinionsAtMerge(pull);
  const isMerger = ({ author }: PastReview): boolean => author?.id === pull.mergedBy?.id;
  if (standing.some((review) => review.state === 'changes_requested' && !isMerger(review))) return false;
  const required = pull.reviewRule?.required ?? 0;
  if (required === 0 || story.settings?.autoMerge === true) return true;
  const approvals = standing.filter((review) => review.state === 'approved');
  const isCurrent = approvals.every((review) => review.sha === pull.headSha);
  return approvals.length >= required && (lifecycle === 'standard' || isCurrent);
}

/** The last word of each, as it stood when the pull request was merged. */
function opinionsAtMerge({ reviewHistory, mergedAt }: PullFacts): readonly PastReview[] {
  const given = reviewHistory === UNAVAILABLE ? [] : reviewHistory;
  const byMerge = given.filter((review) => isBefore(review.submittedAt, mergedAt));
  return byMerge.filter((review, index) => {
    const isLast = !byMerge.slice(index + 1).some(({ author }) => author?.id === review.author?.id);
    return isLast && !isBefore(review.dismissedAt, mergedAt);
  });
}

function isBefore(time: string | null, limit: string | null): boolean {
  return time !== null && limit !== null && time <= limit;
}

function hasWord(check: CheckFact, ...words: readonly string[]): boolean {
  return words.includes(check.conclusion ?? '');
}
