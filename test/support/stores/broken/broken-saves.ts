import type { MemoryRepository } from '../../../../src/adapters/store/memory/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { isConflict, LoopForgeError } from '../../../../src/core/values/errors.ts';
import { aTurn, type BrokenStore, memoryWith } from './broken-store.ts';

/** Saves whatever is expected, also while others do. */
async function force(inner: MemoryRepository, record: LoopRecord): Promise<LoopRecord> {
  for (;;) {
    const stored = await inner.get(record.record_id);
    try {
      return await inner.save(record, { expectedVersion: stored?.head.seq ?? null });
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

async function versionIn(inner: MemoryRepository, id: string): Promise<number | null> {
  return (await inner.get(id))?.head.seq ?? null;
}

/** Stores that save and delete wrongly. */
export const BROKEN_SAVES: readonly BrokenStore[] = [
  {
    defect: 'loses every save after the first',
    red: ['save: a later version takes the place of the one before'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => (options.expectedVersion === null ? inner.save(record, options) : record),
      })),
    },
  },
  {
    defect: 'ignores the version',
    red: [
      'conflict: a save on an older version',
      'conflict: a save on a version that is yet to come',
      'conflict: a save of a new record whose id is taken',
      'conflict: the same save a second time',
      'at once: of many saves on one version exactly one wins',
    ],
    options: { create: memoryWith((inner) => ({ save: (record) => force(inner, record) })) },
  },
  {
    defect: 'compares first, and writes a moment later',
    red: [
      'at once: of many saves on one version exactly one wins',
      'at once: of many that create one record exactly one wins',
      'at once: writers that try again lose no step',
    ],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          if ((await versionIn(inner, record.record_id)) !== options.expectedVersion)
            return inner.save(record, options);
          await aTurn();
          return force(inner, record);
        },
      })),
    },
  },
  {
    defect: 'takes a save that is not older than what is stored',
    red: [
      'conflict: whatever the record itself says of its version',
      'conflict: a save of a record that was never there',
    ],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          const version = await versionIn(inner, record.record_id);
          return version !== null && record.head.seq <= version ? inner.save(record, options) : force(inner, record);
        },
      })),
    },
  },
  {
    defect: 'compares times in place of versions',
    red: ['conflict: the same save a second time', 'conflict: whatever the record itself says of its version'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          const stored = await inner.get(record.record_id);
          const isLate = stored !== null && record.updated_at < stored.updated_at;
          return isLate || options.expectedVersion === null ? inner.save(record, options) : force(inner, record);
        },
      })),
    },
  },
  {
    defect: 'creates what is there already',
    red: [
      'conflict: a save of a new record whose id is taken',
      'at once: of many that create one record exactly one wins',
    ],
    options: {
      create: memoryWith((inner) => ({
        save: (record, options) =>
          options.expectedVersion === null ? force(inner, record) : inner.save(record, options),
      })),
    },
  },
  {
    defect: 'brings back what was deleted',
    red: ['conflict: a save of a record that was deleted', 'at once: a save and a delete leave no half of the record'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          const copy = structuredClone(record);
          await aTurn();
          const isGone = (await inner.get(record.record_id)) === null;
          return inner.save(copy, isGone ? { expectedVersion: null } : options);
        },
      })),
    },
  },
  {
    defect: 'says that it came too late by returning what is stored',
    red: ['conflict: a save on an older version', 'at once: of many saves on one version exactly one wins'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) =>
          inner.save(record, options).catch(async () => (await inner.get(record.record_id)) ?? record),
      })),
    },
  },
  {
    defect: 'says that it came too late by an error without a code',
    red: ['conflict: a save on an older version', 'at once: of many saves on one version exactly one wins'],
    options: {
      create: memoryWith((inner) => ({
        save: (record, options) =>
          inner.save(record, options).catch((error) => {
            throw new Error('The row was changed', { cause: error });
          }),
      })),
    },
  },
  {
    defect: 'finds a record by its new ref although the save was refused',
    red: ['getByRef: a record that moved is found by its new ref alone'],
    options: {
      create: memoryWith((inner) => {
        const ids = new Map<string, string>();
        return {
          save: (record, options) => {
            ids.set(record.ref, record.record_id);
            return inner.save(record, options);
          },
          getByRef: async (ref) => inner.get(ids.get(ref) ?? ''),
        };
      }),
    },
  },
  {
    defect: 'returns the version before of a later save',
    red: ['save: returns the record as it is stored'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          const before = await inner.get(record.record_id);
          return before ?? inner.save(record, options);
        },
      })),
    },
  },
  {
    defect: 'deletes what begins alike',
    red: ['delete: says whether the record was there'],
    options: {
      create: memoryWith((inner) => ({
        delete: async (id) => {
          for await (const { record_id } of inner.list()) if (record_id.startsWith(id)) return inner.delete(record_id);
          return false;
        },
      })),
    },
  },
  {
    defect: 'forgets to delete',
    red: [
      'delete: says whether the record was there',
      'delete: the record is gone from everywhere, and the others stay',
    ],
    options: {
      create: memoryWith((inner) => ({ delete: async (id) => (await inner.get(id)) !== null })),
    },
  },
  {
    defect: 'says of every delete that the record was there',
    red: ['delete: says whether the record was there', 'at once: of many that delete one record exactly one did'],
    options: {
      create: memoryWith((inner) => ({
        delete: async (id) => {
          await inner.delete(id);
          return true;
        },
      })),
    },
  },
  {
    defect: 'marks what is deleted, and takes a new one for it',
    red: ['delete: the record can be created anew, and nothing of the old one is left'],
    options: {
      create: memoryWith((inner) => {
        const deleted = new Set<string>();
        return {
          get: async (id) => (deleted.has(id) ? null : inner.get(id)),
          delete: async (id) => {
            const wasThere = (await inner.get(id)) !== null && !deleted.has(id);
            deleted.add(id);
            return wasThere;
          },
        };
      }),
    },
  },
  {
    defect: 'saves what is no record, and NaN as null',
    red: ['refused: a record that holds what JSON cannot'],
    options: {
      create: memoryWith((inner) => ({
        save: (record, options) => inner.save(JSON.parse(JSON.stringify(record)), options),
      })),
    },
  },
  {
    defect: 'takes a version that was left out for any',
    red: ['refused: a save that does not say which version it expects'],
    options: {
      create: memoryWith((inner) => ({
        save: (record, options) =>
          options?.expectedVersion === undefined ? force(inner, record) : inner.save(record, options),
      })),
    },
  },
  {
    defect: 'drops the one that was there longest when it holds 100',
    red: [
      'pages: hundreds of records, many of one moment, while others change',
      'listByState: at most as many as the limit says, and 100 where it says nothing',
    ],
    options: {
      create: memoryWith((inner) => {
        const ids = new Set<string>();
        return {
          save: async (record, options) => {
            const saved = await inner.save(record, options);
            const [oldest] = ids.add(record.record_id);
            if (ids.size > 100 && oldest !== undefined && ids.delete(oldest)) await inner.delete(oldest);
            return saved;
          },
        };
      }),
    },
  },
  {
    defect: 'cuts a large record where its column ends',
    red: ['contents: a larger one is stored whole or refused whole'],
    options: {
      create: memoryWith((inner) => ({
        save: (record, options) => {
          const isLarge = Buffer.byteLength(JSON.stringify(record)) > 300_000;
          return inner.save(isLarge ? { ...record, transitions: record.transitions.slice(0, 1) } : record, options);
        },
      })),
    },
  },
  {
    defect: 'writes first, and refuses then what is too large',
    red: ['contents: a larger one is stored whole or refused whole'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          const saved = await inner.save(record, options);
          if (Buffer.byteLength(JSON.stringify(record)) > 300_000)
            throw new LoopForgeError('too_large', 'The record is too large.');
          return saved;
        },
      })),
    },
  },
];
