import { atMinute, expectConflict, type StoreCase, type StoreStage, stepped } from '../stage/index.ts';

/** A save compares and writes in one; one that comes too late changes nothing. */
export const VERSION_CASES: readonly StoreCase[] = [
  { name: 'conflict: a save on an older version', play: (stage) => conflicts(stage, ({ head }) => head.seq - 1) },
  {
    name: 'conflict: a save on a version that is yet to come',
    play: (stage) => conflicts(stage, ({ head }) => head.seq + 1),
  },
  { name: 'conflict: a save on version 0, which no record has', play: (stage) => conflicts(stage, () => 0) },
  { name: 'conflict: a save of a new record whose id is taken', play: (stage) => conflicts(stage, () => null) },
  { name: 'conflict: the same save a second time', play: conflictsWhenRepeated },
  { name: 'conflict: a save of a record that was never there', play: conflictsWhereNothingIs },
  { name: 'conflict: a save of a record that was deleted', play: conflictsAfterDelete },
  { name: 'conflict: whatever the record itself says of its version', play: comparesWhatIsStored },
];

async function conflicts(
  stage: StoreStage,
  versionFor: (record: { readonly head: { readonly seq: number } }) => number | null,
): Promise<void> {
  const first = await stage.stored({ state: 'issue_created', at: atMinute(0) });
  const stored = await stage.step(first, { state: 'task_queued', at: atMinute(1) });
  const next = stepped(stored, { state: 'closed', at: atMinute(2) });
  await expectConflict('save', () => stage.store.save(next, { expectedVersion: versionFor(stored) }));
  await expectUntouched(stage, stored);
}

/** The record stands as before, and nothing leads to what was refused. */
async function expectUntouched(stage: StoreStage, stored: Parameters<StoreStage['expectStored']>[0]): Promise<void> {
  await stage.expectExactly([stored]);
  await stage.expectByState('closed', []);
  await stage.expectByRef(stored.ref, stored);
  // And nothing is left open: the next save goes on from there.
  await stage.expectExactly([await stage.step(stored)]);
}

async function conflictsWhenRepeated(stage: StoreStage): Promise<void> {
  const first = await stage.stored();
  await expectConflict('a second save of a new record', () => stage.save(first));
  const stored = await stage.step(first, { state: 'task_queued' });
  await expectConflict('a second save of a step', () => stage.store.save(stored, { expectedVersion: first.head.seq }));
  await expectUntouched(stage, stored);
}

async function conflictsWhereNothingIs(stage: StoreStage): Promise<void> {
  const record = stage.records.make();
  for (const expectedVersion of [0, 1, 2]) {
    await expectConflict('save', () => stage.store.save(stepped(record), { expectedVersion }));
  }
  await stage.expectExactly([]);
  await stage.expectByRef(record.ref, null);
}

async function conflictsAfterDelete(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  await stage.store.delete(record.record_id);
  await expectConflict('save', () => stage.step(record, { state: 'closed' }));
  await stage.expectExactly([]);
  await stage.expectByState('closed', []);
}

async function comparesWhatIsStored(stage: StoreStage): Promise<void> {
  const first = await stage.stored();
  const second = await stage.step(first);
  const third = stepped(second, { state: 'closed' });
  // As far along as what is stored, and made without it; then further along.
  for (const late of [stepped(first, { state: 'closed' }), third, stepped(third)]) {
    await expectConflict('save', () => stage.store.save(late, { expectedVersion: first.head.seq }));
  }
  await expectUntouched(stage, second);
}
