import type { LoopRecord } from '../../../core/model.ts';
import {
  atMinute,
  type ConformanceOptions,
  expectConflict,
  expectSame,
  isFree,
  oddTexts,
  type StoreCase,
  type StoreStage,
  settledLimits,
  stepped,
  takes,
} from '../stage/index.ts';

/** Finding a record by what it is about. */
export const REF_CASES: readonly StoreCase[] = [
  { name: 'getByRef: the record, as its last version is', play: findsTheLastVersion },
  { name: 'getByRef: any ref, and no other that is nearly the same', isAsked: isFree, play: keepsRefsApart },
  { name: 'getByRef: a ref that is an id or a state as well', isAsked: isFree, play: keepsKindsApart },
  { name: 'getByRef: a longer ref is kept whole, or refused whole', isAsked: isFree, play: neverCutsRefs },
  {
    name: 'getByRef: of several the one created last, whatever was stored last',
    isAsked: isFree,
    play: findsTheNewest,
  },
  { name: 'getByRef: of one second the one stored first last', isAsked: isFreeAndKnows, play: findsTheLastStored },
  { name: 'getByRef: the one before, once the newest is deleted', isAsked: isFree, play: fallsBack },
  { name: 'getByRef: a record that moved is found by its new ref alone', isAsked: isFree, play: followsTheRef },
  { name: 'getByRef: a ref that was left is free, and can be taken again', isAsked: isFree, play: freesTheRef },
];

function isFreeAndKnows(options: ConformanceOptions): boolean {
  return isFree(options) && settledLimits(options.limits).knowsLastStored;
}

async function findsTheLastVersion(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  await stage.stored();
  await stage.expectByRef(record.ref, record);
  await stage.expectByRef(record.ref, await stage.step(record, { state: 'closed', at: atMinute(60) }));
  await stage.expectByRef(`${record.ref}0`, null);
  await stage.expectByRef('', null);
}

async function keepsRefsApart(stage: StoreStage): Promise<void> {
  const records = oddTexts(stage.limits.maxNameBytes).map((ref) => stage.records.make({ ref }));
  await stage.saveAll(records);
  for (const record of records) await stage.expectByRef(record.ref, record);
  await stage.expectExactly(records);
}

async function keepsKindsApart(stage: StoreStage): Promise<void> {
  const one = await stage.stored({ ref: 'closed', state: 'loop-00000002' });
  const other = await stage.stored({ ref: one.record_id, state: 'closed' });
  await stage.expectByRef(one.record_id, other);
  await stage.expectByRef(other.record_id, null);
  await stage.expectByRef('closed', one);
  await stage.expectByState('closed', [other]);
  await stage.expectByState(other.record_id, [one]);
  expectSame('get of what is a ref', await stage.store.get('closed'), null);
  expectSame('delete of what is a ref', await stage.store.delete('closed'), false);
  await stage.expectExactly([one, other]);
}

async function neverCutsRefs(stage: StoreStage): Promise<void> {
  const ref = 'x'.repeat(2 * stage.limits.maxNameBytes);
  const record = stage.records.make({ ref });
  const isTaken = await takes(() => stage.save(record));
  await stage.expectByRef(ref, isTaken ? record : null);
  await stage.expectByRef(ref.slice(1), null);
  await stage.expectExactly(isTaken ? [record] : []);
}

async function findsTheNewest(stage: StoreStage): Promise<void> {
  const [middle, newest, oldest] = [5, 9, 1].map((n) => stage.records.make({ ref: 'TICKET', at: atMinute(n) }));
  if (middle === undefined || newest === undefined || oldest === undefined) return;
  await stage.saveAll([middle, newest, oldest]);
  await stage.expectByRef('TICKET', newest);
  await stage.step(oldest, { at: atMinute(20) });
  await stage.expectByRef('TICKET', newest);
  const later = await stage.step(newest, { at: atMinute(21) });
  await stage.expectByRef('TICKET', later);
}

/** Neither the order of ids nor a later save decides. */
async function findsTheLastStored(stage: StoreStage): Promise<void> {
  const ids = ['loop-0000000b', 'loop-0000000c', 'loop-0000000a'];
  const records = ids.map((id) => stage.records.make({ id, ref: 'TICKET', at: atMinute(0) }));
  const [first, , last] = records;
  await stage.saveAll(records);
  if (first === undefined || last === undefined) return;
  await stage.expectByRef('TICKET', last);
  await stage.step(first, { at: atMinute(1) });
  await stage.expectByRef('TICKET', last);
  // Created anew it is the last one.
  await stage.store.delete(first.record_id);
  await stage.save(first);
  await stage.expectByRef('TICKET', first);
}

async function fallsBack(stage: StoreStage): Promise<void> {
  const records = [1, 2, 3].map((n) => stage.records.make({ ref: 'TICKET', at: atMinute(n) }));
  await stage.saveAll(records);
  for (let last = records.pop(); last !== undefined; last = records.pop()) {
    await stage.expectByRef('TICKET', last);
    await stage.store.delete(last.record_id);
  }
  await stage.expectByRef('TICKET', null);
}

async function followsTheRef(stage: StoreStage): Promise<void> {
  const [record, other] = [await stage.stored({ ref: 'old' }), await stage.stored({ ref: 'other' })];
  await expectConflict('save', () => stage.store.save(stepped(record, { ref: 'new' }), { expectedVersion: 9 }));
  await stage.expectByRef('old', record);
  await stage.expectByRef('new', null);
  const moved = await stage.step(record, { ref: 'new', state: 'closed', at: atMinute(60) });
  await stage.expectByState('closed', [moved]);
  await stage.expectByRef('old', null);
  await stage.expectByRef('new', moved);
  // Where another record is already, the one that was created later is found.
  const joined = await stage.step(moved, { ref: 'other' });
  await stage.expectByRef('new', null);
  await stage.expectByRef('other', other);
  await stage.store.delete(other.record_id);
  await stage.expectByRef('other', joined);
}

async function freesTheRef(stage: StoreStage): Promise<void> {
  const first = await stage.stored({ ref: 'TICKET' });
  const moved = await stage.step(first, { ref: 'moved' });
  const second = await stage.stored({ ref: 'TICKET' });
  await expectBoth(stage, moved, second);
  const back = await stage.step(second, { state: 'closed' });
  await expectBoth(stage, moved, back);
  await stage.store.delete(second.record_id);
  expectSame('getByRef of the record that moved', (await stage.store.getByRef('moved'))?.record_id, first.record_id);
  await stage.expectByRef('TICKET', null);
}

async function expectBoth(stage: StoreStage, moved: LoopRecord, found: LoopRecord): Promise<void> {
  await stage.expectByRef('moved', moved);
  await stage.expectByRef('TICKET', found);
}
