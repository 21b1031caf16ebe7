import { type Facts, type IssueFacts, type Link, type PullFacts, UNAVAILABLE, type Unavailable } from './facts.ts';

/** What the record knows of earlier pull requests. */
export interface RecordedPulls {
  readonly pr: number | null;
  readonly mergedPr: number | null;
  /** The cycle that `mergedPr` belongs to. */
  readonly cycle: number;
}

const LINK_ORDER: readonly Link[] = ['reference', 'keyword', 'branch', 'commit', 'none'];

/** The pull request that decides over the item now; null: none does. */
export function selectPull(facts: Facts, recorded: RecordedPulls): PullFacts | Unavailable | null {
  if (facts.pulls === UNAVAILABLE) return UNAVAILABLE;
  if (facts.issue === null) return facts.pulls[0] ?? null;
  const pulls = facts.pulls;
  if (facts.issue.state === 'closed') {
    const closers = closersOf(facts.issue);
    if (closers === UNAVAILABLE) return UNAVAILABLE;
    const closing = pulls.find((pull) => closers.includes(pull.number) && pull.state === 'merged');
    const last = closing ?? mergedInCycle(pulls, facts, recorded);
    if (last !== undefined) return last;
  }
  return openPull(pulls, facts, recorded) ?? mergedInCycle(pulls, facts, recorded) ?? null;
}

function closersOf({ closer }: IssueFacts): readonly number[] | Unavailable {
  if (closer === UNAVAILABLE) return UNAVAILABLE;
  if (closer?.kind === 'commit') return closer.pulls;
  return closer?.kind === 'pull_request' ? [closer.number] : [];
}

function openPull(pulls: readonly PullFacts[], facts: Facts, recorded: RecordedPulls): PullFacts | undefined {
  const open = pulls.filter((pull) => pull.state === 'open' && !pull.stacked && isLinked(pull, facts, recorded, pulls));
  return open.find((pull) => pull.number === recorded.pr) ?? [...open].sort(byPreference)[0];
}

/**
 * A branch name is the weakest link: it counts for an open issue that has no other pull request, and goes on to count
 * once the record has it.
 */
function isLinked(pull: PullFacts, facts: Facts, recorded: RecordedPulls, pulls: readonly PullFacts[]): boolean {
  if (pull.link === 'none') return false;
  if (pull.link !== 'branch') return true;
  const others = pulls.some((other) => other.link === 'reference' || other.link === 'keyword');
  const counts = facts.issue?.state === 'open' || pull.number === recorded.pr;
  return counts && !pull.fromFork && !others;
}

function byPreference(a: PullFacts, b: PullFacts): number {
  return (
    LINK_ORDER.indexOf(a.link) - LINK_ORDER.indexOf(b.link) ||
    Number(a.fromFork) - Number(b.fromFork) ||
    Number(a.draft) - Number(b.draft) ||
    a.number - b.number
  );
}

/**
 * The last pull request merged since the last reopening. A merge that the record holds cannot be undone, so that pull
 * request stays the item's even when it is no longer linked.
 */
function mergedInCycle(pulls: readonly PullFacts[], facts: Facts, recorded: RecordedPulls): PullFacts | undefined {
  const keeps = (pull: PullFacts): boolean => pull.number === recorded.mergedPr && recorded.cycle === facts.reopenings;
  const since = (pull: PullFacts): boolean => (pull.mergedAt ?? '') >= (facts.reopenedAt ?? '');
  return pulls
    .filter((pull) => pull.state === 'merged' && !pull.stacked && since(pull))
    .filter((pull) => keeps(pull) || isLinked(pull, facts, recorded, pulls))
    .sort(lastMergedFirst)[0];
}

function lastMergedFirst(a: PullFacts, b: PullFacts): number {
  if (a.mergedAt === b.mergedAt) return b.number - a.number;
  return (a.mergedAt ?? '') < (b.mergedAt ?? '') ? 1 : -1;
}

/** Was a pull request of the item merged before its last reopening? */
export function mergedInEarlierCycle(facts: Facts): boolean | Unavailable {
  if (facts.reopenedAt === null) return false;
  if (facts.pulls === UNAVAILABLE) return UNAVAILABLE;
  const before = facts.reopenedAt;
  return facts.pulls.some((pull) => pull.mergedAt !== null && pull.mergedAt < before);
}
