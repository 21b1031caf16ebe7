import type { MemoryRepository } from '../../../../src/adapters/store/memory/repository.ts';
import { matches } from '../../../../src/adapters/store/shared/list-order.ts';
import type { RecordFilter, Repository } from '../../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { allOf, aTurn, type BrokenStore, behind, memoryWith } from './broken-store.ts';

/** `list` by way of all records. */
function streaming(isAmong: (record: LoopRecord, filter: RecordFilter) => boolean): () => Repository {
  return memoryWith((inner) => ({
    async *list(filter = {}) {
      for await (const record of inner.list()) if (isAmong(record, filter)) yield record;
    },
  }));
}

/** Stores that stream wrongly. */
export const BROKEN_STREAMS: readonly BrokenStore[] = [
  {
    defect: 'takes an empty state for none',
    red: ['list: by state, since and until, and all of them together'],
    options: { create: streaming((record, { state, ...rest }) => matches(record, state ? { state, ...rest } : rest)) },
  },
  {
    defect: 'lists what was updated at the last moment too',
    red: ['list: by state, since and until, and all of them together'],
    options: {
      create: streaming((record, { until, ...rest }) => {
        return matches(record, rest) && (until === undefined || record.updated_at <= until);
      }),
    },
  },
  {
    defect: 'heeds the state or the time, but not both',
    red: ['list: by state, since and until, and all of them together'],
    options: {
      create: streaming((record, { state, ...rest }) =>
        state === undefined ? matches(record, rest) : record.state === state,
      ),
    },
  },
  {
    defect: 'streams the first hundred',
    red: ['list: hundreds of records, each once while nothing changes'],
    options: {
      create: memoryWith((inner) => ({
        async *list(filter) {
          yield* (await allOf(inner, filter)).slice(0, 100);
        },
      })),
    },
  },
  {
    defect: 'streams page by page, and leaves out what moves ahead meanwhile',
    red: ['list: leaves out no record that is saved meanwhile'],
    options: { create: memoryWith((inner) => ({ list: (filter) => pageByPage(inner, filter ?? {}) })) },
  },
  {
    defect: 'streams by counting how many it has given',
    red: ['list: a record that is deleted meanwhile hides no other'],
    options: {
      create: memoryWith((inner) => ({
        async *list(filter) {
          for (let given = 0; ; ) {
            const page = (await allOf(inner, filter)).slice(given, given + 20);
            if (page.length === 0) return;
            given += page.length;
            yield* page;
          }
        },
      })),
    },
  },
  {
    defect: 'has one place for all streams to have got to',
    red: ['list: two streams do not disturb each other'],
    options: {
      create: memoryWith((inner) => {
        let place = 0;
        return {
          async *list(filter) {
            const all = await allOf(inner, filter);
            for (place = 0; place < all.length; place++) {
              yield* all.slice(place, place + 1);
              await aTurn();
            }
          },
        };
      }),
    },
  },
  {
    defect: 'keeps the connection of a stream that nobody reads to its end',
    red: ['list: a reader may stop at any record, as often as it likes'],
    options: {
      create: memoryWith((inner) => {
        let connections = 10;
        return {
          async *list(filter) {
            // None comes back: whoever waited by turns would do so until the end of all tests.
            if (connections === 0) await new Promise<never>(() => {});
            connections--;
            yield* inner.list(filter);
            connections++;
          },
        };
      }),
      limits: { patienceMs: 300 },
    },
  },
  {
    defect: 'ends a stream as though it were whole when it is closed',
    red: ['list: a stream that close() cuts off says so'],
    options: {
      create: memoryWith((inner) => {
        let isOpen = true;
        return {
          async *list(filter) {
            for await (const record of inner.list(filter)) if (isOpen) yield record;
          },
          close: async () => {
            isOpen = false;
          },
        };
      }),
    },
  },
];

async function* pageByPage(inner: MemoryRepository, filter: RecordFilter): AsyncGenerator<LoopRecord> {
  for (let after: LoopRecord | undefined; ; ) {
    const page = behind(await allOf(inner, filter), after === undefined ? { limit: 20 } : { limit: 20, after });
    yield* page;
    after = page.at(-1);
    if (after === undefined) return;
  }
}
