import type { Transition } from '../../model.ts';
import type { Finding, TimelineEvent } from '../findings/index.ts';
import {
  actorIn,
  evidenceFor,
  isFinding,
  isKnownBy,
  isSame,
  isTheirs,
  readPull,
  refuted,
  type ShownToday,
  unshown,
} from './shown-today.ts';

/** When the item was opened, and by whom. */
export function judgeOpening(entry: Transition, { facts }: ShownToday): readonly Finding[] {
  if (facts === undefined) return [];
  const { createdAt: at, author: actor } = facts;
  return judgeFact(entry, { at, actor }, 'the item was opened');
}

/** When the pull request was opened, and by whom. */
export function judgeProposal(entry: Transition, shown: ShownToday): readonly Finding[] {
  const opened = openingOf(entry, shown);
  return isFinding(opened) ? [opened] : judgeFact(entry, opened, `#${entry.pr} was opened`);
}

function openingOf(entry: Transition, shown: ShownToday): TimelineEvent | Finding {
  const read = readPull(entry, shown.facts);
  if (read !== null) return { at: read.createdAt, actor: read.author };
  const pull = evidenceFor(entry, shown);
  return isFinding(pull) ? pull : pull.opened;
}

/** Closed or reopened: the timeline keeps every time. */
export function judgeMoment(entry: Transition, moments: readonly TimelineEvent[], what: string): readonly Finding[] {
  const { at } = entry.evidence;
  const fitting = moments.filter((one) => (at === null ? isKnownBy(one.at, entry.recorded_at) : isSame(one.at, at)));
  if (fitting.some((one) => isTheirs(one, entry))) return [];
  const who = actorIn(entry);
  const when = at === null ? '' : ` at ${at}`;
  const by = fitting.length === 0 || who === null ? '' : ` by ${who.login}`;
  return [refuted(entry, `the item was ${what}${when}${by}, and its timeline does not show that`)];
}

/**
 * Taken up by an assignment, or by the pull request where that came first. Of accounts that GitHub hides the timeline
 * shows nothing, so that only an act of that moment by another hand refutes.
 */
export function judgeTakingUp(entry: Transition, shown: ShownToday): readonly Finding[] {
  const { at } = entry.evidence;
  if (at === null) return [];
  const acts = [...shown.timeline.assigned, ...openings(entry, shown)].filter((one) => isSame(one.at, at));
  if (acts.some((one) => isTheirs(one, entry))) return [];
  const who = actorIn(entry);
  const claim = `the item was taken up at ${at}${who === null ? '' : ` by ${who.login}`}`;
  if (acts.length === 0) return [unshown(entry, `${claim}, and neither an assignment nor a pull request shows that`)];
  return [refuted(entry, `${claim}, and GitHub says ${acts[0]?.actor?.login}`)];
}

function openings(entry: Transition, shown: ShownToday): readonly TimelineEvent[] {
  const opened = openingOf(entry, shown);
  return isFinding(opened) ? [] : [opened];
}

function judgeFact(entry: Transition, fact: TimelineEvent, what: string): readonly Finding[] {
  const { at } = entry.evidence;
  if (at !== null && !isSame(at, fact.at)) return [refuted(entry, `${what} at ${at}, and GitHub says ${fact.at}`)];
  if (isTheirs(fact, entry)) return [];
  return [refuted(entry, `${what} by ${actorIn(entry)?.login}, and GitHub says ${fact.actor?.login}`)];
}
