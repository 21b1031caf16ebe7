import type { LoopRecord, RecordFilter } from '../../../core/model.ts';
import { type Listed, newestFirst, type PagePlace, recordsIn, streamRounds } from '../shared/index.ts';
import { type EntryPlace, findEntries } from './entries.ts';
import { getListed } from './records.ts';
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
  for await (const listed of pagesOf(table, { state }, { limit, after })) {
    for (const record of recordsIn(listed)) {
      if (page.size < limit && record.state === state && isBehind(record, after)) page.set(record.record_id, record);
    }
    if (page.size >= limit) break;
  }
  return [...page.values()].sort((one, other) => (one.updated_at === other.updated_at ? 0 : newestFirst(one, other)));
}

/** All that match, as they are when their page is reached. */
export function listAll(table: DynamoDBTable, filter: RecordFilter): AsyncGenerator<Listed> {
  return streamRounds((part) => inPages(table, part), filter);
}

async function* inPages(table: DynamoDBTable, filter: RecordFilter): AsyncGenerator<Listed> {
  for await (const listed of pagesOf(table, filter, { limit: PAGE })) yield* listed;
}

/** What the index finds, page by page. */
async function* pagesOf(
  table: DynamoDBTable,
  filter: RecordFilter,
  place: EntryPlace,
): AsyncGenerator<readonly Listed[]> {
  const limit = Math.min(place.limit, PAGE);
  for (let { after } = place; ; ) {
    const entries = await findEntries(table, filter, { limit, after });
    if (entries.length === 0) return;
    yield await getListed(table, entries);
    if (entries.length < limit) return;
    after = entries.at(-1);
  }
}

/** Within one second the index decides, whose order is not ours. */
function isBehind(record: LoopRecord, after: PagePlace['after']): boolean {
  return after === undefined || record.updated_at <= after.updated_at;
}
