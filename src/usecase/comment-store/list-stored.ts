import {
  type GitHubItems,
  hasCode,
  type LoopForgeError,
  type LoopRecord,
  type SweepItem,
  type SweepSource,
} from '../../core/model.ts';
import type { SettingsRequest } from '../item-state/index.ts';
import { cancelled } from '../lock/index.ts';
import { type EachOptions, eachItem } from '../many/index.ts';
import { readStored } from './read-stored.ts';

/** Issues and pull requests, open and closed, of whatever age. */
const EVERY_ITEM = { closedWithinMs: null, pulls: true } as const;
/** So many items are read at the same time: what GitHub has nothing against. */
const AT_ONCE = 4;

/** What came of an item of the list. */
export type ListedRecord =
  | { readonly kind: 'read'; readonly record: LoopRecord }
  /** Its record is there and cannot be read. */
  | { readonly kind: 'unread'; readonly number: number; readonly error: LoopForgeError };

/**
 * All records of a repository, in the order in which GitHub lists their items: one request for a hundred items, and one
 * for each that has a record. Memory stays flat.
 * @throws LoopForgeError what GitHub answers
 */
export async function* listStored(
  github: GitHubItems & SweepSource,
  request: SettingsRequest,
): AsyncGenerator<ListedRecord, void> {
  const options: EachOptions = { atOnce: AT_ONCE, strikesAll, isCancelled: () => false, cancelled };
  const read = ({ number }: SweepItem) => readIfThere(github, request, number);
  for await (const each of eachItem(itemsWithRecord(github), options, read)) {
    if (each.kind === 'done' && each.result !== null) yield { kind: 'read', record: each.result };
    else if (each.kind === 'failed' && isOfRecord(each.error))
      yield { kind: 'unread', number: each.item.number, error: each.error };
    else if (each.kind !== 'done') throw each.error;
  }
}

function strikesAll(error: unknown): 'one' | 'all' {
  return isOfRecord(error) ? 'one' : 'all';
}

function isOfRecord(error: unknown): error is LoopForgeError {
  return hasCode(error, 'record_unreadable', 'record_tampered');
}

async function* itemsWithRecord(source: SweepSource): AsyncGenerator<SweepItem, void> {
  for await (const item of source.listSweepItems(EVERY_ITEM)) {
    if (item.hasRecordComment || !item.allCommentsSeen) yield item;
  }
}

/** An item may be deleted while the list is read. */
async function readIfThere(github: GitHubItems, request: SettingsRequest, number: number): Promise<LoopRecord | null> {
  try {
    return (await readStored(github, request, number)).record;
  } catch (error) {
    if (hasCode(error, 'not_found') && !error.everywhere) return null;
    throw error;
  }
}
