import {
  type Actor,
  type Entry,
  type Facts,
  hasRole,
  type Instant,
  isRedacted,
  isTransition,
  msBetween,
  type PullFacts,
  type Role,
  type Transition,
  UNAVAILABLE,
} from '../../model.ts';
import {
  doubt,
  type Finding,
  fail,
  type PullEvidence,
  type PullName,
  type Timeline,
  type TimelineEvent,
  unclear,
} from '../findings/index.ts';
import type { LifecycleByHash } from '../record/index.ts';

/** GitHub's servers do not agree to the second on what came before what. */
const TOLERANCE_MS = 120_000;
const SAME_MS = 5_000;

/** What GitHub shows today about what entries claim. */
export interface ShownToday {
  readonly timeline: Timeline;
  /** By `owner/name#number`; null: it does not exist, or cannot be seen. */
  readonly pulls: ReadonlyMap<string, PullEvidence | null>;
  /** The item as it was read. Left out: it was not. */
  readonly facts?: Facts;
  readonly lifecycleOf: LifecycleByHash;
}

export function keyOfPull({ repo, number }: PullName): string {
  return `${repo}#${number}`;
}

/** A pull request by its address, since its number says nothing about the repository. */
export function pullOf({ pr, pr_url }: Entry): PullName | null {
  if (pr === null || pr_url === null) return null;
  const match = /^https?:\/\/[^/]+\/(?<repo>[^/]+\/[^/]+)\/pull\/(?<number>[0-9]+)$/.exec(pr_url);
  const repo = match?.groups?.['repo'];
  return repo === undefined || Number(match?.groups?.['number']) !== pr ? null : { repo, number: pr };
}

/** The pull request that an entry names, where it was read with the item. */
export function readPull({ pr_url }: Entry, facts: Facts | undefined): PullFacts | null {
  if (facts === undefined || facts.pulls === UNAVAILABLE) return null;
  return facts.pulls.find(({ url }) => url === pr_url) ?? null;
}

/** What GitHub shows of the pull request that an entry names, or the finding that it cannot be told. */
export function evidenceFor(entry: Entry, { pulls }: ShownToday): PullEvidence | Finding {
  const name = pullOf(entry);
  if (name === null) {
    const text = `Entry ${entry.seq} (${entry.to_state ?? entry.trigger}) does not say which pull request it is about.`;
    return unclear('not_corroborated', entry.seq, text);
  }
  return pulls.get(keyOfPull(name)) ?? unseen(entry);
}

export function isFinding(found: object): found is Finding {
  return 'gravity' in found;
}

function unseen({ seq, pr }: Entry): Finding {
  const text = `Entry ${seq} is about pull request #${pr}, which cannot be seen (any more).`;
  return doubt('not_corroborated', seq, text);
}

/** What was taken over as it stood says that, and claims nothing. */
export function isStep(entry: Entry): entry is Transition {
  return isTransition(entry) && !(entry.from_state === null && entry.flags.includes('unproven'));
}

/** A step that the facts showed, not a claim. */
export function isFromFacts({ source }: Entry): boolean {
  return source === 'observed' || source === 'reconstructed';
}

/** Does the step lead into a state that means this? */
export function leadsTo({ to_state, lifecycle: hash }: Transition, role: Role, lifecycleOf: LifecycleByHash): boolean {
  const lifecycle = hash === null ? undefined : lifecycleOf(hash);
  return lifecycle !== undefined && hasRole(lifecycle, to_state, role);
}

export function isMerge(entry: Transition, lifecycleOf: LifecycleByHash): boolean {
  return (isFromFacts(entry) && entry.trigger === 'pr.merged') || leadsTo(entry, 'merged', lifecycleOf);
}

export function isApproval(entry: Transition, lifecycleOf: LifecycleByHash): boolean {
  return (isFromFacts(entry) && entry.trigger === 'review.approved') || leadsTo(entry, 'approved', lifecycleOf);
}

/** Null: nobody, somebody whose name was erased, or an account that is gone. */
export function actorIn({ actor }: Entry): Actor | null {
  return actor === null || isRedacted(actor) || actor.id === '0' ? null : actor;
}

/** An act by the entry's actor, as far as both are known. */
export function isTheirs({ actor }: Pick<TimelineEvent, 'actor'>, entry: Entry): boolean {
  const who = actorIn(entry);
  return who === null || actor === null || actor.id === who.id;
}

/** GitHub keeps the moment of one act in several places. */
export function isSame(one: Instant, other: Instant): boolean {
  return Math.abs(msBetween(one, other)) <= SAME_MS;
}

/** It had happened when the entry was recorded, as far as two clocks agree. */
export function isKnownBy(at: Instant | null, recordedAt: Instant): boolean {
  return at !== null && msBetween(recordedAt, at) <= TOLERANCE_MS;
}

export function refuted({ seq }: Entry, claim: string): Finding {
  return fail('not_corroborated', seq, `Entry ${seq} says that ${claim}.`);
}

/** What can come about honestly, and yet nobody can tell now whether it was so. */
export function uncertain({ seq }: Entry, claim: string): Finding {
  return doubt('not_corroborated', seq, `Entry ${seq} says that ${claim}.`);
}

/** Nothing shows it, and hardly anything but a lie explains that. */
export function unshown({ seq }: Entry, claim: string): Finding {
  return unclear('not_corroborated', seq, `Entry ${seq} says that ${claim}.`);
}
