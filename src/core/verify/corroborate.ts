import type { Actor } from '../actor.ts';
import { hasRole } from '../lifecycle/lifecycle.ts';
import { isRedacted } from '../record/chain.ts';
import { isTransition } from '../record/fold.ts';
import type { Entry, Transition } from '../record/record.ts';
import type { Happening, PullEvidence, PullName, Timeline } from './evidence.ts';
import { fail, unclear } from './finding.ts';
import type { LifecycleByHash } from './steps.ts';
import type { Finding } from './types.ts';

/** GitHub's servers do not agree to the second on what came before what. */
const TOLERANCE_MS = 120_000;
const SAME_MS = 5_000;

/** What GitHub shows today about what entries claim. */
export interface Shown {
  readonly timeline: Timeline;
  /** By `owner/name#number`; null: it does not exist, or cannot be seen. */
  readonly pulls: ReadonlyMap<string, PullEvidence | null>;
  readonly lifecycleOf: LifecycleByHash;
}

/** The pull requests whose merges and reviews entries claim. An item that was moved has some elsewhere. */
export function pullsToAsk(entries: readonly Entry[], lifecycleOf: LifecycleByHash): readonly PullName[] {
  const names = new Map<string, PullName>();
  for (const entry of entries) {
    const pull = isFromFacts(entry) && isAboutPull(entry, lifecycleOf) ? pullOf(entry) : null;
    if (pull !== null) names.set(keyOfPull(pull), pull);
  }
  return [...names.values()];
}

export function keyOfPull({ repo, number }: PullName): string {
  return `${repo}#${number}`;
}

/**
 * Merges, reviews, closes and reopenings that entries took from the facts, against what GitHub shows today. What cannot
 * be undone there and is not shown never was; what can change honestly is never a failure.
 */
export function checkCorroboration(entries: readonly Entry[], shown: Shown): readonly Finding[] {
  return [
    ...entries.flatMap((entry) => judge(entry, shown)),
    ...entries.filter((entry) => entry.flags.includes('rebuilt')).map(rebuilt),
    ...checkCycles(entries, shown.timeline),
  ];
}

function judge(entry: Entry, shown: Shown): readonly Finding[] {
  if (!isFromFacts(entry)) return [];
  if (isMerge(entry, shown.lifecycleOf)) return judgeMerge(entry, shown);
  switch (entry.trigger) {
    case 'review.approved':
      return judgeReview(entry, shown);
    case 'issue.closed':
      return judgeMoment(entry, shown.timeline.closed, 'closed');
    case 'issue.reopened':
      return judgeMoment(entry, shown.timeline.reopened, 'reopened');
    default:
      return [];
  }
}

/** What a workflow asserts and a person forces is a claim, and says so. What was taken over as it stood says that. */
function isFromFacts(entry: Entry): entry is Transition {
  if (!isTransition(entry)) return false;
  if (entry.from_state === null && entry.flags.includes('unproven')) return false;
  return entry.source === 'observed' || entry.source === 'reconstructed';
}

function isMerge({ to_state, trigger, lifecycle: hash }: Transition, lifecycleOf: LifecycleByHash): boolean {
  const lifecycle = hash === null ? undefined : lifecycleOf(hash);
  return trigger === 'pr.merged' || (lifecycle !== undefined && hasRole(lifecycle, to_state, 'merged'));
}

function isAboutPull(entry: Transition, lifecycleOf: LifecycleByHash): boolean {
  return isMerge(entry, lifecycleOf) || entry.trigger === 'review.approved';
}

/** A pull request by its address, since its number says nothing about the repository. */
function pullOf({ pr, pr_url }: Entry): PullName | null {
  if (pr === null || pr_url === null) return null;
  const match = /^https?:\/\/[^/]+\/(?<repo>[^/]+\/[^/]+)\/pull\/(?<number>[0-9]+)$/.exec(pr_url);
  const repo = match?.groups?.['repo'];
  return repo === undefined || Number(match?.groups?.['number']) !== pr ? null : { repo, number: pr };
}

function judgeMerge(entry: Transition, { pulls }: Shown): readonly Finding[] {
  const pull = evidenceFor(entry, pulls);
  if (pull === undefined) return [unnamed(entry)];
  if (pull === null) return [unseen(entry)];
  if (pull.merged === null) {
    return [refuted(entry, `pull request #${entry.pr} was merged, and GitHub shows that it was not`)];
  }
  return judgeFact(entry, pull.merged, 'merged');
}

