import type { Actor, CommentId, Instant, NodeId } from '../values/index.ts';

/** How a comment is named. */
export interface CommentRef {
  readonly id: NodeId;
  readonly databaseId: CommentId;
  readonly url: string;
}

/** Where a lock sits: on the record comment, or on the item while there is none. */
export type LockPlace =
  | { readonly kind: 'comment'; readonly comment: CommentRef }
  | { readonly kind: 'item'; readonly number: number };

/** GitHub's answer to an attempt to lock: ours, or held since when. Times are GitHub's. */
export interface LockReply {
  readonly acquired: boolean;
  readonly lockId: string;
  readonly nodeId: NodeId;
  readonly createdAt: Instant;
  readonly at: Instant;
}

/** A reaction by our identity as a mutex: GitHub makes it once, and says whether it was there already. */
export interface ItemLocks {
  /** Never repeated by itself. Throws `github_unreachable` when the answer was lost: the lock may be ours then. */
  tryLock(place: LockPlace): Promise<LockReply>;
  /** A lock that is gone already is fine. */
  unlock(place: LockPlace, lockId: string): Promise<void>;
}

/** A reaction by another account that is a lock if that account keeps records. */
export interface OtherLock {
  readonly actor: Actor;
  /** When it was made, by GitHub's clock. */
  readonly at: Instant;
}
