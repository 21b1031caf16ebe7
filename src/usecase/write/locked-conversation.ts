import { LoopForgeError, RefusedError } from '../../core/model.ts';
import type { ItemState } from '../item-state/index.ts';

/*
 * In a locked conversation GitHub refuses reactions to everybody, and comments to most; what may still be edited
 * differs. So there may be no lock to be had, and no comment.
 */

/** The record of an item in a locked conversation can neither be edited nor begun. */
export class LockedConversationError extends LoopForgeError {
  /** What was to be written. */
  readonly itemState: ItemState;

  constructor(itemState: ItemState, cause: unknown) {
    const { repo, number } = itemState.reading.facts;
    super('permission_missing', `The conversation of ${repo}#${number} is locked, and ${UNWRITABLE}`, { cause });
    this.itemState = itemState;
  }
}

const UNWRITABLE =
  'GitHub refuses what would have been written. Unlock the conversation once: the next run catches up, and it may be locked again then.';

/** Why nothing was written, though nothing is wrong. */
export const PUT_OFF = `The conversation is locked, and ${UNWRITABLE}`;

/** Behind the message of a refusal that is nowhere but in this run. */
export const NOT_ON_RECORD =
  'Not on the record: the conversation is locked, and GitHub refuses what would have been written. Unlock it once.';

/** The record was edited without a lock. */
export const WITHOUT_LOCK =
  'The conversation is locked, so GitHub refused the reaction that keeps two runs apart, and the record was edited without it. Should another run have written at the same moment, the next one finds that and puts back what was lost.';

/**
 * May a locked conversation be why GitHub refused? What it says of the item tells; or where that was read just before, a
 * further look does, unless it is the token that is refused everything.
 */
export function mayBeLocked(error: unknown, { reading }: ItemState): error is RefusedError {
  if (!(error instanceof RefusedError) || (error.status !== 403 && error.status !== 422)) return false;
  return reading.facts.locked || !error.everywhere;
}
