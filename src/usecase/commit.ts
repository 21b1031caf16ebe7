import { hasCode } from '../core/errors.ts';
import { checkSizes } from '../core/record/fit.ts';
import { WAITS } from '../core/retry-policy.ts';
import type { RunSettings } from '../core/settings.ts';
import {
  type Attempt,
  type Change,
  type Committed,
  isShown,
  type Kept,
  keptIn,
  landedIn,
  removeAbsorbed,
  store,
} from './attempt.ts';
import { heededLock } from './heeded-lock.ts';
import type { Lease } from './lease.ts';
import { cancelled, limitWaitOf, takeLock } from './lock.ts';
import { isSamePlace, placeOf } from './lock-place.ts';
import { LockedConversationError, mayBeLocked } from './locked-conversation.ts';
import type { Look } from './look.ts';
import { type LookAtReading, lookFresh, lookUnder } from './look-again.ts';
import type { Means } from './means.ts';
import { Patience } from './patience.ts';
import type { Setback } from './setback.ts';
import { editable } from './stored-record.ts';

/** What one change of a record is made of. */
export interface CommitRequest {
  readonly look: LookAtReading;
  /** What follows from a look; null: there is nothing (left) to write. What it throws ends the commit. */
  readonly change: (look: Look) => Change | null | Promise<Change | null>;
  readonly lock: RunSettings['lock'];
}

type Round =
  | { readonly kind: 'done'; readonly committed: Committed }
  /** It came to nothing: another one, after a pause. */
  | { readonly kind: 'again'; readonly look: Look; readonly setback: Setback };

/** One commit over all its rounds. */
interface Writing extends CommitRequest {
  readonly means: Means;
  readonly patience: Patience;
  /** What was sent: where the answer was lost, it is looked for before anything is sent again. */
  readonly attempts: Attempt[];
  /** The last one that was answered; it may not show yet. */
  answered: { readonly attempt: Attempt; readonly kept: Kept } | null;
  /** The failures of those whose answer was lost. */
  readonly lost: unknown[];
  /** The conversation is locked, and GitHub refuses the reaction that is our lock: as with `lock: none`. */
  withoutLock: boolean;
}

/**
 * The one way in which a record is written: lock, read facts and record again, decide again, write, unlock. Whatever
 * happens on the way, a change is written once or not at all, and trouble ends within bounds. With `lock: none` (one
 * job at a time in the whole repository) the first look counts, and after a create the comments are listed again, so
 * that of two records made at once one is left. So it goes too, after one more look, where the conversation is locked
 * and GitHub refuses the lock.
 * @param first the look that showed that there is something to write
 * @throws LoopForgeError `lock_timeout`, `conflict`, `rate_limited`, `github_unreachable`, `permission_missing`,
 *   `cancelled`, and what looking and deciding throw; LockedConversationError where the conversation is locked
 *   and refuses the write. Nothing is half-written then
 */
export async function commit(means: Means, first: Look, request: CommitRequest): Promise<Committed> {
  const patience = new Patience(means);
  const writing: Writing = { ...request, means, patience, attempts: [], answered: null, lost: [], withoutLock: false };
  let look = first;
  for (;;) {
    const locked = await lockFor(writing, look);
    const round = locked.kind === 'again' ? locked : await oneRound(writing, look, locked.lease);
    if (round.kind === 'done') return round.committed;
    if (round.setback.kind === 'hidden' && writing.patience.isSpent) return round.setback.committed;
    await writing.patience.sitOut(round.setback);
    look = await lookAfter(writing, round);
  }
}

/** A lease of null: there is to be no lock, or none to be had. */
type Locked = { readonly kind: 'locked'; readonly lease: Lease | null } | (Round & { readonly kind: 'again' });

async function lockFor({ means, lock, patience, withoutLock }: Writing, look: Look): Promise<Locked> {
  if (lock === 'none' || withoutLock) return { kind: 'locked', lease: null };
  try {
    return { kind: 'locked', lease: await takeLock(means, placeOf(look), patience) };
  } catch (error) {
    if (hasCode(error, 'not_found')) return gone(look);
    if (mayBeLocked(error, look)) return again(look, { kind: 'refused', error });
    throw error;
  }
}

