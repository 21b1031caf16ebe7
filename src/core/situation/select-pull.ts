import {
  type Facts,
  isBefore,
  type Known,
  type Link,
  type PullFacts,
  UNAVAILABLE,
  type Unavailable,
} from '../model.ts';
import { belongs, closersOf, isAfterSetAside, isOfThisCycle, type RecordedPulls } from './belonging.ts';

const LINK_ORDER: readonly Link[] = ['reference', 'keyword', 'branch', 'commit', 'none'];

/** The pull request that the item follows now; null: none. Unavailable: which one, or whether there is one, is not known. */
export function selectPull(facts: Facts, recorded: RecordedPulls): PullFacts | Unavailable | null {
  if (facts.pulls === UNAVAILABLE) return UNAVAILABLE;
  if (facts.issue === null) return facts.pulls[0] ?? null;
  const found = followed(facts.pulls, facts, recorded);
  return found ?? (facts.morePulls ? UNAVAILABLE : null);
}

function followed(all: readonly PullFacts[], facts: Facts, recorded: RecordedPulls): PullFacts | Unavailable | null {
  const own = ownOf(all, facts, recorded);
  const merged = own.pulls.filter((pull) => isOfThisCycle(pull, facts) && !isAfterSetAside(pull, facts));
  const last = [...merged].sort(lastMergedFirst)[0];
  if (facts.issue?.state === 'closed') {
    const closers = closersOf(facts.issue);
    if (closers === UNAVAILABLE) return UNAVAILABLE;
    const closing = all.find((pull) => closers.includes(pull.number) && pull.state === 'merged');
    if (closing !== undefined) return closing;
    if (last !== undefined) return last;
  }
  const open = openOne(own.pulls, last, recorded, facts);
  return open ?? last ?? (own.unsure ? UNAVAILABLE : null);
}

interface Own {
  readonly pulls: readonly PullFacts[];
  /** There is one of which it is not known whether it belongs. */
  readonly unsure: boolean;
}

function ownOf(all: readonly PullFacts[], facts: Facts, recorded: RecordedPulls): Own {
  const judged = all.map((pull) => ({ pull, belonging: belongs(pull, facts, recorded) }));
  return {
    pulls: judged.flatMap(({ pull, belonging }) => (belonging === UNAVAILABLE || !belonging ? [] : [pull])),
    unsure: judged.some(({ belonging }) => belonging === UNAVAILABLE),
  };
}

/** A merge that is recorded cannot be undone by a stranger: only one of ours leads on from it. */
function openOne(
  own: readonly PullFacts[],
  last: PullFacts | undefined,
  recorded: RecordedPulls,
  facts: Facts,
): PullFacts | undefined {
  const holds = last?.number === recorded.mergedPr && recorded.cycle === facts.reopenings;
  const open = own.filter((pull) => pull.state === 'open' && (!holds || pull.outsider === false));
  return open.find((pull) => pull.number === recorded.pr) ?? [...open].sort(byPreference)[0];
}

function byPreference(a: PullFacts, b: PullFacts): number {
  return (
    Number(a.fromFork) - Number(b.fromFork) ||
    LINK_ORDER.indexOf(a.link) - LINK_ORDER.indexOf(b.link) ||
    Number(a.stacked) - Number(b.stacked) ||
    Number(a.draft) - Number(b.draft) ||
    a.number - b.number
  );
}

function lastMergedFirst(a: PullFacts, b: PullFacts): number {
  if (a.mergedAt === b.mergedAt) return b.number - a.number;
  return (a.mergedAt ?? '') < (b.mergedAt ?? '') ? 1 : -1;
}

/** Was a pull request of the item merged before its last reopening? */
export function mergedInEarlierCycle(facts: Facts): Known<boolean> {
  if (facts.reopenedAt === null) return false;
  if (facts.pulls === UNAVAILABLE) return UNAVAILABLE;
  const before = facts.reopenedAt;
  return (
    facts.pulls.some((pull) => pull.mergedAt !== null && isBefore(pull.mergedAt, before)) ||
    (facts.morePulls && UNAVAILABLE)
  );
}
