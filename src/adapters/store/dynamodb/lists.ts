import { instantOf, type LoopRecord, type RecordFilter } from '../../../core/model.ts';
import { matches, newestFirst, type PagePlace } from '../shared/index.ts';
import { type EntryPlace, findEntries } from './entries.ts';
import type { IndexEntry } from './index-keys.ts';
import { getRecords } from './records.ts';
import type { DynamoDBTable } from './table.ts';

const PAGE = 100;

/**
 * One page of the records of a state. Records are shown as they are, and not as the index has them: one that left the
 * state is left out, and one that was updated since stands where it belongs, which is before the page unless that is the
 * first.
 */
export async function listOfState(
  table: DynamoDBTable,
  state: string,
  { limit, after }: PagePlace,
): Promise<readonly LoopRecord[]> {
  const page = new Map<string, LoopRecord>();
  for await (const { records } of pagesOf(table, { state }, { limit, after })) {
    for (const record of records) {
      if (page.size < limit && record.state === state && isBehind(record, after)) page.set(record.record_id, record);
    }
    if (page.size >= limit) break;
  }
  return [...page.values()].sort((one, other) => (one.updated_at === other.updated_at ? 0 : newestFirst(one, other)));
}

/**
 * All records that match, page by page, as they are when their page is reached. One that is saved meanwhile jumps ahead of
 * that place, so what the index has from the newest one on is asked for at the end, until there is nothing new.
 */
export async function* streamRecords(table: DynamoDBTable, filter: RecordFilter): AsyncGenerator<LoopRecord> {
  let round = filter;
  // Of those that the next round finds again: which version was told.
  let told: ReadonlyMap<string, number> = new Map();
  for (;;) {
    const toldNow = new Map<string, number>();
    let newest: string | undefined;
    let isNews = false;
    for await (const { first, records } of pagesOf(table, round, { limit: PAGE })) {
      newest ??= first.updated_at;
      for (const record of records) {
        if (record.updated_at >= newest) toldNow.set(record.record_id, record.head.seq);
        if (told.get(record.record_id) === record.head.seq || !matches(record, filter)) continue;
        isNews = true;
        yield record;
      }
    }
    if (!isNews || newest === undefined) return;
    told = toldNow;
    round = { ...filter, since: instantOf(Date.parse(newest)) };
  }
}

interface Page {
  /** Where the index has the first of them. */
  readonly first: IndexEntry;
  readonly records: readonly LoopRecord[];
}

/** What the index finds, page by page. */
async function* pagesOf(table: DynamoDBTable, filter: RecordFilter, place: EntryPlace): AsyncGenerator<Page> {
  const limit = Math.min(place.limit, PAGE);
  for (let { after } = place; ; ) {
    const entries = await findEntries(table, filter, { limit, after });
    const ids = entries.map((entry) => entry.record_id);
    const [first] = entries;
    if (first === undefined) return;
    yield { first, records: await getRecords(table, ids) };
    if (entries.length < limit) return;
    after = entries.at(-1);
  }
}

/** Within one second the index decides, whose order is not ours. */
function isBehind(record: LoopRecord, after: PagePlace['after']): boolean {
  return after === undefined || record.updated_at <= after.updated_at;
}
