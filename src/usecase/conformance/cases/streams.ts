import type { LoopRecord, RecordFilter } from '../../../core/model.ts';
import {
  allOf,
  atMinute,
  canClose,
  codeOf,
  expectRecordsInAnyOrder,
  expectSame,
  idsOf,
  type StoreCase,
  type StoreStage,
  wordsOf,
} from '../stage/index.ts';

/** All records, as a stream. */
export const STREAM_CASES: readonly StoreCase[] = [
  { name: 'list: all records, newest first', play: newestOfAllFirst },
  { name: 'list: by state, since and until, and all of them together', play: filters },
  { name: 'list: hundreds of records, each once while nothing changes', play: hundreds },
  { name: 'list: leaves out no record that is saved meanwhile', play: leavesNoneOut },
  { name: 'list: a record that is deleted meanwhile hides no other', play: hidesNoOther },
  { name: 'list: two streams do not disturb each other', play: sideBySide },
  { name: 'list: a reader may stop at any record, as often as it likes', play: mayStop },
  { name: 'list: a stream that is not read does nothing', play: doesNothingUnread },
  { name: 'list: a stream that close() cuts off says so', play: saysThatItWasCutOff },
];

async function newestOfAllFirst(stage: StoreStage): Promise<void> {
  const states = ['closed', 'merged', 'closed', 'approved'];
  const made = stage.records.many(4, (n) => ({ state: states[n] ?? 'closed', at: atMinute(n) }));
  const [a, b, c, d] = made;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  await stage.saveAll([b, d, a, c]);
  await stage.expectListed({}, [d, c, b, a]);
  if (!stage.limits.ordersList) return;
  expectSame('list() without a filter', idsOf(await allOf(stage.store.list())), idsOf([d, c, b, a]));
}

async function filters(stage: StoreStage): Promise<void> {
  const made = stage.records.many(12, (n) => ({ state: n % 3 === 0 ? 'closed' : 'merged', at: atMinute(n % 6) }));
  await stage.saveAll(made);
  const moments = [undefined, atMinute(-1), atMinute(0), atMinute(2), atMinute(3), atMinute(5), atMinute(6)];
  for (const state of [undefined, 'closed', 'merged', 'approved', '']) {
    for (const since of moments) {
      for (const until of [undefined, atMinute(0), atMinute(3), atMinute(5), atMinute(6)]) {
        await expectFiltered(stage, made, filterOf({ state, since, until }));
      }
    }
  }
}

type Undefined<T> = { readonly [K in keyof T]: T[K] | undefined };

