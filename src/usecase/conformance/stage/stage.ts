import type { ListOptions, LoopRecord, RecordFilter, Repository } from '../../../core/model.ts';
import { expectRecords, expectRecordsInAnyOrder, expectSame } from './expect.ts';
import { type ConformanceOptions, type SettledLimits, settledLimits } from './options.ts';
import { RecordMaker, type StepWish, stepped } from './records.ts';

/** What one case plays on: a store of its own, and what the store promises. */
export class StoreStage {
  readonly store: Repository;
  readonly limits: SettledLimits;
  readonly records: RecordMaker;
  readonly #options: ConformanceOptions;
  readonly #opened: Repository[];

  private constructor(store: Repository, options: ConformanceOptions) {
    this.store = store;
    this.limits = settledLimits(options.limits);
    this.records = new RecordMaker(options.genesis);
    this.#options = options;
    this.#opened = [store];
  }

  static async open(options: ConformanceOptions): Promise<StoreStage> {
    return new StoreStage(await options.create(), options);
  }

  /** Another store, which has nothing to do with this one. */
  async another(): Promise<Repository> {
    return this.#keep(await this.#options.create());
  }

  /** What the store holds, opened once more. */
  async reopen(): Promise<Repository> {
    if (this.#options.reopen === undefined) throw new Error('This store cannot be opened again.');
    return this.#keep(await this.#options.reopen(this.store));
  }

  /** Makes unreadable what is stored for a record. */
  async damage(record: LoopRecord): Promise<void> {
    await this.#options.damage?.(this.store, record);
  }

  #keep(store: Repository): Repository {
    this.#opened.push(store);
    return store;
  }

  /** Closes all that was opened. */
  async close(): Promise<void> {
    for (const store of this.#opened) await closeStore(store);
  }

  /** Saves a record that is not there yet. */
  save(record: LoopRecord): Promise<LoopRecord> {
    return this.store.save(record, { expectedVersion: null });
  }

  /** Saves records that are not there yet, one after the other. */
  async saveAll(records: readonly LoopRecord[]): Promise<void> {
    for (const record of records) await this.save(record);
  }

  /** Makes a record as wished for, and saves it. */
  async stored(wish: Parameters<RecordMaker['make']>[0] = {}): Promise<LoopRecord> {
    const record = this.records.make(wish);
    await this.save(record);
    return record;
  }

  /** Takes a step of a stored record, and saves it. */
  async step(record: LoopRecord, wish: StepWish = {}): Promise<LoopRecord> {
    const next = stepped(record, wish);
    await this.store.save(next, { expectedVersion: record.head.seq });
    return next;
  }

  /** What `get` says now. */
  async expectStored(record: LoopRecord): Promise<void> {
    expectSame(`get(${record.record_id})`, await this.store.get(record.record_id), record);
  }

  async expectByRef(ref: string, record: LoopRecord | null): Promise<void> {
    await this.eventually(async () =>
      expectSame(`getByRef(${JSON.stringify(ref)})`, await this.store.getByRef(ref), record),
    );
  }

  /** What `listByState` says as soon as it must, in this order. */
  async expectByState(state: string, records: readonly LoopRecord[], options: ListOptions = {}): Promise<void> {
    const call = `listByState(${JSON.stringify(state)}, ${JSON.stringify(placeOf(options))})`;
    await this.eventually(async () => {
      expectRecords(call, this.#inOrder(await this.store.listByState(state, options)), records);
    });
  }

  /** What `list` says as soon as it must, in this order. */
  async expectListed(filter: RecordFilter, records: readonly LoopRecord[]): Promise<void> {
    const call = `list(${JSON.stringify(filter)})`;
    await this.eventually(async () => {
      const found = this.#inOrder(await allOf(this.store.list(filter)));
      if (this.limits.ordersList) expectRecords(call, found, records);
      else expectRecordsInAnyOrder(call, found, records);
    });
  }

  /** Of a store that does not order the records of one moment they stand by id here; all others stay where they are. */
  #inOrder(records: readonly LoopRecord[]): readonly LoopRecord[] {
    const moments = Map.groupBy(records, (record) => record.updated_at);
    const isSorted = [...moments.values()].flat().every((record, index) => record === records[index]);
    if (this.limits.ordersTies || !isSorted) return records;
    return [...moments.values()].flatMap((ties) => ties.toSorted((a, b) => (a.record_id < b.record_id ? -1 : 1)));
  }

  /** That there are these records and no others, by every way there is to find them. */
  async expectExactly(records: readonly LoopRecord[]): Promise<void> {
    for (const record of records) await this.expectStored(record);
    await this.eventually(async () => {
      const listed = await allOf(this.store.list());
      expectRecordsInAnyOrder('list()', listed, records);
      for (const state of new Set(records.map((record) => record.state))) {
        const expected = records.filter((record) => record.state === state);
        const limit = expected.length + 1;
        expectRecordsInAnyOrder(
          `listByState(${JSON.stringify(state)})`,
          await this.store.listByState(state, { limit }),
          expected,
        );
      }
    });
  }

  /** Tries again until it holds, for as long as lists may lag. */
  async eventually(check: () => Promise<void>): Promise<void> {
    const pause = 25;
    for (let left = this.limits.lagMs; ; left -= pause) {
      try {
        return await check();
      } catch (error) {
        if (left <= 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** Closes a store, where there is something to close. */
export async function closeStore(store: Repository): Promise<void> {
  if (canClose(store)) await store.close();
}

export function canClose(store: Repository): store is Repository & { close(): Promise<void> } {
  return 'close' in store && typeof store.close === 'function';
}

/** All that a stream gives. */
export async function allOf(stream: AsyncIterable<LoopRecord>): Promise<readonly LoopRecord[]> {
  const all: LoopRecord[] = [];
  for await (const record of stream) all.push(record);
  return all;
}

function placeOf({ limit, after }: ListOptions): object {
  return { limit, after: after && { record_id: after.record_id, updated_at: after.updated_at } };
}
