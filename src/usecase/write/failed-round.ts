import type { Instant, LockPlace } from '../../core/model.ts';
import type { ItemState } from '../item-state/index.ts';
import type { Lease } from '../lock/index.ts';
import type { Committed } from './attempt.ts';
import type { CompetingLock } from './competing-lock.ts';

/** Why a round under the lock came to nothing. */
export type FailedRound =
  /** The lock sat in the wrong place: there is a record comment by now, or another one, or none any more. */
  | { readonly kind: 'moved'; readonly from: LockPlace; readonly to: LockPlace }
  /** Another account holds a lock in the same place, and goes first. */
  | { readonly kind: 'held'; readonly lock: CompetingLock }
  /** No write may be started so long after the lock was made. */
  | { readonly kind: 'late'; readonly lease: Lease; readonly at: Instant }
  /** The comment's edit history and the comment itself do not fit together (yet). */
  | { readonly kind: 'unsettled'; readonly itemState: ItemState }
  /** A comment that was made does not show (yet): another one would be a second. What was written stands. */
  | { readonly kind: 'hidden'; readonly committed: Committed }
  /** GitHub refused the lock or the write, perhaps because the conversation is locked. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** What was to be locked or written is not there, or not for this token. */
  | { readonly kind: 'gone'; readonly place: LockPlace }
  | { readonly kind: 'limited'; readonly waitMs: number; readonly error: unknown };
