import { MemoryRepository } from '../../../../src/adapters/store/memory/repository.ts';
import type { Repository } from '../../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { LoopForgeError } from '../../../../src/core/values/errors.ts';
import { aTurn, type BrokenStore, giving, memoryWith, withValues } from './broken-store.ts';

const ONE_FOR_ALL = new MemoryRepository();

function onTexts(change: (text: string) => string): () => Repository {
  return giving((record) => withValues(record, (value) => (typeof value === 'string' ? change(value) : value)));
}

function onNumbers(change: (number: number) => number): () => Repository {
  return giving((record) => withValues(record, (value) => (typeof value === 'number' ? change(value) : value)));
}

/** Ids of another form, as the names of files or keys. */
function named(name: (id: string) => string): () => Repository {
  return memoryWith((inner) => {
    const taken = new Map<string, string>();
    const idOf = (id: string): string => taken.get(name(id)) ?? id;
    return {
      get: (id) => inner.get(idOf(id)),
      delete: (id) => inner.delete(idOf(id)),
      save: (record, options) => {
        const id = idOf(record.record_id);
        taken.set(name(id), id);
        return inner.save({ ...record, record_id: id }, options);
      },
    };
  });
}

/** Stores that give back something else than was saved, or at another time. */
export const BROKEN_CONTENTS: readonly BrokenStore[] = [
  {
    defect: 'is one for all',
    red: ['create: a store begins empty, and is not the store of another case'],
    options: { create: () => ONE_FOR_ALL },
  },
  {
    defect: 'cuts texts after 255 characters',
    red: ['contents: any text, U+0000 and emoji too', 'contents: a record as large as the store says it takes'],
    options: { create: onTexts((text) => text.slice(0, 255)) },
  },
  {
    defect: 'drops U+0000',
    red: ['contents: any text, U+0000 and emoji too'],
    options: { create: onTexts((text) => text.replaceAll('\0', '')) },
  },
  {
    defect: 'knows three bytes of a character and no fourth',
    red: ['contents: any text, U+0000 and emoji too'],
    options: { create: onTexts((text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')) },
  },
  {
    defect: 'normalises texts',
    red: ['contents: any text, U+0000 and emoji too'],
    options: { create: onTexts((text) => text.normalize('NFC')) },
  },
  {
    defect: 'trims texts',
    red: ['contents: any text, U+0000 and emoji too'],
    options: { create: onTexts((text) => text.trim()) },
  },
  {
    defect: 'loses the last digits of numbers',
    red: ['contents: numbers to their last digit'],
    options: { create: onNumbers((number) => Number(number.toPrecision(15))) },
  },
  {
    defect: 'takes what is nearly 0 for 0',
    red: ['contents: numbers to their last digit'],
    options: { create: onNumbers((number) => (Math.abs(number) < 1e-130 ? 0 : number)) },
  },
  {
    defect: 'keeps whole numbers in 32 bits',
    red: ['contents: numbers to their last digit'],
    options: { create: onNumbers((number) => (Number.isInteger(number) ? number | 0 : number)) },
  },
  {
    defect: 'takes an empty list for an empty map',
    red: ['contents: lists and maps, empty ones too'],
    options: { create: giving((record) => JSON.parse(JSON.stringify(record).replaceAll('[]', '{}'))) },
  },
  {
    defect: 'leaves out what is null',
    red: ['contents: lists and maps, empty ones too', 'save: what was saved comes back'],
    options: {
      create: giving((record) =>
        JSON.parse(JSON.stringify(record), (_, value) => (value === null ? undefined : value)),
      ),
    },
  },
  {
    defect: 'keeps 32 levels',
    red: ['contents: metadata of many levels'],
    options: { create: giving((record) => JSON.parse(JSON.stringify(record, (_, value) => cutAt(value, 32)))) },
  },
  {
    defect: 'takes ids that differ in the case of letters for one',
    red: ['save: records do not touch each other, however alike their ids are'],
    options: { create: named((id) => id.toLowerCase()) },
  },
  {
    defect: 'makes file names of ids by leaving out what no file name may hold',
    red: ['save: records do not touch each other, however alike their ids are'],
    options: { create: named((id) => id.replaceAll(/[^a-zA-Z0-9]/g, '_')) },
  },
  {
    defect: 'keeps the object that it was given',
    red: ['copies: a record that was saved may be changed'],
    options: { create: sharing((records, record) => records.set(record.record_id, record)) },
  },
  {
    defect: 'copies what it was given a moment later',
    red: ['copies: a record may be changed while it is being saved'],
    options: {
      create: memoryWith((inner) => ({
        save: async (record, options) => {
          await aTurn();
          return inner.save(record, options);
        },
      })),
    },
  },
  {
    defect: 'gives the object that it keeps',
    red: ['copies: what save returned may be changed', 'copies: what get returned may be changed'],
    options: { create: sharing((records, record) => records.set(record.record_id, structuredClone(record))) },
  },
  {
    defect: 'gives what cannot be changed',
    red: ['copies: what get returned may be changed', 'copies: what listByState returned may be changed'],
    options: { create: giving(Object.freeze) },
  },
  {
    defect: 'is empty when it is opened again',
    red: [
      'reopened: all is there as it was, and what was deleted is not',
      'reopened: two that are open see what the other saved',
    ],
    options: { create: () => new MemoryRepository(), reopen: () => new MemoryRepository() },
  },
  {
    defect: 'is open still after it was closed',
    red: ['close: every call after it is an error'],
    options: { create: memoryWith(() => ({ close: async () => {} })) },
  },
  {
    defect: 'says of what cannot be read that it is not there',
    red: ['close: every call after it is an error', 'damaged: what cannot be read is an error, and never not there'],
    options: { create: swallowing, damage: (store) => closing(store) },
  },
  {
    defect: 'never ends to close',
    red: ['close: every call after it is an error'],
    options: {
      create: memoryWith(() => ({ close: () => new Promise(() => {}) })),
      limits: { patienceMs: 50 },
    },
  },
];

function cutAt(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  const parts = Object.entries(value).map(([key, part]) => [key, cutAt(part, levels - 1)] as const);
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

/** Stores that keep objects and give them, both as they are. */
function sharing(keep: (records: Map<string, LoopRecord>, record: LoopRecord) => unknown): () => Repository {
  return memoryWith((inner) => {
    const records = new Map<string, LoopRecord>();
    return {
      get: async (id) => records.get(id) ?? null,
      save: async (record, options) => {
        await inner.save(record, options);
        keep(records, record);
        return records.get(record.record_id) ?? record;
      },
    };
  });
}

/** Every call is an error once it is closed, but for those that read single records. */
function swallowing(): Repository {
  const inner = new MemoryRepository();
  let isOpen = true;
  const whenOpen = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    if (!isOpen) throw new LoopForgeError('store_closed', 'It has been closed.');
    return call();
  };
  const store = {
    get: (id: string) => whenOpen(() => inner.get(id)).catch(() => null),
    getByRef: (ref: string) => whenOpen(() => inner.getByRef(ref)).catch(() => null),
    save: (...args: Parameters<Repository['save']>) => whenOpen(() => inner.save(...args)),
    delete: (id: string) => whenOpen(() => inner.delete(id)),
    listByState: (...args: Parameters<Repository['listByState']>) => whenOpen(() => inner.listByState(...args)),
    async *list(filter?: Parameters<Repository['list']>[0]) {
      await whenOpen(async () => {});
      yield* inner.list(filter);
    },
    close: async () => {
      isOpen = false;
    },
  };
  return store;
}

async function closing(store: object): Promise<void> {
  if ('close' in store && typeof store.close === 'function') await store.close();
}
