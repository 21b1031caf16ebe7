import type { MemoryRepository } from '../../../../src/adapters/store/memory/repository.ts';
import type { Repository } from '../../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { allOf, aTurn, type BrokenStore, behind, memoryWith, wasIn } from './broken-store.ts';

/** Finds records by an index of its own, which is told of every save. */
function indexed(index: (ids: Map<string, string[]>, record: LoopRecord) => void): () => Repository {
  return memoryWith((inner) => {
    const ids = new Map<string, string[]>();
    return {
      save: async (record, options) => {
        const saved = await inner.save(record, options);
        index(ids, record);
        return saved;
      },
      getByRef: async (ref) => inner.get(ids.get(ref)?.at(-1) ?? ''),
    };
  });
}

/** Stores that find the wrong record, or none. */
export const BROKEN_FINDS: readonly BrokenStore[] = [
  {
    defect: 'finds the record that was created first',
    red: ['getByRef: of several the one created last, whatever was stored last'],
    options: {
      create: memoryWith((inner) => ({
        getByRef: async (ref) => (await allOf(inner)).filter((record) => record.ref === ref).at(-1) ?? null,
      })),
    },
  },
  {
    defect: 'finds the record that was saved last',
    red: [
      'getByRef: of several the one created last, whatever was stored last',
      'getByRef: of one second the one stored first last',
    ],
    options: { create: indexed((ids, { ref, record_id }) => ids.set(ref, [record_id])) },
  },
  {
    defect: 'finds a record by every ref that it ever had',
    red: ['getByRef: a record that moved is found by its new ref alone'],
    options: {
      create: indexed((ids, { ref, record_id }) => {
        if (!ids.get(ref)?.includes(record_id)) ids.set(ref, [...(ids.get(ref) ?? []), record_id]);
      }),
    },
  },
  {
    defect: 'finds a record by the first ref that it had',
    red: ['getByRef: a record that moved is found by its new ref alone'],
    options: {
      create: indexed((ids, { ref, record_id, head }) => {
        if (head.seq === 1) ids.set(ref, [record_id]);
      }),
    },
  },
  {
    defect: 'finds refs whatever the case of their letters',
    red: ['getByRef: any ref, and no other that is nearly the same'],
    options: {
      create: memoryWith((inner) => ({
        getByRef: async (ref) =>
          (await allOf(inner)).find((record) => record.ref.toLowerCase() === ref.toLowerCase()) ?? null,
      })),
    },
  },
  {
    defect: 'keeps records by ref in a plain object',
    red: ['get: what is not there is null, whatever text it is asked by'],
    options: {
      create: memoryWith((inner) => {
        const records: Record<string, LoopRecord> = {};
        return {
          save: (record, options) => {
            records[record.ref] = structuredClone(record);
            return inner.save(record, options);
          },
          getByRef: async (ref) => records[ref] ?? null,
        };
      }),
    },
  },
  {
    defect: 'mixes up states that begin alike',
    red: ['listByState: only records of that state', 'listByState: any state, and no other that is nearly the same'],
    options: {
      create: memoryWith((inner) => ({
        listByState: async (state, options = {}) =>
          behind(
            (await allOf(inner)).filter((record) => record.state.startsWith(state)),
            options,
          ),
      })),
    },
  },
  {
    defect: 'takes a state for a pattern',
    red: ['listByState: any state, and no other that is nearly the same'],
    options: {
      create: memoryWith((inner) => ({
        listByState: async (state, options = {}) => {
          const parts = state.split('%').map((part) => part.replaceAll(/[^\w]/g, '\\$&').replaceAll('_', '[^]'));
          const pattern = new RegExp(`^${parts.join('[^]*')}$`);
          return behind(
            (await allOf(inner)).filter((record) => pattern.test(record.state)),
            options,
          );
        },
      })),
    },
  },
  {
    defect: 'lists a record in every state that it was ever in',
    red: ['listByState: a record that changed its state is in the new one alone'],
    options: {
      create: memoryWith((inner) => ({
        listByState: async (state, options = {}) =>
          behind(
            (await allOf(inner)).filter((record) => wasIn(record, state)),
            options,
          ),
      })),
    },
  },
  {
    defect: 'reads a record in two parts, between which others save',
    red: ['contents: a large record is read whole while it is saved'],
    options: {
      create: memoryWith((inner) => ({
        get: async (id) => {
          const one = await inner.get(id);
          if (one === null) return null;
          await untilOneIsSaved(inner, [one]);
          return { ...one, transitions: (await inner.get(id))?.transitions ?? [] };
        },
      })),
    },
  },
  {
    defect: 'looks up first what is of a state, and reads it then',
    red: ['at once: lists show a record only in the state that it is in'],
    options: {
      create: memoryWith((inner) => ({
        listByState: async (state, options) => {
          const found = await inner.listByState(state, options);
          await untilOneIsSaved(inner, found);
          const read = await Promise.all(found.map(({ record_id }) => inner.get(record_id)));
          return read.filter((record) => record !== null);
        },
      })),
    },
  },
];

/** So that others are not quick enough by chance; when nobody moves it ends, too. */
async function untilOneIsSaved(inner: MemoryRepository, records: readonly LoopRecord[]): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    for (const record of records) if ((await inner.get(record.record_id))?.head.seq !== record.head.seq) return;
    await aTurn();
  }
}
