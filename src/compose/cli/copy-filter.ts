import { matches } from '../../adapters/store/shared/index.ts';
import type { RecordFilter } from '../../core/model.ts';
import type { SourceRecord } from '../../usecase/copy/index.ts';

/** Those that are asked for, where no store chooses; what cannot be read may be one of them. */
export async function* matchesFilter(
  records: AsyncIterable<SourceRecord>,
  filter: RecordFilter,
): AsyncGenerator<SourceRecord, void> {
  for await (const record of records) if ('problem' in record || matches(record, filter)) yield record;
}