function filterOf({ state, since, until }: Undefined<Required<RecordFilter>>): RecordFilter {
  return {
    ...(state === undefined ? {} : { state }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

async function expectFiltered(stage: StoreStage, made: readonly LoopRecord[], filter: RecordFilter): Promise<void> {
  const { state, since = '', until = '~' } = filter;
  const expected = made.filter((record) => {
    const isOfState = state === undefined || record.state === state;
    return isOfState && record.updated_at >= since && record.updated_at < until;
  });
  await stage.eventually(async () => {
    const found = await allOf(stage.store.list(filter));
    expectRecordsInAnyOrder(`list(${JSON.stringify(filter)})`, found, expected);
    if (stage.limits.ordersList) expectNewestFirst(found);
  });
}

function expectNewestFirst(found: readonly LoopRecord[]): void {
  const times = found.map(({ updated_at }) => updated_at);
  expectSame('The times, newest first', times, times.toSorted().toReversed());
}

async function many(stage: StoreStage): Promise<readonly LoopRecord[]> {
  const states = ['closed', 'merged'];
  const made = stage.records.many(stage.limits.manyRecords, (n) => ({
    state: states[n % 2] ?? '',
    // Pages of a hundred end within a moment, and the newest moment has more than one of them.
    at: atMinute(Math.min(20, Math.floor(n / 7))),
  }));
  await stage.saveAll(made);
  return made;
}

async function hundreds(stage: StoreStage): Promise<void> {
  const made = await many(stage);
  await expectFiltered(stage, made, {});
  await expectFiltered(stage, made, { state: 'closed' });
  await expectFiltered(stage, made, { since: atMinute(10), until: atMinute(19) });
}

async function leavesNoneOut(stage: StoreStage): Promise<void> {
  const made = await many(stage);
  await expectFiltered(stage, made, {});
  // Those that come last are saved while the first are read, and so get a place in front of them.
  const late = made.slice(0, 20);
  const seen = new Map<string, number>();
  for await (const { record_id, head } of stage.store.list()) {
    seen.set(record_id, Math.max(head.seq, seen.get(record_id) ?? 0));
    const next = late.pop();
    if (next !== undefined && !seen.has(next.record_id)) await stage.step(next, { at: atMinute(10_000) });
  }
  expectSame('The ids that list() gave', [...seen.keys()].toSorted(), idsOf(made).toSorted());
}

async function hidesNoOther(stage: StoreStage): Promise<void> {
  const made = await many(stage);
  await expectFiltered(stage, made, {});
  const seen = new Set<string>();
  const deleted = new Set<string>();
  let turn = 0;
  for await (const { record_id } of stage.store.list()) {
    seen.add(record_id);
    if (turn++ % 2 === 0) continue;
    await stage.store.delete(record_id);
    deleted.add(record_id);
  }
  const others = idsOf(made).filter((id) => !deleted.has(id));
  expectSame(
    'The others that list() gave',
    others.filter((id) => !seen.has(id)),
    [],
  );
  await stage.expectExactly(made.filter(({ record_id }) => !deleted.has(record_id)));
}

async function sideBySide(stage: StoreStage): Promise<void> {
  const made = await many(stage);
  await expectFiltered(stage, made, {});
  const [one, other] = [stage.store.list(), stage.store.list({ state: 'closed' })];
  const [all, closed] = await Promise.all([slowly(stage, one), slowly(stage, other)]);
  expectRecordsInAnyOrder('The one stream', all, made);
  expectRecordsInAnyOrder(
    'The other stream',
    closed,
    made.filter(({ state }) => state === 'closed'),
  );
}

/** Reads a stream, and calls the store between its records. */
async function slowly({ store }: StoreStage, stream: AsyncIterable<LoopRecord>): Promise<readonly LoopRecord[]> {
  const all: LoopRecord[] = [];
  for await (const record of stream) {
    all.push(record);
    if (all.length % 50 === 1) expectSame('get, while a stream is read', await store.get(record.record_id), record);
  }
  return all;
}

/** More streams than any store has connections: one that keeps its own would soon hang. */
const STOPS = 30;

async function mayStop(stage: StoreStage): Promise<void> {
  const made = stage.records.many(3, (n) => ({ at: atMinute(n) }));
  await stage.saveAll(made);
  await expectFiltered(stage, made, {});
  for (let stop = 0; stop < STOPS; stop++) {
    for await (const record of stage.store.list()) {
      const newest = stage.limits.ordersList ? made[2] : made.find(({ record_id }) => record_id === record.record_id);
      expectSame('The first record', record, newest);
      break;
    }
  }
  const [first] = made;
  if (first !== undefined) await stage.step(first, { at: atMinute(9) });
  expectSame('How many list() gives', (await allOf(stage.store.list())).length >= made.length, true);
}

async function doesNothingUnread(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  for (let n = 0; n < STOPS; n++) stage.store.list();
  await stage.expectExactly([record]);
}

async function saysThatItWasCutOff(stage: StoreStage): Promise<void> {
  const { store } = stage;
  const made = await many(stage);
  await expectFiltered(stage, made, {});
  if (!canClose(store)) return;
  const seen = new Set<string>();
  try {
    for await (const { record_id } of store.list()) {
      if (seen.size === 0) await store.close();
      seen.add(record_id);
    }
  } catch (error) {
    if (codeOf(error) === 'store_closed') return;
    throw new Error(`A stream whose store is closed: expected all records or "store_closed", found ${wordsOf(error)}`);
  }
  expectSame('What came of a stream whose store was closed', seen.size, made.length);
}
