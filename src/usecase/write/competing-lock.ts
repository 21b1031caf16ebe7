import { isAfter, msBetween, type OtherLock, WAITS } from '../../core/model.ts';
import { isRecordAuthor, recordAuthorIds } from '../find-record/index.ts';
import type { ItemState } from '../item-state/index.ts';
import type { Lease } from '../lock/index.ts';

/** A lock of another account that has to be outlasted: nobody can delete it but that account. */
export interface CompetingLock extends OtherLock {
  /** Until it has run out, by GitHub's clock. */
  readonly leftMs: number;
}

/**
 * A lock beside ours that goes first. Only accounts that keep records have locks: anybody else's reaction is just one.
 * Between two record authors the older lock goes first, and neither where they are of the same second. Nobody heeds the lock of
 * a person, so a person heeds every one.
 * @returns null: there is none
 */
export function competingLock(itemState: ItemState, lease: Lease): CompetingLock | null {
  const { law, reading } = itemState;
  const recordAuthors = recordAuthorIds(law);
  const yields = !isRecordAuthor(itemState);
  for (const lock of reading.otherLocks ?? []) {
    const leftMs = WAITS.lease.runsOutMs - msBetween(lock.at, reading.at);
    if (!recordAuthors.has(lock.actor.id) || leftMs <= 0) continue;
    if (yields || !isAfter(lock.at, lease.createdAt)) return { ...lock, leftMs };
  }
  return null;
}
