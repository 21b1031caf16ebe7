import { loadFormat } from '../../codec/export/index.ts';
import { type Instant, plusMs, type RecordFilter } from '../../core/model.ts';
import { type ExportResult, type ExportSink, exportRecords, type WrittenRecords } from '../../usecase/export/index.ts';
import { EVERY_RECORD, matchesQuery } from '../../usecase/query/index.ts';
import type { RecordSource, UnreadRecord } from '../sources/index.ts';
import { type ExportOrder, exportNames } from './export-order.ts';

/** Who looks on while records are exported. */
export interface ExportWatch {
  readonly isCancelled: () => boolean;
  /** Called for each record that is read, with how many there were. */
  readonly seen: (count: number) => void;
  readonly unread: (each: UnreadRecord) => void;
}

/** One export, with all that it needs. */
export interface ExportRun extends ExportWatch {
  readonly source: RecordSource;
  readonly order: ExportOrder;
  /** The moment at which it began. */
  readonly began: Instant;
  readonly sink: ExportSink;
  /** What the sink holds of an earlier run. */
  readonly written?: WrittenRecords;
}

/** Exports the records of a source. @throws LoopForgeError `cancelled`, and what strikes the source or the sink */
export async function runExport({ source, order, began, ...run }: ExportRun): Promise<ExportResult> {
  const { query, since, until } = order;
  const format = await loadFormat(order.format);
  return exportRecords({
    ...run,
    began,
    since,
    until,
    isFeed: isFeed(order),
    source: source.records(filterOf(order)),
    selects: (record) => matchesQuery(record, query, began),
    encoder: format.open(exportNames(order)),
    wholeRecords: format.name === 'json',
  });
}

/**
 * Whether another export can go on from this one. Records that are chosen by how they stand come and go: between two
 * exports of those, entries would be left out.
 */
export function isFeed({ query }: Pick<ExportOrder, 'query'>): boolean {
  return JSON.stringify(query) === JSON.stringify(EVERY_RECORD);
}

/** Clocks of those who write one record differ by less. */
const CLOCKS_MS = 24 * 3_600_000;

/** What a store can leave out by its index. A record is updated when its last entry is recorded, by its writer's clock. */
function filterOf({ query: { states }, since }: ExportOrder): RecordFilter {
  const [state] = states;
  return {
    ...(state === undefined || states.length > 1 ? {} : { state }),
    ...(since === null ? {} : { since: plusMs(since.moment, -CLOCKS_MS) }),
  };
}
