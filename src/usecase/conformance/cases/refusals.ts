import type { LoopRecord } from '../../../core/model.ts';
import { allOf, codeOf, type StoreCase, type StoreStage, stepped, thrownBy, wordsOf } from '../stage/index.ts';

/*
 * What plain JavaScript may pass, which no types stop. Taken for something else it would lose writes, or show fewer
 * records than there are.
 */

/** Arguments that are refused rather than misread. */
export const REFUSAL_CASES: readonly StoreCase[] = [
  { name: 'refused: a save that does not say which version it expects', play: refusesSavesWithoutVersion },
  { name: 'refused: a save of what is no record', play: refusesWhatIsNoRecord },
  { name: 'refused: a record that holds what JSON cannot', play: refusesWhatJsonCannotHold },
  { name: 'refused: ids, refs and states that are no texts', play: refusesWhatIsNoText },
  { name: 'refused: a limit that is no whole number from 1', play: refusesLimits },
  { name: 'refused: a place to go on behind that is none', play: refusesPlaces },
  { name: 'refused: a filter that is none', play: refusesFilters },
  { name: 'accepted: options that are there and undefined', play: acceptsUndefined },
];

type Method = 'get' | 'getByRef' | 'save' | 'delete' | 'listByState';

/** Calls a method as plain JavaScript does. */
function call({ store }: StoreStage, name: Method, ...args: unknown[]): unknown {
  return Reflect.apply(store[name], store, args);
}

function list({ store }: StoreStage, filter: unknown): Promise<readonly LoopRecord[]> {
  return allOf(Reflect.apply(store.list, store, [filter]));
}

/** That a call is an error that says so: one of ours, or JavaScript's own for a wrong argument. */
async function expectRefused(what: string, refused: () => unknown, codes = ['input_invalid']): Promise<void> {
  const error = await thrownBy(what, refused);
  const code = codeOf(error);
  if (typeof code === 'string' && codes.includes(code)) return;
  if (error instanceof TypeError || error instanceof RangeError) return;
  throw new Error(`${what}: expected the code "${codes[0]}" or a TypeError, found ${wordsOf(error)}`);
}

async function refusesSavesWithoutVersion(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  for (const record of [stage.records.make(), stepped(stored)]) {
    await expectRefused('save without options', () => call(stage, 'save', record));
    await expectRefused('save with empty options', () => call(stage, 'save', record, {}));
    await expectRefused('save on undefined', () => call(stage, 'save', record, { expectedVersion: undefined }));
    // These it may take for versions: no record has one of them.
    for (const expectedVersion of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, '1', true, [1]]) {
      const codes = ['input_invalid', 'conflict'];
      const what = `save on ${String(expectedVersion)}`;
      await expectRefused(what, () => call(stage, 'save', record, { expectedVersion }), codes);
    }
  }
  await stage.expectExactly([stored]);
}

const NO_RECORD = ['record_invalid', 'input_invalid'];

async function refusesWhatIsNoRecord(stage: StoreStage): Promise<void> {
  const record = stage.records.make();
  const { record_id: _id, ...nameless } = record;
  const { head: _head, ...headless } = record;
  const odd = [
    { ...record, record_id: 7 },
    { ...record, ref: '' },
    { ...record, updated_at: 'now' },
  ];
  for (const value of [undefined, null, 'record', {}, [], nameless, headless, ...odd]) {
    const save = () => call(stage, 'save', value, { expectedVersion: null });
    await expectRefused('save of what is no record', save, NO_RECORD);
  }
  await stage.expectExactly([]);
}

async function refusesWhatJsonCannotHold(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => {}, new Date(0), new Map()]) {
    for (const [record, expectedVersion] of [
      [stage.records.make(), null],
      [stepped(stored), stored.head.seq],
    ] as const) {
      const save = () => call(stage, 'save', holding(record, value), { expectedVersion });
      await expectRefused('save of what JSON cannot hold', save, NO_RECORD);
    }
  }
  await stage.expectExactly([stored]);
}

/** The record with a value in the metadata of its last entry, where any JSON may stand. */
function holding(record: LoopRecord, value: unknown): unknown {
  const transitions = record.transitions.map((entry) => ({ ...entry, metadata: { ...entry.metadata, value } }));
  return { ...record, transitions };
}

async function refusesWhatIsNoText(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  for (const name of ['get', 'getByRef', 'delete', 'listByState'] as const) {
    for (const value of [undefined, null, 7, {}, [stored.record_id]]) {
      await expectRefused(`${name} of ${String(value)}`, () => call(stage, name, value));
    }
  }
  await stage.expectExactly([stored]);
}

async function refusesLimits(stage: StoreStage): Promise<void> {
  const { state } = await stage.stored();
  for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10', null]) {
    await expectRefused(`listByState, limit ${String(limit)}`, () => call(stage, 'listByState', state, { limit }));
  }
}

async function refusesPlaces(stage: StoreStage): Promise<void> {
  const { state, record_id, updated_at } = await stage.stored();
  for (const after of [null, record_id, {}, { record_id }, { updated_at }, { record_id, updated_at: 7 }]) {
    await expectRefused('listByState behind no place', () => call(stage, 'listByState', state, { after }));
  }
}

async function refusesFilters(stage: StoreStage): Promise<void> {
  await stage.stored();
  const wrong = [{ state: 7 }, { state: null }, { since: 'yesterday' }, { since: 0 }, { until: null }, { until: '' }];
  for (const filter of [...wrong, null]) {
    await expectRefused(`list(${JSON.stringify(filter)})`, () => list(stage, filter));
  }
}

async function acceptsUndefined(stage: StoreStage): Promise<void> {
  const record = await stage.stored();
  await stage.expectExactly([record]);
  const options = { limit: undefined, after: undefined };
  const found = await call(stage, 'listByState', record.state, options);
  if (!Array.isArray(found) || found.length !== 1) throw new Error('listByState: expected the record');
  const filter = { state: undefined, since: undefined, until: undefined };
  if ((await list(stage, filter)).length !== 1) throw new Error('list: expected the record');
}
