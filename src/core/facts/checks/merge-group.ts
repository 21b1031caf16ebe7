import { type Instant, isAfter } from '../../values/index.ts';
import { type CheckFact, type PullFacts, UNAVAILABLE } from '../index.ts';
import { isFailure, isSuccess, latestOfEach } from './check-words.ts';
import type { ChecksThen } from './checks-then.ts';

/**
 * What the merge queue found out about the group that a pull request was merged with: check runs that a `merge_group`
 * event started, and statuses, as they stood at the merge. Nothing later counts, and while it is open a group proves
 * nothing.
 */
export function groupProof({ group }: PullFacts, mergedAt: Instant): readonly CheckFact[] {
  if (group === UNAVAILABLE || group === null) return [];
  const done = group.checks
    .filter((check) => check.kind === 'status' || check.event === 'merge_group')
    .filter((check) => check.completedAt !== null && !isAfter(check.completedAt, mergedAt));
  return latestOfEach(done);
}

/**
 * The real suite may run on the group alone, with a stand-in on the head: what passed there takes the place of what
 * the head shows under that name, and what failed there stands beside it.
 */
export function withGroup(then: ChecksThen, proof: readonly CheckFact[]): ChecksThen {
  const passed = new Set(proof.filter(isSuccess).map((check) => check.name));
  const isOpen = (check: CheckFact): boolean => !passed.has(check.name) || isSuccess(check);
  const added = proof.filter((check) => isSuccess(check) || (isFailure(check) && !passed.has(check.name)));
  return {
    checks: [...then.checks.filter(isOpen), ...added],
    gone: then.gone.filter(isOpen),
    unread: then.unread.filter(isOpen),
  };
}
