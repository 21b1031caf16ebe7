import { type Instant, isAfter } from '../values/index.ts';
import { type CheckFact, type Facts, type PullFacts, type RequiredCheck, UNAVAILABLE } from './facts.ts';

/**
 * What is asked about a pull request only where it matters, because it takes a request of its own: whether its author
 * is an outsider; whether who edited its description may push; what stood before the checks that are newer than its
 * merge; the merge queue's group that it was merged with; which apps are behind the statuses by bots.
 */
export type PullQuestion = 'outsider' | 'editor' | 'earlier_checks' | 'group' | 'status_apps';

/** Questions whose answers decide which pull request is the item's. */
export function questionsOfChoice(pull: PullFacts, facts: Facts): readonly PullQuestion[] {
  const asked: PullQuestion[] = [];
  if (mayLeadOn(pull, facts)) asked.push('outsider');
  if (isLinkedLate(pull, facts)) asked.push('editor');
  return asked;
}

/** Questions whose answers judge a pull request that was read in full. */
export function questionsOfJudgement(pull: PullFacts): readonly PullQuestion[] {
  const asked: PullQuestion[] = [];
  if (pull.mergedAt !== null && pull.earlierChecks === UNAVAILABLE && hasNewer(pull, pull.mergedAt)) {
    asked.push('earlier_checks');
  }
  if (pull.mergedAt !== null && pull.group === UNAVAILABLE) asked.push('group');
  if (pinnedStatuses(pull).length > 0) asked.push('status_apps');
  return asked;
}

/** An open one from a fork, where the issue was closed or is done already: an outsider's would not lead on. */
function mayLeadOn(pull: PullFacts, { issue, pulls }: Facts): boolean {
  if (pull.state !== 'open' || pull.outsider !== UNAVAILABLE || issue === null) return false;
  const anyMerged = pulls !== UNAVAILABLE && pulls.some(({ state }) => state === 'merged');
  return issue.state === 'closed' || anyMerged;
}

/** Its description was changed after the merge, and the link may stem from that change. */
function isLinkedLate({ number, link, mergedAt, edited }: PullFacts, { issue }: Facts): boolean {
  if (mergedAt === null || edited === UNAVAILABLE || edited === null || edited.mayPush !== UNAVAILABLE) return false;
  const closer = issue?.closer ?? null;
  const isCloser = closer !== UNAVAILABLE && closer?.kind === 'pull_request' && closer.number === number;
  return (link === 'reference' || link === 'keyword') && !isCloser && isAfter(edited.at, mergedAt);
}

function hasNewer({ checks }: PullFacts, mergedAt: Instant): boolean {
  return checks !== UNAVAILABLE && checks.some((check) => isNewer(check, mergedAt));
}

/** A report that came after the merge in the place of one that may have stood before. */
export function isNewer(check: CheckFact, mergedAt: Instant): boolean {
  if (check.kind === 'status') return check.createdAt !== null && isAfter(check.createdAt, mergedAt);
  const wasThere = check.createdAt === null || !isAfter(check.createdAt, mergedAt);
  return wasThere && (check.startedAt === null || isAfter(check.startedAt, mergedAt));
}

/** Statuses by bots whose name a rule pins to an app. */
export function pinnedStatuses({ checks, requiredChecks }: PullFacts): readonly CheckFact[] {
  if (checks === UNAVAILABLE || requiredChecks === UNAVAILABLE) return [];
  const pinned = requiredChecks.filter((rule: RequiredCheck) => rule.appId !== null).map(({ name }) => name);
  return checks.filter(
    ({ kind, appId, creator, name }) =>
      kind === 'status' && appId === UNAVAILABLE && creator !== null && pinned.includes(name),
  );
}