/** A review that was given can be dismissed, but it does not disappear. */
function judgeReview(entry: Transition, { pulls }: Shown): readonly Finding[] {
  const pull = evidenceFor(entry, pulls);
  if (pull === undefined) return [unnamed(entry)];
  if (pull === null) return [unseen(entry)];
  const who = actorIn(entry);
  const theirs = pull.reviews.filter(({ submittedAt, author }) => {
    return isBefore(submittedAt, entry.recorded_at) && (who === null || author === null || author.id === who.id);
  });
  if (theirs.some((review) => review.state === 'approved')) return [];
  const by = who === null ? '' : ` by ${who.login}`;
  const claim = `#${entry.pr} was approved${by}`;
  if (theirs.some((review) => review.state === 'dismissed')) {
    return [uncertain(entry, `${claim}, and GitHub shows a review that was dismissed since`)];
  }
  if (!pull.allReviews) return [uncertain(entry, `${claim}, and there are more reviews than could be read`)];
  return [refuted(entry, `${claim}, and GitHub shows no such review`)];
}

/** Closed or reopened: the timeline keeps every time. */
function judgeMoment(entry: Transition, moments: readonly Happening[], what: string): readonly Finding[] {
  const { at } = entry.evidence;
  const fitting = moments.filter((one) => (at === null ? isBefore(one.at, entry.recorded_at) : isSame(one.at, at)));
  const who = actorIn(entry);
  const isTheirs = (one: Happening): boolean => who === null || one.actor === null || one.actor.id === who.id;
  if (fitting.some(isTheirs)) return [];
  const when = at === null ? '' : ` at ${at}`;
  const by = fitting.length === 0 || who === null ? '' : ` by ${who.login}`;
  return [refuted(entry, `the item was ${what}${when}${by}, and its timeline does not show that`)];
}

function judgeFact(entry: Transition, fact: Happening, what: string): readonly Finding[] {
  const { at } = entry.evidence;
  const who = actorIn(entry);
  if (at !== null && !isSame(at, fact.at))
    return [refuted(entry, `#${entry.pr} was ${what} at ${at}, and GitHub says ${fact.at}`)];
  if (!isBefore(fact.at, entry.recorded_at))
    return [refuted(entry, `#${entry.pr} was ${what}, and GitHub says that this came later, at ${fact.at}`)];
  if (who !== null && fact.actor !== null && who.id !== fact.actor.id)
    return [refuted(entry, `${who.login} ${what} #${entry.pr}, and GitHub says ${fact.actor.login}`)];
  return [];
}

/** A cycle begins with a reopening, and the timeline keeps every one. */
function checkCycles(entries: readonly Entry[], { reopened }: Timeline): readonly Finding[] {
  let cycle = 0;
  const findings: Finding[] = [];
  for (const entry of entries) {
    if (entry.basis.cycle <= cycle) continue;
    cycle = entry.basis.cycle;
    const known = reopened.filter((one) => isBefore(one.at, entry.recorded_at)).length;
    if (known >= cycle) continue;
    findings.push(refuted(entry, `the item had been reopened ${cycle} times, and its timeline shows ${known}`));
  }
  return findings;
}

/** Undefined: the entry does not say which pull request it means. */
function evidenceFor(entry: Entry, pulls: Shown['pulls']): PullEvidence | null | undefined {
  const name = pullOf(entry);
  return name === null ? undefined : (pulls.get(keyOfPull(name)) ?? null);
}

function actorIn({ actor }: Entry): Actor | null {
  return actor === null || isRedacted(actor) || actor.id === '0' ? null : actor;
}

/** GitHub keeps the moment of one act in several places. */
function isSame(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_MS;
}

function isBefore(at: string | null, recordedAt: string): boolean {
  return at !== null && Date.parse(at) <= Date.parse(recordedAt) + TOLERANCE_MS;
}

function refuted({ seq }: Entry, claim: string): Finding {
  return fail('not_corroborated', seq, `Entry ${seq} says that ${claim}.`);
}

function uncertain({ seq }: Entry, claim: string): Finding {
  return unclear('not_corroborated', seq, `Entry ${seq} says that ${claim}.`);
}

/** It was recorded by what could still be known, so nobody can say now that it was so. */
function rebuilt(entry: Entry): Finding {
  return uncertain(entry, 'what reviews or checks came to at the merge can be told only in part (`rebuilt`)');
}

function unnamed({ seq, to_state }: Entry): Finding {
  return unclear('not_corroborated', seq, `Entry ${seq} (${to_state}) does not say which pull request it is about.`);
}

function unseen({ seq, pr }: Entry): Finding {
  return unclear(
    'not_corroborated',
    seq,
    `Entry ${seq} is about pull request #${pr}, which cannot be seen (any more).`,
  );
}
