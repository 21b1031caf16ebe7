import {
  allOf,
  atMinute,
  expectSame,
  isFree,
  longer,
  type StoreCase,
  type StoreStage,
  stepped,
} from '../stage/index.ts';

/** Keeping single records. */
export const GET_AND_SAVE_CASES: readonly StoreCase[] = [
  { name: 'create: a store begins empty, and is not the store of another case', play: beginsEmpty },
  { name: 'get: what is not there is null, whatever text it is asked by', play: nullForWhatIsNotThere },
  { name: 'save: what was saved comes back', play: comesBack },
  { name: 'save: returns the record as it is stored', play: returnsTheRecord },
  { name: 'save: a later version takes the place of the one before', play: takesThePlace },
  { name: 'save: takes in a record that had many versions elsewhere', play: takesInOldRecords },
  { name: 'save: records do not touch each other, however alike their ids are', isAsked: isFree, play: keepsIdsApart },
  { name: 'delete: says whether the record was there', play: saysWhetherItWasThere },
  { name: 'delete: the record is gone from everywhere, and the others stay', play: deletesOne },
  { name: 'delete: the record can be created anew, and nothing of the old one is left', play: createsAnew },
];

async function beginsEmpty(stage: StoreStage): Promise<void> {
  expectSame('list() of a new store', await allOf(stage.store.list()), []);
  const other = await stage.another();
  const record = await stage.stored();
  expectSame('get of another store', await other.get(record.record_id), null);
  expectSame('list() of another store', await allOf(other.list()), []);
}

async function nullForWhatIsNotThere(stage: StoreStage): Promise<void> {
  const { record_id } = await stage.stored();
  for (const id of notThere(record_id)) {
    expectSame(`get(${JSON.stringify(id.slice(0, 40))})`, await stage.store.get(id), null);
    expectSame(`getByRef(${JSON.stringify(id.slice(0, 40))})`, await stage.store.getByRef(id), null);
  }
}

/** Ids of no record; some are nearly the one that is there. */
function notThere(id: string): readonly string[] {
  const near = [id.toUpperCase(), ` ${id}`, `${id} `, `${id}0`, id.slice(0, -1)];
  const odd = ['', ' ', '*', '%', '../x', '__proto__', 'constructor', '\u0000', '\ud800', 'x'.repeat(10_000)];
  return ['loop-ffffffff', 'octocat/elsewhere#7', ...near, ...odd];
}

async function comesBack(stage: StoreStage): Promise<void> {
  const [one, other] = [await stage.stored(), await stage.stored({ labels: { team: 'platform' } })];
  await stage.expectExactly([one, other]);
  await stage.expectByRef(one.ref, one);
}

async function returnsTheRecord(stage: StoreStage): Promise<void> {
  const record = stage.records.make({ labels: { team: 'platform' }, metadata: { by: 'octocat' } });
  expectSame('the result of save', await stage.save(record), record);
  const next = stepped(record, { state: 'task_queued' });
  expectSame('the result of a later save', await stage.store.save(next, { expectedVersion: record.head.seq }), next);
}

async function takesThePlace(stage: StoreStage): Promise<void> {
  const record = await stage.stored({ at: atMinute(0) });
  // The second step falls into the second of the first: only the version tells them apart.
  const later = await stage.step(record, { at: atMinute(1), state: 'task_queued' });
  await stage.expectExactly([later]);
  await stage.expectExactly([await stage.step(later, { metadata: { by: 'octocat' } })]);
}

async function takesInOldRecords(stage: StoreStage): Promise<void> {
  const old = longer(stage.records.make(), 9);
  await stage.save(old);
  await stage.expectExactly([old]);
  await stage.expectExactly([await stage.step(old)]);
}

async function keepsIdsApart(stage: StoreStage): Promise<void> {
  const records = ALIKE.map((id) => stage.records.make({ id, at: atMinute(0) }));
  await stage.saveAll(records);
  await stage.expectExactly(records);
  const [first, ...others] = records;
  if (first === undefined) return;
  const later = await stage.step(first, { state: 'closed' });
  await stage.expectExactly([later, ...others]);
  await stage.store.delete(first.record_id);
  await stage.expectExactly(others);
}

/** Ids of both forms. Some differ in the case of a letter or in one sign, and some look like paths. */
const ALIKE: readonly string[] = [
  'acme/widgets#1',
  'acme/widgets#10',
  'acme/widgets#11',
  'Acme/Widgets#1',
  'acme/Widgets#1',
  'acme-widgets/1#1',
  'acme_widgets/1#1',
  'acme/widgets.#1',
  'acme/widgets.json#1',
  '../..#1',
  '../.#1',
  './..#1',
  'con/nul#1',
  `${'a'.repeat(39)}/${'b'.repeat(100)}#9007199254740991`,
  'loop-00000000',
  'loop-0000000a',
  'loop-a0000000',
];

async function saysWhetherItWasThere(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  for (const id of notThere(record.record_id)) {
    expectSame(`delete(${JSON.stringify(id.slice(0, 40))})`, await stage.store.delete(id), false);
  }
  await stage.expectExactly([record]);
  expectSame('delete', await stage.store.delete(record.record_id), true);
  expectSame('delete of what was deleted', await stage.store.delete(record.record_id), false);
}

async function deletesOne(stage: StoreStage): Promise<void> {
  const [one, other, last] = [await stage.stored(), await stage.stored(), await stage.stored()];
  await stage.store.delete(other.record_id);
  expectSame('get of what was deleted', await stage.store.get(other.record_id), null);
  await stage.expectByRef(other.ref, null);
  await stage.expectExactly([one, last]);
}

async function createsAnew(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  await stage.step(await stage.step(record, { state: 'task_queued' }), { state: 'closed' });
  await stage.store.delete(record.record_id);
  await stage.save(record);
  await stage.expectExactly([record]);
  await stage.expectByState('closed', []);
  await stage.expectByRef(record.ref, record);
  await stage.expectExactly([await stage.step(record, { state: 'task_queued' })]);
}
