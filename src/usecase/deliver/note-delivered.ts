import {
  type Delivered,
  type GitHubItems,
  LoopForgeError,
  type LoopRecord,
  type Reading,
  withoutDelivered,
} from '../../core/model.ts';
import { editable } from '../find-record/index.ts';
import type { ItemPorts, ItemRequest, ItemState } from '../item-state/index.ts';
import { type Change, commit } from '../write/index.ts';
import { lookAtRecord } from './look-at-record.ts';
import type { StoredNews } from './stored-news.ts';

/**
 * Takes out of the record's comment what need not be told again: one more edit, which appends nothing. Where it fails the
 * next run tells the same once more, and the receiver knows it by its hash. Never throws.
 * @returns the record as it stands then
 */
export async function noteDelivered(
  ports: ItemPorts,
  request: ItemRequest,
  { itemState, record, comment }: StoredNews & { readonly record: LoopRecord },
  delivered: readonly Delivered[],
): Promise<LoopRecord> {
  const assess = (github: GitHubItems, reading: Reading) => lookAtRecord(github, request, reading);
  const { lock } = itemState.run;
  try {
    // Without a lock the first look counts, and this one is older than what this run wrote.
    const again = async () => assess(ports.github, await ports.github.read(itemState.reading.facts.number));
    const first = lock === 'none' ? await again() : itemState;
    const place = comment === null ? {} : { place: { kind: 'comment', comment } as const };
    const change = (next: ItemState) => changeOf(next, delivered);
    const committed = await commit(ports, first, { assess, change, lock, ...place });
    return committed.record ?? record;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    ports.log(`What was delivered could not be noted in the record, so the next run delivers it once more: ${why}`);
    if (!(error instanceof LoopForgeError)) ports.log(String(error instanceof Error ? error.stack : error));
    return record;
  }
}

/** Where anything else is to be put right, the run that does so goes first: a write of ours would hide it. */
function changeOf({ found, reconciliation }: ItemState, delivered: readonly Delivered[]): Change | null {
  const stored = editable(found);
  const isCalm = reconciliation.notes.length + reconciliation.surplus.length === 0 && !found.transferred;
  const record = stored === null || !isCalm ? null : withoutDelivered(stored.record, delivered);
  return record === null ? null : { record, appended: [], absorbed: [] };
}
