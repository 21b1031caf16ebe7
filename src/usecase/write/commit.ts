import {
  checkSizes,
  type Entry,
  hasCode,
  type LockPlace,
  type LoopRecord,
  type RunSettings,
  WAITS,
} from '../../core/model.ts';
import { editable } from '../find-record/index.ts';
import type { ItemState, Ports } from '../item-state/index.ts';
import { cancelled, type Lease, limitWaitOf, takeLock } from '../lock/index.ts';
import {
  type Attempt,
  type Change,
  type Committed,
  isShown,
  type Kept,
  keptNow,
  landedIn,
  removeAbsorbed,
  removeComments,
  store,
} from './attempt.ts';
import { competingLock } from './competing-lock.ts';
import type { FailedRound } from './failed-round.ts';
import { isSamePlace, lockPlaceOf } from './lock-place.ts';
import { LockedConversationError, mayBeLocked } from './locked-conversation.ts';
import { type AssessReading, rereadItem, rereadUnderLock } from './reread.ts';
import { RoundLimit } from './round-limit.ts';

/** What one change of a record is made of. */
export interface CommitRequest {
  readonly assess: AssessReading;
  /** What follows from a look; null: there is nothing (left) to write. What it throws ends the commit. */
  readonly change: (itemState: ItemState) => Change | null | Promise<Change | null>;
  readonly lock: RunSettings['lock'];
  /** Where the record stands by now, if it was made after the first look. */
  readonly place?: LockPlace;
}

type Round =
  | { readonly kind: 'done'; readonly committed: Committed }
  /** It came to nothing: another one, after a pause. */
  | { readonly kind: 'again'; readonly itemState: ItemState; readonly failedRound: FailedRound };

