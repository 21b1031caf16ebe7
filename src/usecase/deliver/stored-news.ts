import type { CommentRef, Entry, LoopRecord } from '../../core/model.ts';
import type { EffectVerdict, OpenViolation } from '../../core/outcome/index.ts';
import { isRecordAuthor } from '../find-record/index.ts';
import type { ItemState } from '../item-state/index.ts';

/** A record as a run leaves it. */
export interface StoredNews {
  /** The look that what was written followed from. */
  readonly itemState: ItemState;
  readonly record: LoopRecord | null;
  /** Where the record stands, if that was written or looked up; null: where it was found. */
  readonly comment: CommentRef | null;
  /** What this run appended. */
  readonly appended: readonly Entry[];
  /** Refusals that are open now. */
  readonly violations: readonly OpenViolation[];
}

/** Who was told, and the record after that. */
export interface NewsTold {
  readonly effects: readonly EffectVerdict[];
  readonly record: LoopRecord | null;
}

/** Whether this run's token may write the record as those do who keep it: else all would be told again by each run. */
export function canNote({ itemState, comment }: Pick<StoredNews, 'itemState' | 'comment'>): boolean {
  const { stored } = itemState.found;
  if (comment !== null && comment.databaseId !== stored?.comment.databaseId) return true;
  if (stored?.comment.viewerCanUpdate !== true) return false;
  return stored.comment.viewerDidAuthor || isRecordAuthor(itemState);
}
