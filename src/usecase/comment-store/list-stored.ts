import { Hole } from '../../codec/github/index.ts';
import {
  type GitHubItems,
  hasCode,
  type ItemComments,
  type ItemList,
  type LawSettings,
  type LoopForgeError,
  type LoopRecord,
  type SeenComment,
} from '../../core/model.ts';
import { type SettingsRequest, settingsFor } from '../item-state/index.ts';
import { cancelled } from '../lock/index.ts';
import { type EachOptions, eachItem } from '../many/index.ts';
import { readStored } from './read-stored.ts';
import { hasNone, isOfRecord, type SeenRecord, seenRecord, UNSETTLED } from './seen-record.ts';

/** So many items are read at the same time: what GitHub has nothing against. */
const AT_ONCE = 4;

/** What came of an item of the list. */
export type ListedRecord =
  | { readonly kind: 'read'; readonly record: LoopRecord }
  /** Its record is there and cannot be read. */
  | { readonly kind: 'unread'; readonly number: number; readonly error: LoopForgeError };

/**
 * All records of a repository, in the order in which their items were created. A request shows many items with their
 * records; an item that it does not show whole is read by itself. Memory stays flat.
 * @throws LoopForgeError what GitHub answers
 */
export async function* listStored(
  github: GitHubItems & ItemList,
  request: SettingsRequest,
): AsyncGenerator<ListedRecord, void> {
  const options: EachOptions = { atOnce: AT_ONCE, strikesAll, isCancelled: () => false, cancelled };
  const read = (each: Candidate): Promise<LoopRecord | null> => recordOf(github, request, each);
  for await (const each of eachItem(candidates(github, request), options, read)) {
    if (each.kind === 'done' && each.result !== null) yield { kind: 'read', record: each.result };
    else if (each.kind === 'failed' && isOfRecord(each.error))
      yield { kind: 'unread', number: each.item.number, error: each.error };
    else if (each.kind !== 'done') throw each.error;
  }
}

function strikesAll(error: unknown): 'one' | 'all' {
  return isOfRecord(error) ? 'one' : 'all';
}

/** An item that has a record, or may have one. */
type Candidate = { readonly number: number } & (
  | { readonly record: LoopRecord }
  | { readonly record: null; readonly law: LawSettings; readonly item: ItemWithoutComments | null }
);

/** What the list shows beside comments, where it does not show all of those; null: all, or nothing. */
type ItemWithoutComments = Omit<ItemComments, 'comments' | 'allCommentsSeen'>;

/** What was decoded is passed on, and nothing else of a page is kept. */
async function* candidates(source: ItemList, request: SettingsRequest): AsyncGenerator<Candidate, void> {
  let law: LawSettings | null = null;
  for await (const { number, seen, settings } of source.listItems()) {
    if (seen !== null && hasNone(seen)) continue;
    law ??= (await settingsFor(request, settings)).law;
    const found: SeenRecord = seen === null ? UNSETTLED : seenRecord(seen, law);
    if (found.kind === 'record') yield { number, record: found.record };
    else if (found.kind === 'unsettled') yield { number, record: null, law, item: seen === null ? null : cut(seen) };
  }
}

function cut({ comments, allCommentsSeen, ...item }: ItemComments<SeenComment>): ItemWithoutComments | null {
  return allCommentsSeen ? null : item;
}

async function recordOf(github: GitHubItems, request: SettingsRequest, each: Candidate): Promise<LoopRecord | null> {
  if (each.record !== null) return each.record;
  const { number, law, item } = each;
  const found = item === null ? UNSETTLED : await amongAll(github, number, item, law);
  if (found.kind === 'unsettled') return readIfThere(github, request, number);
  return found.kind === 'record' ? found.record : null;
}

/** The same look at all comments of an item, where that is all that the list did not show. */
async function amongAll(
  github: GitHubItems,
  number: number,
  item: ItemWithoutComments,
  law: LawSettings,
): Promise<SeenRecord> {
  try {
    return seenRecord({ ...item, comments: await github.readAllComments(number), allCommentsSeen: true }, law);
  } catch (error) {
    if (error instanceof Hole) return UNSETTLED;
    throw error;
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
