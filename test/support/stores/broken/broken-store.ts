import { MemoryRepository } from '../../../../src/adapters/store/memory/repository.ts';
import { newestFirst } from '../../../../src/adapters/store/shared/list-order.ts';
import type { Closable, ListOptions, RecordFilter, Repository } from '../../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import type { ConformanceOptions } from '../../../../src/usecase/conformance/stage/options.ts';

/** A store with one defect, and the cases of the suite that must notice it. */
export interface BrokenStore {
  /** What it does. */
  readonly defect: string;
  /** The cases that are red for it; there may be more. */
  readonly red: readonly string[];
  readonly options: ConformanceOptions;
}

type Store = Repository & Partial<Closable>;

/** Stores in memory of which some methods are others. */
export function memoryWith(change: (inner: MemoryRepository) => Partial<Store>): () => Store {
  return () => {
    const inner = new MemoryRepository();
    return {
      get: (id) => inner.get(id),
      getByRef: (ref) => inner.getByRef(ref),
      save: (record, options) => inner.save(record, options),
      delete: (id) => inner.delete(id),
      listByState: (state, options) => inner.listByState(state, options),
      list: (filter) => inner.list(filter),
      ...change(inner),
    };
  };
}

/** Stores in memory that give back something else than was saved. */
export function giving(change: (record: LoopRecord) => LoopRecord): () => Store {
  return memoryWith((inner) => ({
    get: async (id) => changed(await inner.get(id)),
    getByRef: async (ref) => changed(await inner.getByRef(ref)),
    save: async (record, options) => change(await inner.save(record, options)),
    listByState: async (state, options) => (await inner.listByState(state, options)).map(change),
    async *list(filter) {
      for await (const record of inner.list(filter)) yield change(record);
    },
  }));

  function changed(record: LoopRecord | null): LoopRecord | null {
    return record === null ? null : change(record);
  }
}

/** The record with every value in it that is no list and no map replaced. */
export function withValues(record: LoopRecord, change: (value: unknown) => unknown): LoopRecord {
  return JSON.parse(JSON.stringify(record), (_, value) => (typeof value === 'object' ? value : change(value)));
}

/** Lets all that waits go first. */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** All that matches, at once. */
export async function allOf(inner: MemoryRepository, filter: RecordFilter = {}): Promise<readonly LoopRecord[]> {
  const all: LoopRecord[] = [];
  for await (const record of inner.list(filter)) all.push(record);
  return all;
}

/** A page of a list that is in order. */
export function behind(all: readonly LoopRecord[], { after, limit = 100 }: ListOptions): readonly LoopRecord[] {
  return all.filter((record) => after === undefined || newestFirst(after, record) < 0).slice(0, limit);
}

/** Whether a record ever was in a state. */
export function wasIn(record: LoopRecord, state: string): boolean {
  return record.transitions.some(({ to_state }) => to_state === state);
}