/** All that happens under one lock, which is free afterwards. A rate limit is waited out without it. */
async function oneRound(writing: Writing, before: Look, lease: Lease | null): Promise<Round> {
  const { means } = writing;
  try {
    let look = lease === null ? before : await lookUnder(writing, before, lease);
    for (;;) {
      const next = await decide(writing, look, lease);
      if (next.kind !== 'write') return next;
      const sent = await store(means, next.attempt, lease);
      if (sent.kind === 'gone') return gone(look);
      if (sent.kind === 'refused') return refusedWrite(look, sent.error);
      if (sent.kind === 'lost') writing.lost.push(sent.error);
      else {
        writing.answered = { attempt: next.attempt, kept: sent };
        await removeAbsorbed(means, next.attempt);
        if (lease !== null || editable(look.found) !== null) return done(writing, next.attempt, sent);
      }
      look = lease === null ? await lookFresh(writing, look) : await lookUnder(writing, look, lease);
    }
  } catch (error) {
    const waitMs = limitWaitOf(error);
    if (waitMs === null) throw error;
    return again(before, { kind: 'limited', waitMs, error });
  } finally {
    await lease?.release();
  }
}

type Next = Round | { readonly kind: 'write'; readonly attempt: Attempt };

/** What a look leads to: the end, another round, or a write that is to be sent now. */
async function decide(writing: Writing, look: Look, lease: Lease | null): Promise<Next> {
  const { means, attempts } = writing;
  const landed = landedIn(look, attempts);
  if (landed !== undefined && lease !== null) {
    await removeAbsorbed(means, landed);
    return done(writing, landed, keptIn(look));
  }
  const hindrance = hindranceTo(writing, look, lease);
  if (hindrance !== null) return again(look, hindrance);
  const change = await writing.change(look);
  if (change === null) return landed === undefined ? unchanged(look) : done(writing, landed, keptIn(look));
  if (means.isCancelled()) throw cancelled();
  if (writing.lost.length >= WAITS.writes) throw writing.lost.at(-1);
  if (lease?.mayWrite(look.reading.at) === false) return again(look, { kind: 'late', lease, at: look.reading.at });
  const { record, appended, absorbed } = change;
  checkSizes(appended);
  if (record === null) {
    await removeAbsorbed(means, { absorbed });
    return unchanged(look);
  }
  const attempt = { look, record, appended, absorbed };
  attempts.push(attempt);
  return { kind: 'write', attempt };
}

/** Why nothing can be decided on this look. */
function hindranceTo(writing: Writing, look: Look, lease: Lease | null): Setback | null {
  const { answered } = writing;
  const place = placeOf(look);
  if (lease !== null && !isSamePlace(place, lease.place)) return { kind: 'moved', from: lease.place, to: place };
  const first = lease === null ? null : heededLock(look, lease);
  if (first !== null) return { kind: 'held', lock: first };
  if (!look.amends.settled) return { kind: 'unsettled', look };
  if (lease !== null || answered === null || isShown(look, answered.attempt)) return null;
  return { kind: 'hidden', committed: outcomeOf(writing, answered.attempt, answered.kept) };
}

/** The look that the next round begins with. */
async function lookAfter(writing: Writing, { look, setback }: Round & { readonly kind: 'again' }): Promise<Look> {
  if (setback.kind === 'refused') return lookAfterRefusal(writing, look, setback.error);
  if (setback.kind !== 'gone') return writing.lock === 'none' ? lookFresh(writing, look) : look;
  const fresh = await lookFresh(writing, look);
  if (isSamePlace(placeOf(fresh), setback.place)) throw (await import('./setback-error.ts')).notAllowed(fresh);
  return fresh;
}

/** A conversation that was locked meanwhile is one more try without a lock; anything else stays refused. */
async function lookAfterRefusal(writing: Writing, look: Look, error: unknown): Promise<Look> {
  const fresh = await lookFresh(writing, look);
  if (!fresh.reading.facts.locked) throw error;
  writing.withoutLock = true;
  writing.means.log('The conversation is locked and refuses the lock: going on without it.');
  return fresh;
}

function refusedWrite(look: Look, error: unknown): Round {
  if (look.reading.facts.locked) throw new LockedConversationError(look, error);
  return again(look, { kind: 'refused', error });
}

function again(look: Look, setback: Setback): Round & { readonly kind: 'again' } {
  return { kind: 'again', look, setback };
}

function gone(look: Look): Round & { readonly kind: 'again' } {
  return again(look, { kind: 'gone', place: placeOf(look) });
}

function done(writing: Writing, attempt: Attempt, kept: Kept): Round {
  return { kind: 'done', committed: outcomeOf(writing, attempt, kept) };
}

function outcomeOf({ withoutLock }: Writing, { look, appended }: Attempt, { record, comment }: Kept): Committed {
  return { look, record, comment, appended, withoutLock };
}

/** There was nothing to append, after all. */
function unchanged(look: Look): Round {
  return { kind: 'done', committed: { look, ...keptIn(look), appended: [], withoutLock: false } };
}
