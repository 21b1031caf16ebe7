import type { LoopRecord } from '../../../core/model.ts';
import { atMinute, isFree, oddTexts, type StoreCase, type StoreStage } from '../stage/index.ts';

/** The records of one state. */
export const STATE_CASES: readonly StoreCase[] = [
  { name: 'listByState: only records of that state', play: onlyOfThatState },
  { name: 'listByState: any state, and no other that is nearly the same', play: keepsStatesApart },
  { name: 'listByState: the one updated last comes first', play: newestFirst },
  { name: 'listByState: those of one moment by id, in code units', isAsked: isFree, play: tiesById },
  { name: 'listByState: a record that changed its state is in the new one alone', play: movesBetweenStates },
  { name: 'listByState: a record that was updated stands where its time says', play: movesWithItsTime },
  { name: 'listByState: all the centuries that a record may be of', isAsked: isFree, play: ordersAnyTime },
  { name: 'listByState: at most as many as the limit says, and 100 where it says nothing', play: keepsTheLimit },
];

async function onlyOfThatState(stage: StoreStage): Promise<void> {
  const [one, other] = [await stage.stored({ state: 'closed' }), await stage.stored({ state: 'merged' })];
  await stage.expectByState('closed', [one]);
  await stage.expectByState('merged', [other]);
  for (const state of ['approved', '', 'close', 'closed ', 'CLOSED', '*', '%', 'clos_d']) {
    await stage.expectByState(state, []);
  }
}

async function keepsStatesApart(stage: StoreStage): Promise<void> {
  const records = oddTexts(stage.limits.maxNameBytes)
    .slice(0, stage.limits.manyRecords)
    .map((state) => stage.records.make({ state }));
  await stage.saveAll(records);
  for (const record of records) {
    await stage.expectByState(record.state, [record]);
    await stage.expectListed({ state: record.state }, [record]);
  }
}

async function newestFirst(stage: StoreStage): Promise<void> {
  const records = await storedAt(stage, [3, 9, 1, 7, 5]);
  await stage.expectByState('closed', ordered(records, [9, 7, 5, 3, 1]));
}

async function storedAt(stage: StoreStage, minutes: readonly number[]): Promise<ReadonlyMap<number, LoopRecord>> {
  const records = new Map<number, LoopRecord>();
  for (const n of minutes) records.set(n, await stage.stored({ state: 'closed', at: atMinute(n) }));
  return records;
}

function ordered(records: ReadonlyMap<number, LoopRecord>, minutes: readonly number[]): readonly LoopRecord[] {
  return minutes.flatMap((n) => records.get(n) ?? []);
}

/** In the order of code units, which no language of people has. */
const IDS = [
  '.a/b#1',
  'A/b#1',
  'Z/b#1',
  '_a/b#1',
  'a/B#1',
  'a/b#1',
  'a/b#10',
  'a/b#9',
  'a/b-c#1',
  'a/b.c#1',
  'a/bc#1',
  'loop-0000000a',
];

async function tiesById(stage: StoreStage): Promise<void> {
  const records = IDS.toSorted().map((id) => stage.records.make({ id, state: 'closed', at: atMinute(0) }));
  const [first, ...others] = records;
  if (first === undefined) return;
  await stage.saveAll([...others.toReversed(), first]);
  await stage.expectByState('closed', records);
  await stage.expectListed({ state: 'closed' }, records);
  await stage.expectListed({}, records);
}

async function movesBetweenStates(stage: StoreStage): Promise<void> {
  const record = await stage.stored({ state: 'ci_pending', at: atMinute(0) });
  const other = await stage.stored({ state: 'ci_pending', at: atMinute(0) });
  let moving = record;
  // Within one second, and back again: only the state tells where it stands.
  for (const state of ['ci_failed', 'ci_pending', 'ci_failed', 'ci_passed']) {
    const before = moving.state;
    moving = await stage.step(moving, { state });
    await stage.expectByState(state, state === 'ci_pending' ? [moving, other] : [moving]);
    await stage.expectByState(before, before === 'ci_pending' ? [other] : []);
    await stage.expectExactly([moving, other]);
  }
}

async function movesWithItsTime(stage: StoreStage): Promise<void> {
  const [old, recent] = [await stage.stored({ at: atMinute(1) }), await stage.stored({ at: atMinute(2) })];
  await stage.expectByState('issue_created', [recent, old]);
  const updated = await stage.step(old, { at: atMinute(3) });
  await stage.expectByState('issue_created', [updated, recent]);
  await stage.expectListed({}, [updated, recent]);
  // The clock of another writer may be behind.
  const back = await stage.step(updated, { at: atMinute(0) });
  await stage.expectByState('issue_created', [recent, back]);
  await stage.expectListed({ until: atMinute(1) }, [back]);
}

async function ordersAnyTime(stage: StoreStage): Promise<void> {
  const last = await stage.stored({ at: '9999-12-31T23:59:59Z' });
  const first = await stage.stored({ at: '2000-01-01T00:00:00Z' });
  const between = await stage.stored({ at: '2038-01-19T03:14:08Z' });
  await stage.expectByState('issue_created', [last, between, first]);
  await stage.expectListed({ since: '2000-01-01T00:00:01Z' }, [last, between]);
  await stage.expectListed({ until: '9999-12-31T23:59:59Z' }, [between, first]);
}

async function keepsTheLimit(stage: StoreStage): Promise<void> {
  const many = Math.min(105, stage.limits.manyRecords);
  const made = stage.records.many(many, (n) => ({ at: atMinute(n), state: 'closed' }));
  await stage.saveAll(made);
  const expected = made.toReversed();
  for (const limit of [1, 2, many - 1, many, many + 1, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
    await stage.expectByState('closed', expected.slice(0, limit), { limit });
  }
  await stage.expectByState('closed', expected.slice(0, 100));
}
