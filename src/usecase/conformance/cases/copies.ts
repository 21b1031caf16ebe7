import type { LoopRecord } from '../../../core/model.ts';
import { allOf, type StoreCase, type StoreStage, wordsOf } from '../stage/index.ts';

/** What a store was given or returned is the caller's to change. */
export const COPY_CASES: readonly StoreCase[] = [
  { name: 'copies: a record that was saved may be changed', play: mayChangeWhatWasSaved },
  { name: 'copies: a record may be changed while it is being saved', play: mayChangeWhatIsSaved },
  { name: 'copies: a record that cannot be changed is saved all the same', play: savesFrozenOnes },
  { name: 'copies: what save returned may be changed', play: mayChangeWhatSaveReturned },
  {
    name: 'copies: what get returned may be changed',
    play: (stage) => mayChange(stage, ({ record_id }) => stage.store.get(record_id)),
  },
  {
    name: 'copies: what getByRef returned may be changed',
    play: (stage) => mayChange(stage, ({ ref }) => stage.store.getByRef(ref)),
  },
  {
    name: 'copies: what listByState returned may be changed',
    play: (stage) => mayChange(stage, ({ state }) => stage.store.listByState(state)),
  },
  {
    name: 'copies: what list gave may be changed',
    play: (stage) => mayChange(stage, () => allOf(stage.store.list())),
  },
];

/** A record, and another one that is the same. */
function twice(stage: StoreStage): readonly [LoopRecord, LoopRecord] {
  const record = stage.records.make({ labels: { team: 'platform' }, metadata: { by: { login: 'octocat' } } });
  return [record, structuredClone(record)];
}

async function mayChangeWhatWasSaved(stage: StoreStage): Promise<void> {
  const [record, given] = twice(stage);
  await stage.save(given);
  spoil(given);
  await stage.expectExactly([record]);
}

async function mayChangeWhatIsSaved(stage: StoreStage): Promise<void> {
  const [record, given] = twice(stage);
  const saving = stage.save(given);
  spoil(given);
  await saving.catch((error: unknown) => {
    throw new Error(`save, while its record is changed: expected it to be saved as it was, found ${wordsOf(error)}`);
  });
  await stage.expectExactly([record]);
}

async function savesFrozenOnes(stage: StoreStage): Promise<void> {
  const [record, given] = twice(stage);
  freeze(given);
  await stage.save(given);
  await stage.expectExactly([record]);
}

async function mayChangeWhatSaveReturned(stage: StoreStage): Promise<void> {
  const [record, given] = twice(stage);
  spoil(await stage.save(given));
  await stage.expectExactly([record]);
}

/** @param returned what the store says when it is asked for the only record that it holds */
async function mayChange(stage: StoreStage, returned: (record: LoopRecord) => unknown): Promise<void> {
  const [record] = twice(stage);
  await stage.save(record);
  await stage.expectExactly([record]);
  await stage.expectByRef(record.ref, record);
  spoil(await returned(record));
  await stage.expectExactly([record]);
  await stage.expectByRef(record.ref, record);
}

/** Changes every text, number and list in a value, as deep as it goes. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'object' && part !== null) spoil(part);
    else if (!Reflect.set(value, key, 'spoilt'))
      throw new Error(`What a store returned: expected that ${key} can be changed, found it frozen`);
  }
  if (Array.isArray(value)) value.push('spoilt');
  else Reflect.set(value, 'spoilt', true);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
}
