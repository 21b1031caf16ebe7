import { isAfter } from '../values/index.ts';
import { type Known, type PullFacts, UNAVAILABLE } from './facts.ts';

/** A rule set was changed after the merge: what it asked for then cannot be known, which is not the same as nothing. */
export function rulesChangedSince({ mergedAt, rulesChangedAt }: PullFacts): boolean {
  if (mergedAt === null || rulesChangedAt === UNAVAILABLE || rulesChangedAt === null) return false;
  return isAfter(rulesChangedAt, mergedAt);
}

/** What a person should know of the rules that a pull request is judged by. */
export function ruleWarnings(pull: PullFacts): readonly string[] {
  if (!rulesChangedSince(pull)) return [];
  return [
    `The rules of ${pull.base} were changed after #${pull.number} was merged. What they asked for then is not known, so the merge is not judged by them.`,
  ];
}

/** What can be known of the rules at all. Nothing to warn of: it is so on every run. */
export function ruleRemarks(pull: Known<PullFacts | null>): readonly string[] {
  if (pull === UNAVAILABLE || pull === null || pull.classicProtection !== true) return [];
  if (pull.requiredChecks !== UNAVAILABLE && pull.requiredChecks.length === 0 && pull.reviewRule === null) return [];
  return [
    `The base branch ${pull.base} has classic branch protection, which does not show this token which app a required check must come from, nor when it was changed: it counts as it is now, and a check by its name alone. A rule set shows both.`,
  ];
}
