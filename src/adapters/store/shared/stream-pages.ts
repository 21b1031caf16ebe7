import type { Instant, ListOptions, LoopRecord, RecordFilter } from '../../../core/model.ts';

/** Which page: at most `limit` records, behind `after`. */
export interface PagePlace extends Pick<ListOptions, 'after'> {
  readonly limit: number;
}

/** One page of the records that match, newest first, then by id. One that is not full is the last. */
export type ReadPage = (filter: RecordFilter, place: PagePlace) => Promise<readonly LoopRecord[]>;

const PAGE = 100;

/** All records that match, page by page, newest first. Memory does not grow with how many there are. */
export function streamPages(readPage: ReadPage, filter: RecordFilter): AsyncGenerator<LoopRecord> {
  return streamRounds((part) => allPages(readPage, part), filter);
}

/**
 * All records that match, newest first. A record that is saved meanwhile jumps ahead of the place that has been reached;
 * so what was saved since the newest one is asked for at the end, until there is nothing new.
 * @param read all that match, in order, as one walk through them finds them
 */
export async function* streamRounds(
  read: (filter: RecordFilter) => AsyncIterable<LoopRecord>,
  filter: RecordFilter,
): AsyncGenerator<LoopRecord> {
  let round = filter;
  // Of those that the next round finds again, since they are of the moment that it begins at: which version was told.
  let told: ReadonlyMap<string, number> = new Map();
  for (;;) {
    let newest: Instant | null = null;
    let isNews = false;
    const toldNow = new Map<string, number>();
    for await (const record of read(round)) {
      newest ??= record.updated_at;
      if (record.updated_at === newest) toldNow.set(record.record_id, record.head.seq);
      if (told.get(record.record_id) === record.head.seq) continue;
      isNews = true;
      yield record;
    }
    if (!isNews || newest === null) return;
    told = toldNow;
    round = { ...filter, since: newest };
  }
}

async function* allPages(readPage: ReadPage, filter: RecordFilter): AsyncGenerator<LoopRecord> {
  for (let after: LoopRecord | undefined; ; ) {
    const page = await readPage(filter, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1);
    if (after === undefined || page.length < PAGE) return;
  }
}
