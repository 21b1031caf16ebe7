import { markOf, type WrittenRecord } from '../../codec/export-run/index.ts';
import { type Entry, entriesOf, type LoopRecord } from '../../core/model.ts';

/**
 * Which entries an export holds by now, so that a record that comes a second time (it was saved meanwhile, or another run
 * goes on) brings only what is new. It keeps some sixty bytes of each record.
 */
export class WrittenRecords {
  readonly #through = new Map<string, Pick<WrittenRecord, 'first' | 'last' | 'seq'>>();
  #entries = 0;

  /** @param written by an earlier run */
  constructor(written: Iterable<WrittenRecord> = []) {
    for (const each of written) this.add(each);
  }

  add({ id, first, last, seq, entries }: WrittenRecord): void {
    this.#through.set(id, { first, last, seq });
    this.#entries += entries;
  }

  get records(): number {
    return this.#through.size;
  }

  get entries(): number {
    return this.#entries;
  }

  /**
   * The number of the last entry of this record that is written; 0: none is. Another record may have taken the id over: then
   * none of its entries is written.
   * @param entries of the record, by `seq`
   */
  through({ record_id }: LoopRecord, entries: readonly Entry[]): number {
    const known = this.#through.get(record_id);
    const [first] = entries;
    if (known === undefined || first === undefined || markOf(first) !== known.first) return 0;
    const last = entries.find(({ seq }) => seq === known.seq);
    // It may have been put back to an earlier version, of which all is written.
    return last === undefined || markOf(last) === known.last ? known.seq : 0;
  }
}

/** What is remembered of a record, of which so many entries have been written. */
export function writtenOf(record: LoopRecord, written: number): WrittenRecord {
  const entries = entriesOf(record);
  const [first] = entries;
  const last = entries.at(-1);
  const marks = { first: first === undefined ? '' : markOf(first), last: last === undefined ? '' : markOf(last) };
  return { id: record.record_id, ...marks, seq: record.head.seq, entries: written };
}
