import type { LoopRecord } from '../../../core/model.ts';
import {
  allOf,
  codeOf,
  expectCode,
  type StoreCase,
  type StoreStage,
  stepped,
  thrownBy,
  wordsOf,
} from '../stage/index.ts';

/*
 * What plain JavaScript may pass, which no types stop. Taken for something else it would lose writes, or show fewer
 * records than there are.
 */

/** Arguments that are refused rather than misread. */
export const REFUSAL_CASES: readonly StoreCase[] = [
  { name: 'refused: a save that does not say which version it expects', play: refusesSavesWithoutVersion },
  { name: 'refused: a save of what is no record', play: refusesWhatIsNoRecord },
  { name: 'refused: a record that JSON cannot hold', play: refusesWhatJsonCannotHold },
  { name: 'refused: ids, refs and states that are no texts', play: refusesWhatIsNoText },
  { name: 'refused: a limit that is no whole number from 1', play: refusesLimits },
  { name: 'refused: a place to go on behind that is none', play: refusesPlaces },
  { name: 'refused: a filter that is none', play: refusesFilters },
  { name: 'accepted: options that are there and undefined', play: acceptsUndefined },
];

/** Calls a method as plain JavaScript does. */
function call(
  stage: StoreStage,
  name: 'get' | 'getByRef' | 'save' | 'delete' | 'listByState',
  ...args: unknown[]
): unknown {
  return Reflect.apply(stage.store[name], stage.store, args);
}

function list(stage: StoreStage, filter: unknown): Promise<readonly LoopRecord[]> {
  return allOf(Reflect.apply(stage.store.list, stage.store, [filter]));
}

async function refusesSavesWithoutVersion(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  const [fresh, next] = [stage.records.make(), stepped(stored)];
  for (const record of [fresh, next]) {
    for (const version of [undefined, Number.NaN, -1, 1.5, '1', true, Number.POSITIVE_INFINITY]) {
      const what = `save with expectedVersion ${String(version)}`;
      await expectCode(what, 'input_invalid', () => call(stage, 'save', record, { expectedVersion: version }));
    }
    await expectCode('save without options', 'input_invalid', () => call(stage, 'save', record));
    await expectCode('save with empty options', 'input_invalid', () => call(stage, 'save', record, {}));
  }
  await stage.expectExactly([stored]);
}

async function refusesWhatIsNoRecord(stage: StoreStage): Promise<void> {
  const record = stage.records.make();
  const { record_id: _id, ...nameless } = record;
  const { head: _head, ...headless } = record;
  for (const value of [
    undefined,
    null,
    'record',
    {},
    [],
    nameless,
    headless,
    { ...record, record_id: 7 },
    { ...record, ref: '' },
  ]) {
    await expectRefused('save of what is no record', () => call(stage, 'save', value, { expectedVersion: null }));
  }
  await stage.expectExactly([]);
}

/** By either code: the value is no record, and no argument. */
async function expectRefused(what: string, refused: () => unknown): Promise<void> {
  const error = await thrownBy(what, refused);
  const code = codeOf(error);
  if (code === 'record_invalid' || code === 'input_invalid') return;
  throw new Error(`${what}: expected the code "record_invalid", found ${wordsOf(error)}`);
}

async function refusesWhatJsonCannotHold(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  const values = [Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => {}, new Date(0), new Map(), '\ud800'];
  for (const value of values) {
    const fresh = { ...stage.records.make(), labels: { team: value } };
    const next = { ...stepped(stored), labels: { team: value } };
    await expectRefused('save of what JSON cannot hold', () => call(stage, 'save', fresh, { expectedVersion: null }));
    await expectRefused('save of what JSON cannot hold', () =>
      call(stage, 'save', next, { expectedVersion: stored.head.seq }),
    );
  }
  await stage.expectExactly([stored]);
}

async function refusesWhatIsNoText(stage: StoreStage): Promise<void> {
  const stored = await stage.stored();
  for (const name of ['get', 'getByRef', 'delete', 'listByState'] as const) {
    for (const value of [undefined, null, 7, {}, [stored.record_id]]) {
      await expectCode(`${name} of ${String(value)}`, 'input_invalid', () => call(stage, name, value));
    }
  }
  await stage.expectExactly([stored]);
}

async function refusesLimits(stage: StoreStage): Promise<void> {
  const { state } = await stage.stored();
  for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10', null]) {
    const what = `listByState with the limit ${String(limit)}`;
    await expectCode(what, 'input_invalid', () => call(stage, 'listByState', state, { limit }));
  }
}

async function refusesPlaces(stage: StoreStage): Promise<void> {
  const { state, record_id, updated_at } = await stage.stored();
  for (const after of [null, record_id, {}, { record_id }, { updated_at }, { record_id, updated_at: 'now' }]) {
    await expectCode('listByState with a wrong after', 'input_invalid', () =>
      call(stage, 'listByState', state, { after }),
    );
  }
}

async function refusesFilters(stage: StoreStage): Promise<void> {
  await stage.stored();
  const wrong = [{ state: 7 }, { state: null }, { since: 'yesterday' }, { since: 0 }, { until: null }, { until: '' }];
  for (const filter of [...wrong, null, 'closed']) {
    await expectCode(`list(${JSON.stringify(filter)})`, 'input_invalid', () => list(stage, filter));
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
