import {
  beginsTakenUp,
  type Conditions,
  type Facts,
  type Instant,
  type LawSettings,
  type Lifecycle,
  latestOf,
  msBetween,
  type PullFacts,
  stateWithRole,
  UNAVAILABLE,
} from '../../model.ts';
import { belongs, isOfThisCycle, recordedIn, type Situation } from '../../situation/index.ts';
import type { Occasion } from './plan-types.ts';

/** What becomes of an item that has no record yet. */
export type Beginning =
  | { readonly kind: 'begin' }
  /** Too old to be judged: the record starts at what is found, unproven. */
  | { readonly kind: 'adopt' }
  | { readonly kind: 'not_tracked'; readonly notice: string };

/** What is older when a record begins is of the time before: it is not judged. */
export const RECENT_MS = 7 * 24 * 60 * 60 * 1000;

interface BeginRequest {
  readonly lifecycle: Lifecycle;
  readonly conditions: Conditions;
  readonly settings: LawSettings;
  readonly occasion: Occasion;
  readonly now: Instant;
  /** A workflow claims a step of it: that takes the item up. */
  readonly claimed: boolean;
}

/**
 * On any event of an open item a record begins (under `begin: task_queued` once it is taken up), and for one closed at
 * most 7 days ago. Older ones are left alone, unless they are named: then they are adopted. So is every item whose last
 * merge is older, since nobody can tell any more how it came about.
 */
export function decideBeginning(situation: Situation, request: BeginRequest): Beginning {
  const { facts, pull } = situation;
  const isOpen = facts.issue === null ? pull !== UNAVAILABLE && pull?.state === 'open' : facts.issue.state === 'open';
  if (request.occasion === 'sweep' && !(isOpen && isUnderWay(situation))) {
    return notTracked('a sweep begins records only for open items with an open pull request or an assignee');
  }
  if (!isOpen && isOld(facts.closedAt, request.now)) {
    if (request.occasion === 'named') return { kind: 'adopt' };
    return notTracked('it was closed more than 7 days ago and has no record; name it with `issue:` to adopt it');
  }
  if (isOld(lastMerge(facts), request.now)) return { kind: 'adopt' };
  if (beginsTakenUp(request.settings) && !isTakenUp(request)) {
    return notTracked('it is not taken up yet, and `begin: task_queued` waits for that');
  }
  return { kind: 'begin' };
}

/** When a pull request of the item was merged the last time in this cycle; null: never. */
function lastMerge(facts: Facts): Instant | null {
  const pulls = facts.pulls === UNAVAILABLE ? [] : facts.pulls;
  const recorded = recordedIn(null);
  const isOwn = (pull: PullFacts): boolean => {
    const belonging = belongs(pull, facts, recorded);
    return belonging !== UNAVAILABLE && belonging !== false;
  };
  const merges = pulls.filter((pull) => isOfThisCycle(pull, facts) && isOwn(pull));
  return latestOf(merges.map(({ mergedAt }) => mergedAt));
}

function isUnderWay({ facts, pull }: Situation): boolean {
  return (facts.issue?.assignees.length ?? 0) > 0 || (pull !== UNAVAILABLE && pull?.state === 'open');
}

function isTakenUp({ lifecycle, conditions, claimed }: BeginRequest): boolean {
  if (claimed) return true;
  const state = stateWithRole(lifecycle, 'queued');
  return state === undefined || conditions.whenOf(state).value === true;
}

function isOld(time: Instant | null, now: Instant): boolean {
  return time !== null && msBetween(time, now) > RECENT_MS;
}

function notTracked(why: string): Beginning {
  return { kind: 'not_tracked', notice: `No record begins for this item: ${why}.` };
}
