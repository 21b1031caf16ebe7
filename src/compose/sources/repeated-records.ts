import { entriesOf, type LoopRecord } from '../../core/model.ts';
import { isUnread, type RecordSource, type UnreadRecord } from './record-source.ts';

/** The last entry of a record as it stood there first. */
type Last = Pick<LoopRecord['head'], 'seq' | 'hash'>;

/**
 * The same source, in which a record that stands there again as another one is told: an export has of each record what came
 * first. That is for files, which are put together by anybody; a store may give what was saved meanwhile a second time.
 * @param takesMore whether an export takes what a later version adds, entry by entry
 */
export function tellingRepeats(source: RecordSource, takesMore: boolean): RecordSource {
  return {
    ...source,
    records: async function* (filter) {
      const seen = new Map<string, Last>();
      for await (const each of source.records(filter)) {
        if (isUnread(each)) {
          yield each;
          continue;
        }
        const last = seen.get(each.record_id);
        const isNewer = last !== undefined && takesMore && goesOnFrom(last, each);
        if (last === undefined || isNewer) seen.set(each.record_id, { seq: each.head.seq, hash: each.head.hash });
        if (last === undefined || isNewer || last.hash === each.head.hash) yield each;
        else yield another(each, source.name);
      }
    },
  };
}

function goesOnFrom({ seq, hash }: Last, record: LoopRecord): boolean {
  return entriesOf(record).some((entry) => entry.seq === seq && entry.hash === hash);
}

function another({ record_id: id }: LoopRecord, name: string): UnreadRecord {
  const problem = `It stands in ${name} more than once, each time another one, and the export has the first. Put each version into a file of its own.`;
  return { id, code: 'record_unreadable', problem };
}
