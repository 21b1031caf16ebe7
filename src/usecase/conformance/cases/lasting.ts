import { isConflict, type LoopRecord } from '../../../core/model.ts';
import {
  allOf,
  atMinute,
  type ConformanceOptions,
  canClose,
  closeStore,
  expectCode,
  expectConflict,
  expectSame,
  isFree,
  isSpoilable,
  lasts,
  type StoreCase,
  type StoreStage,
  settledLimits,
  stepped,
  thrownBy,
  wordsOf,
} from '../stage/index.ts';

/** What outlives a store, and what does not. */
export const LASTING_CASES: readonly StoreCase[] = [
  { name: 'reopened: all is there as it was, and what was deleted is not', isAsked: lasts, play: isThereAsItWas },
  { name: 'reopened: two that are open see what the other saved', isAsked: lasts, play: seeEachOther },
  { name: 'reopened: of one second the one stored first last', isAsked: remembers, play: stillKnowsTheLast },
  { name: 'reopened: of two that save one version one wins', isAsked: lasts, play: oneOfTwoWins },
  { name: 'damaged: what cannot be read is an error, and never not there', isAsked: isSpoilable, play: isNeverNull },
  { name: 'damaged: lists are an error rather than shorter', isAsked: isSpoilable, play: listsAreNotShorter },
  { name: 'damaged: no new record is written over it', isAsked: isSpoilable, play: isNotWrittenOver },
  { name: 'close: every call after it is an error', play: refusesAllCalls },
  { name: 'close: may be called again, and by several at once', play: closesOnce },
  { name: 'close: a save that was under way is whole or not there', isAsked: lasts, play: savesWholeOrNot },
];

async function isThereAsItWas(stage: StoreStage): Promise<void> {
  const [kept, changed, deleted] = [await stage.stored(), await stage.stored(), await stage.stored()];
  const later = await stage.step(changed, { state: 'closed', metadata: { text: 'a\u0000\u{1f600}', number: 5e-324 } });
  await stage.store.delete(deleted.record_id);
  await closeStore(stage.store);
  const store = await stage.reopen();
  expectSame('get', await store.get(kept.record_id), kept);
  expectSame('get of what was changed', await store.get(later.record_id), later);
  expectSame('get of what was deleted', await store.get(deleted.record_id), null);
  await stage.eventually(async () => {
    expectSame('getByRef', await store.getByRef(kept.ref), kept);
    expectSame('getByRef of what was deleted', await store.getByRef(deleted.ref), null);
    expectSame('listByState', await store.listByState('closed'), [later]);
    expectSame('list', await allOf(store.list({ state: kept.state })), [kept]);
  });
  const next = stepped(later);
  await expectConflict('save on an old version', () => store.save(next, { expectedVersion: changed.head.seq }));
  expectSame('save', await store.save(next, { expectedVersion: later.head.seq }), next);
}

async function seeEachOther(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  const other = await stage.reopen();
  expectSame('get of the other', await other.get(record.record_id), record);
  await stage.eventually(async () => {
    expectSame('getByRef of the other', await other.getByRef(record.ref), record);
    expectSame('listByState of the other', await other.listByState(record.state), [record]);
    expectSame('list of the other', await allOf(other.list()), [record]);
  });
  const next = stepped(record, { state: 'closed' });
  await other.save(next, { expectedVersion: record.head.seq });
  await stage.expectExactly([next]);
  await stage.step(next, { state: 'merged' });
  await expectConflict('save of the other', () => other.save(stepped(next), { expectedVersion: next.head.seq }));
  await stage.store.delete(record.record_id);
  expectSame('get of the other, once it is deleted', await other.get(record.record_id), null);
  await stage.eventually(async () => {
    expectSame('getByRef of the other, once it is deleted', await other.getByRef(record.ref), null);
    expectSame('list of the other, once it is deleted', await allOf(other.list()), []);
  });
}

function remembers(options: ConformanceOptions): boolean {
  return lasts(options) && isFree(options) && settledLimits(options.limits).knowsLastStored;
}

