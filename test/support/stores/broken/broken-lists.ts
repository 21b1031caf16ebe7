import { newestFirst } from '../../../../src/adapters/store/shared/list-order.ts';
import type { ListOptions, Repository } from '../../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { allOf, type BrokenStore, behind, memoryWith, wasIn } from './broken-store.ts';

/** `listByState` by way of all records. */
function listing(list: (all: readonly LoopRecord[], options: ListOptions) => readonly LoopRecord[]): () => Repository {
  return memoryWith((inner) => ({
    listByState: async (state, options = {}) => list(await allOf(inner, { state }), options),
  }));
}

/** Stores that order wrongly, and go on at the wrong place. */
export const BROKEN_LISTS: readonly BrokenStore[] = [
  {
    defect: 'lists the oldest first',
    red: ['listByState: the one updated last comes first'],
    options: { create: listing((all, options) => behind(all, options).toReversed()) },
  },
  {
    defect: 'lists by when a record was created',
    red: ['listByState: a record that was updated stands where its time says'],
    options: {
      create: listing((all, options) =>
        behind(all, options).toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1)),
      ),
    },
  },
  {
    defect: 'orders ids as people do',
    red: ['listByState: those of one moment by id, in code units'],
    options: {
      create: listing((all, options) =>
        behind(all, options).toSorted(
          (a, b) =>
            Number(a.updated_at < b.updated_at) - Number(a.updated_at > b.updated_at) ||
            a.record_id.localeCompare(b.record_id, 'en'),
        ),
      ),
    },
  },
  {
    defect: 'lists ten where no limit is given',
    red: ['listByState: at most as many as the limit says, and 100 where it says nothing'],
    options: { create: listing((all, { limit = 10, ...options }) => behind(all, { ...options, limit })) },
  },
  {
    defect: 'takes the limit 0 for none',
    red: ['refused: a limit that is no whole number from 1'],
    options: { create: listing((all, { limit, ...options }) => behind(all, { ...options, limit: limit || 100 })) },
  },
  {
    defect: 'gives one more than the limit',
    red: ['listByState: at most as many as the limit says, and 100 where it says nothing'],
    options: { create: listing((all, { limit = 100, ...options }) => behind(all, { ...options, limit: limit + 1 })) },
  },
  {
    defect: 'goes on behind the place where a record stands now',
    red: ['pages: go on behind a record that moved away', 'pages: go on behind a record that was deleted'],
    options: {
      create: listing((all, { limit = 100, after }) => {
        const from = all.findIndex((record) => record.record_id === after?.record_id) + 1;
        return all.slice(from, from + limit);
      }),
    },
  },
  {
    defect: 'goes on behind a moment, whatever else is of it',
    red: ['pages: go on within one moment', 'pages: hundreds of records, many of one moment, while others change'],
    options: {
      create: listing((all, { limit = 100, after }) =>
        all.filter((record) => after === undefined || record.updated_at < after.updated_at).slice(0, limit),
      ),
    },
  },
  {
    defect: 'goes on with the moment at which the page before ended',
    red: ['pages: go on within one moment', 'pages: go on behind a place where no record ever was'],
    options: {
      create: listing((all, { limit = 100, after }) =>
        all
          .filter((record) => after === undefined || record.updated_at <= after.updated_at)
          .filter((record) => record.record_id !== after?.record_id)
          .slice(0, limit),
      ),
    },
  },
  {
    defect: 'takes a limit before it leaves out what is not of the state',
    red: ['pages: go on behind a record that moved away'],
    options: {
      create: memoryWith((inner) => ({
        listByState: async (state, options = {}) => {
          const found = (await allOf(inner)).filter((record) => wasIn(record, state));
          return behind(found.toSorted(byMomentIn(state)), options).filter((record) => record.state === state);
        },
      })),
    },
  },
];

/** By when a record was in a state last. */
function byMomentIn(state: string): (one: LoopRecord, other: LoopRecord) => number {
  const momentOf = (record: LoopRecord) => ({
    record_id: record.record_id,
    updated_at: record.transitions.findLast(({ to_state }) => to_state === state)?.recorded_at ?? record.updated_at,
  });
  return (one, other) => newestFirst(momentOf(one), momentOf(other));
}