/** One commit over all its rounds. */
interface Writing extends CommitRequest {
  readonly ports: Ports;
  readonly roundLimit: RoundLimit;
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
export async function commit(ports: Ports, first: ItemState, request: CommitRequest): Promise<Committed> {
  const roundLimit = new RoundLimit(ports);
  const writing: Writing = {
    ...request,
    ports,
    roundLimit,
    attempts: [],
    answered: null,
    lost: [],
    withoutLock: false,
  };
  let itemState = first;
  for (;;) {
    const place = itemState === first ? request.place : undefined;
    const locked = await lockFor(writing, itemState, place);
    const round = locked.kind === 'again' ? locked : await oneRound(writing, itemState, locked.lease);
    if (round.kind === 'done') return round.committed;
    if (round.failedRound.kind === 'hidden' && writing.roundLimit.isSpent) return round.failedRound.committed;
    await writing.roundLimit.sitOut(round.failedRound);
    itemState = await lookAfter(writing, round);
  }
}

/** A lease of null: there is to be no lock, or none to be had. */
type Locked = { readonly kind: 'locked'; readonly lease: Lease | null } | (Round & { readonly kind: 'again' });

async function lockFor(
  { ports, lock, roundLimit, withoutLock }: Writing,
  itemState: ItemState,
  place = lockPlaceOf(itemState),
): Promise<Locked> {
  if (lock === 'none' || withoutLock) return { kind: 'locked', lease: null };
  try {
    return { kind: 'locked', lease: await takeLock(ports, place, roundLimit) };
  } catch (error) {
    if (hasCode(error, 'not_found')) return gone(itemState);
    if (mayBeLocked(error, itemState)) return again(itemState, { kind: 'refused', error });
    throw error;
  }
}

/** All that happens under one lock, which is free afterwards. A rate limit is waited out without it. */
async function oneRound(writing: Writing, before: ItemState, lease: Lease | null): Promise<Round> {
  const { ports } = writing;
  try {
    let itemState = lease === null ? before : await rereadUnderLock(writing, before, lease);
    for (;;) {
      const next = await decide(writing, itemState, lease);
      if (next.kind !== 'write') return next;
      const sent = await store(ports, next.attempt, lease);
      if (sent.kind === 'gone') return gone(itemState);
      if (sent.kind === 'refused') return refusedWrite(itemState, sent.error);
      if (sent.kind === 'lost') writing.lost.push(sent.error);
      else {
        writing.answered = { attempt: next.attempt, kept: sent };
        await removeAbsorbed(ports, next.attempt);
        if (lease !== null || editable(itemState.found) !== null) return done(writing, next.attempt, sent);
      }
      itemState =
        lease === null ? await rereadItem(writing, itemState) : await rereadUnderLock(writing, itemState, lease);
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
async function decide(writing: Writing, itemState: ItemState, lease: Lease | null): Promise<Next> {
  const { ports, attempts } = writing;
  const landed = landedIn(itemState, attempts);
  if (landed !== undefined && lease !== null) {
    await removeAbsorbed(ports, landed);
    return done(writing, landed, keptNow(itemState));
  }
  const hindrance = hindranceTo(writing, itemState, lease);
  if (hindrance !== null) return again(itemState, hindrance);
  const change = await writing.change(itemState);
  if (change === null) return landed === undefined ? unchanged(itemState) : done(writing, landed, keptNow(itemState));
  if (ports.isCancelled()) throw cancelled();
  if (writing.lost.length >= WAITS.writes) throw writing.lost.at(-1);
  if (lease?.mayWrite(itemState.reading.at) === false)
    return again(itemState, { kind: 'late', lease, at: itemState.reading.at });
  const { appended, absorbed } = change;
  checkSizes(appended);
  if (change.record === null) {
    await removeAbsorbed(ports, { absorbed });
    await removeComments(ports, change);
    return unchanged(itemState);
  }
  const record = await withNews(ports, itemState, change.record, appended);
  const attempt = { itemState, record, appended, absorbed };
  attempts.push(attempt);
  return { kind: 'write', attempt };
}

/** New entries wait in the record itself for those that are told afterwards: where a run is cut off, the next one tells them. */
async function withNews(
  { hooks }: Ports,
  { run }: ItemState,
  record: LoopRecord,
  appended: readonly Entry[],
): Promise<LoopRecord> {
  const sinks = appended.length === 0 ? [] : (hooks?.sinksFor(run) ?? []);
  if (sinks.length === 0) return record;
  return (await import('../../core/record/append/outbox.ts')).withWaiting(record, appended, sinks);
}

/** Why nothing can be decided on this look. */
function hindranceTo(writing: Writing, itemState: ItemState, lease: Lease | null): FailedRound | null {
  const { answered } = writing;
  const place = lockPlaceOf(itemState);
  if (lease !== null && !isSamePlace(place, lease.place)) return { kind: 'moved', from: lease.place, to: place };
  const first = lease === null ? null : competingLock(itemState, lease);
  if (first !== null) return { kind: 'held', lock: first };
  if (!itemState.reconciliation.settled) return { kind: 'unsettled', itemState };
  if (lease !== null || answered === null || isShown(itemState, answered.attempt)) return null;
  return { kind: 'hidden', committed: outcomeOf(writing, answered.attempt, answered.kept) };
}

/** The look that the next round begins with. */
async function lookAfter(
  writing: Writing,
  { itemState, failedRound }: Round & { readonly kind: 'again' },
): Promise<ItemState> {
  if (failedRound.kind === 'refused') return lookAfterRefusal(writing, itemState, failedRound.error);
  if (failedRound.kind !== 'gone') return writing.lock === 'none' ? rereadItem(writing, itemState) : itemState;
  const fresh = await rereadItem(writing, itemState);
  if (isSamePlace(lockPlaceOf(fresh), failedRound.place))
    throw (await import('./failed-round-error.ts')).notAllowed(fresh);
  return fresh;
}

/** A conversation that was locked meanwhile is one more try without a lock; anything else stays refused. */
async function lookAfterRefusal(writing: Writing, itemState: ItemState, error: unknown): Promise<ItemState> {
  const fresh = await rereadItem(writing, itemState);
  if (!fresh.reading.facts.locked) throw error;
  writing.withoutLock = true;
  writing.ports.log('The conversation is locked and refuses the lock: going on without it.');
  return fresh;
}

function refusedWrite(itemState: ItemState, error: unknown): Round {
  if (itemState.reading.facts.locked) throw new LockedConversationError(itemState, error);
  return again(itemState, { kind: 'refused', error });
}

function again(itemState: ItemState, failedRound: FailedRound): Round & { readonly kind: 'again' } {
  return { kind: 'again', itemState, failedRound };
}

function gone(itemState: ItemState): Round & { readonly kind: 'again' } {
  return again(itemState, { kind: 'gone', place: lockPlaceOf(itemState) });
}

function done(writing: Writing, attempt: Attempt, kept: Kept): Round {
  return { kind: 'done', committed: outcomeOf(writing, attempt, kept) };
}

function outcomeOf({ withoutLock }: Writing, { itemState, appended }: Attempt, { record, comment }: Kept): Committed {
  return { itemState, record, comment, appended, withoutLock };
}

/** There was nothing to append, after all. */
function unchanged(itemState: ItemState): Round {
  return { kind: 'done', committed: { itemState, ...keptNow(itemState), appended: [], withoutLock: false } };
}
