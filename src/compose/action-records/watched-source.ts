import { type Entry, entriesOf, isBefore, type LoopRecord, type RecordFilter } from '../../core/model.ts';
import type { ExportOrder } from '../export/index.ts';
import type { RecordSource, UnreadRecord } from '../sources/index.ts';

/** Which records of a source count. */
export interface Watch {
  readonly source: RecordSource;
  readonly selects: (record: LoopRecord) => boolean;
  readonly window: Pick<ExportOrder, 'since' | 'until'>;
  /** At most so many of those that count. */
  readonly limit: number;
}

/** A source that tells afterwards what went through it, and ends where a limit says so. */
export class WatchedSource implements RecordSource {
  readonly name: string;
  readonly #watch: Watch;
  readonly #counted = new Set<string>();
  readonly #states = new Map<string, number>();
  #hasMore = false;

  constructor(watch: Watch) {
    this.name = watch.source.name;
    this.#watch = watch;
  }

  /** How many records there were of each state; those that were asked for, and each once. */
  get states(): ReadonlyMap<string, number> {
    return this.#states;
  }

  /** The limit kept something back. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  async *records(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadRecord, void> {
    const { source, limit } = this.#watch;
    for await (const each of source.records(filter)) {
      const isNew = !('problem' in each) && this.#counts(each) && !this.#counted.has(each.record_id);
      if (isNew && this.#counted.size === limit) {
        this.#hasMore = true;
        return;
      }
      if (isNew) this.#count(each);
      yield each;
    }
  }

  close(): Promise<void> {
    return this.#watch.source.close();
  }

  #counts(record: LoopRecord): boolean {
    const { selects, window } = this.#watch;
    return selects(record) && entriesOf(record).some((entry) => isInWindow(entry, window));
  }

  #count({ record_id, state }: LoopRecord): void {
    this.#counted.add(record_id);
    this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
  }
}

function isInWindow({ recorded_at }: Entry, { since, until }: Watch['window']): boolean {
  if (since !== null && isBefore(recorded_at, since.moment)) return false;
  return until === null || isBefore(recorded_at, until);
}
