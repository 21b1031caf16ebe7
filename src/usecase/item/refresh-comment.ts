import { decodeComment, normalizeView } from '../../codec/record/index.ts';
import type { LoopRecord, Render } from '../../core/model.ts';
import { tellsOtherThanNow } from '../../core/plan/index.ts';
import { editable } from '../find-record/index.ts';
import type { ItemRequest, ItemState } from '../item-state/index.ts';
import { withShown } from '../write/index.ts';

/**
 * The record whose comment is to be written anew although nothing is appended: it tells what is not so any more, or its
 * visible part is not what the record gives. Null: there is nothing to put right, or this run had better not. What is
 * shown is worth no trouble: not where the token may only read, not in a locked conversation, and not where the facts
 * could not be read.
 * @param isUntrue what {@link isViewUntrue} says of it
 */
export function commentToRefresh(
  itemState: ItemState,
  { fork }: Pick<ItemRequest, 'fork'>,
  isUntrue: boolean,
): LoopRecord | null {
  const stored = editable(itemState.found);
  if (stored === null || fork || itemState.reading.facts.locked) return null;
  const { lifecycle, plan } = itemState;
  if (tellsOtherThanNow({ record: stored.record, lifecycle }, plan)) return withShown(stored.record, itemState);
  return isUntrue ? stored.record : null;
}

/** What a person should know of a visible part that is not the record's, though no run stops for it. */
export function aboutUntrueView({ found: { stored } }: ItemState): readonly string[] {
  if (stored === null) return [];
  const { url } = stored.comment;
  return [
    `What people read in ${url} was not what the record says. It is written anew where this run may; its edit history shows who changed it.`,
  ];
}

/** Whether the visible part is not what the record gives. Whoever changed it keeps records, or the run had ended. */
export function isViewUntrue({ found: { stored } }: ItemState, render: Render): boolean {
  if (stored === null) return false;
  const decoded = decodeComment(stored.comment.body);
  const expected = render(stored.record);
  if (decoded.kind !== 'record' || expected === null) return false;
  return normalizeView(decoded.visible) !== normalizeView(expected);
}