/** The second of two is stored by the store that is opened later. */
async function stillKnowsTheLast(stage: StoreStage): Promise<void> {
  const [first, last] = ['loop-0000000b', 'loop-0000000a'].map((id) =>
    stage.records.make({ id, ref: 'TICKET', at: atMinute(0) }),
  );
  if (first === undefined || last === undefined) return;
  await stage.save(first);
  await closeStore(stage.store);
  const store = await stage.reopen();
  await store.save(last, { expectedVersion: null });
  await store.save(stepped(first), { expectedVersion: first.head.seq });
  await stage.eventually(async () => expectSame('getByRef', await store.getByRef('TICKET'), last));
}

async function oneOfTwoWins(stage: StoreStage): Promise<void> {
  const stores = [stage.store, await stage.reopen()];
  const record = stage.records.make();
  let stored: LoopRecord | null = null;
  for (let round = 0; round < stage.limits.writers; round++) {
    const tries = stores.map((_, n) => stepped(stored ?? record, { state: `state ${n}` }));
    const expectedVersion: number | null = stored?.head.seq ?? null;
    const results: readonly PromiseSettledResult<LoopRecord>[] = await Promise.allSettled(
      tries.map((next, n) => (stores[n] ?? stage.store).save(next, { expectedVersion })),
    );
    const won = tries.filter((_, n) => results[n]?.status === 'fulfilled');
    expectSame('How many of two saves win', won.length, 1);
    stored = won[0] ?? stored;
    for (const store of stores) expectSame('get', await store.get(record.record_id), stored);
  }
}

async function refusesAllCalls(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  const { store } = stage;
  if (!canClose(store)) return;
  await store.close();
  const calls: { readonly [name: string]: () => unknown } = {
    get: () => store.get(record.record_id),
    'get of what is not there': () => store.get('loop-ffffffff'),
    getByRef: () => store.getByRef(record.ref),
    save: () => store.save(stepped(record), { expectedVersion: record.head.seq }),
    'save of a new record': () => store.save(stage.records.make(), { expectedVersion: null }),
    delete: () => store.delete(record.record_id),
    listByState: () => store.listByState(record.state),
    list: () => allOf(store.list()),
  };
  for (const [name, call] of Object.entries(calls)) await expectCode(`${name} after close`, 'store_closed', call);
}

async function closesOnce(stage: StoreStage): Promise<void> {
  const { store } = stage;
  await stage.stored();
  await Promise.all([closeStore(store), closeStore(store)]);
  await closeStore(store);
  const unused = await stage.another();
  await closeStore(unused);
}

async function savesWholeOrNot(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  const next = stepped(record, { state: 'closed' });
  const [saved] = await Promise.allSettled([
    stage.store.save(next, { expectedVersion: record.head.seq }),
    closeStore(stage.store),
  ]);
  const store = await stage.reopen();
  const found = await store.get(record.record_id);
  if (saved.status === 'fulfilled') expectSame('get of what was saved', found, next);
  else expectSame('get of what was not saved', found, found?.head.seq === next.head.seq ? next : record);
  await stage.eventually(async () => {
    const listed = await allOf(store.list());
    expectSame('list', listed, [found]);
  });
}

async function spoilt(stage: StoreStage): Promise<LoopRecord> {
  const record = await stage.stored();
  await stage.expectExactly([record]);
  await stage.damage(record);
  return record;
}

async function isNeverNull(stage: StoreStage): Promise<void> {
  const { record_id, ref } = await spoilt(stage);
  await expectTrouble('get', () => stage.store.get(record_id));
  await expectTrouble('getByRef', () => stage.store.getByRef(ref));
}

async function listsAreNotShorter(stage: StoreStage): Promise<void> {
  const { state } = await spoilt(stage);
  await expectTrouble('listByState', () => stage.store.listByState(state));
  await expectTrouble('list', () => allOf(stage.store.list()));
}

async function isNotWrittenOver(stage: StoreStage): Promise<void> {
  const record = await spoilt(stage);
  await thrownBy('save of a new record where a damaged one is', () => stage.save(record));
  await expectTrouble('get', () => stage.store.get(record.record_id));
}

/** An error, and none that asks the writer to try again. */
async function expectTrouble(what: string, call: () => unknown): Promise<void> {
  const error = await thrownBy(`${what} of what is damaged`, call);
  if (isConflict(error)) throw new Error(`${what} of what is damaged: expected another code, found ${wordsOf(error)}`);
}
