import type { JsonObject, JsonValue, LoopRecord } from '../../../core/model.ts';
import { expectSame, longer, oddTexts, type StoreCase, type StoreStage, stepped, takes } from '../stage/index.ts';

/** What is in a record comes back as it was, whatever it is. */
export const CONTENT_CASES: readonly StoreCase[] = [
  { name: 'contents: any text, U+0000 and emoji too', play: (stage) => keeps(stage, textsOf(oddTexts(1_000))) },
  { name: 'contents: numbers to their last digit', play: (stage) => keeps(stage, NUMBERS) },
  { name: 'contents: lists and maps, empty ones too', play: (stage) => keeps(stage, EMPTY_ONES) },
  { name: 'contents: metadata of many levels', play: (stage) => keeps(stage, { deep: nested(55) }) },
  { name: 'contents: keys of any name, in any order', play: keepsKeys },
  { name: 'contents: hundreds of entries', play: keepsManyEntries },
  { name: 'contents: a record as large as the store says it takes', play: keepsLargeOnes },
  { name: 'contents: a small record where a large one was', play: leavesNothingBehind },
  { name: 'contents: of many large saves on one version one wins, and is whole', play: keepsTheWinnerWhole },
  { name: 'contents: a large record is read whole while it is saved', play: readsWholeOnes },
  { name: 'contents: a larger one is stored whole or refused whole', play: neverCuts },
];

/** Metadata that the store must give back, both where a record was created with it and where it came with a step. */
async function keeps(stage: StoreStage, metadata: JsonObject): Promise<void> {
  const record = stage.records.make({ metadata });
  expectSame('the result of save', await stage.save(record), record);
  await stage.expectExactly([record]);
  await stage.expectExactly([await stage.step(record, { metadata })]);
}

function textsOf(texts: readonly string[]): JsonObject {
  return { texts, ...Object.fromEntries(texts.map((text, index) => [`text ${index}`, text])) };
}

const NUMBERS: JsonObject = {
  numbers: [0, 1, -1, 0.1, -0.1, 0.1 + 0.2, 1 / 3, -1.5, 1e-7, 5e-324, -5e-324, 2.2250738585072014e-308, 1.1e-300],
  whole: [2 ** 31, 2 ** 32, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1],
  precise: [123456789.12345679, 4503599627370495.5, 0.30000000000000004, 1.2345678e-7 / 3],
  texts: ['0', '1', '-1', '1e-7', '1.0', '007'],
};

const EMPTY_ONES: JsonObject = {
  list: [],
  map: {},
  text: '',
  nothing: null,
  no: false,
  lists: [[], [[]], [{}], [null], ['']],
  maps: { list: [], map: {}, text: '', nothing: null },
  mixed: [1, '1', true, null, [1], { 1: 1 }],
};

function nested(levels: number): JsonValue {
  let value: JsonValue = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { value } : [value];
  return value;
}

async function keepsKeys(stage: StoreStage): Promise<void> {
  const names = oddTexts(200).filter((name) => name !== '__proto__');
  const more = ['$ref', '$set', '@type', 'a.b', '10', '9', 'z', 'M', 'length', 'then', 'toJSON', 'record_id', 'state'];
  const metadata = Object.fromEntries([...more, ...names].map((name, index) => [name, index]));
  await keeps(stage, { ...metadata, nested: metadata });
}

async function keepsManyEntries(stage: StoreStage): Promise<void> {
  const record = longer(stage.records.make(), fittingEntries(stage, 400));
  await stage.save(record);
  await stage.expectExactly([record]);
  await stage.expectExactly([await stage.step(record, { state: 'closed' })]);
}

/** So many entries, or as many as surely fit: one takes less than a kilobyte. */
function fittingEntries({ limits }: StoreStage, entries: number): number {
  return Math.min(entries, Math.floor(limits.maxBytes / 1_500));
}

async function keepsLargeOnes(stage: StoreStage): Promise<void> {
  const record = ofBytes(stage, stage.records.make(), stage.limits.maxBytes);
  await stage.save(record);
  await stage.expectExactly([record]);
}

async function leavesNothingBehind(stage: StoreStage): Promise<void> {
  const small = stage.records.make();
  const large = ofBytes(stage, small, stage.limits.maxBytes / 2);
  await stage.save(large);
  await stage.store.delete(large.record_id);
  await stage.save(small);
  await stage.expectExactly([small]);
  await stage.store.save(large, { expectedVersion: small.head.seq });
  await stage.expectStored(large);
  // What is erased from a record makes it shorter, and its version higher.
  const short = { ...stepped(large), transitions: stepped(small).transitions };
  await stage.store.save(short, { expectedVersion: large.head.seq });
  await stage.expectExactly([short]);
}

const LARGE_ONES = 4;

async function keepsTheWinnerWhole(stage: StoreStage): Promise<void> {
  const small = await stage.stored();
  const tries = Array.from({ length: LARGE_ONES }, (_, n) =>
    ofBytes(stage, stepped(small, { metadata: { n } }), stage.limits.maxBytes / 2),
  );
  const results = await Promise.allSettled(
    tries.map((next) => stage.store.save(next, { expectedVersion: small.head.seq })),
  );
  const won = tries.filter((_, n) => results[n]?.status === 'fulfilled');
  expectSame('How many large saves on one version win', won.length, 1);
  await stage.expectExactly(won);
}

async function readsWholeOnes(stage: StoreStage): Promise<void> {
  const small = await stage.stored();
  const versions = [small];
  for (let n = 1; n <= LARGE_ONES; n++) {
    versions.push(ofBytes(stage, stepped(versions.at(-1) ?? small), (n * stage.limits.maxBytes) / (LARGE_ONES + 1)));
  }
  let isSaving = true;
  const saving = saveEach(stage, versions).finally(() => {
    isSaving = false;
  });
  const reading = async (): Promise<void> => {
    while (isSaving) {
      const found = await stage.store.get(small.record_id);
      expectSame('get, while it is saved', found, versions.find(({ head }) => head.seq === found?.head.seq) ?? null);
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await Promise.all([saving, reading()]);
}

async function saveEach(stage: StoreStage, [first, ...others]: readonly LoopRecord[]): Promise<void> {
  let expectedVersion = first?.head.seq ?? null;
  for (const next of others) {
    await stage.store.save(next, { expectedVersion });
    expectedVersion = next.head.seq;
  }
}

async function neverCuts(stage: StoreStage): Promise<void> {
  const small = await stage.stored();
  const fresh = ofBytes(stage, stage.records.make(), 2 * stage.limits.maxBytes);
  const grown = ofBytes(stage, small, 2 * stage.limits.maxBytes);
  const isFreshStored = await takes(() => stage.save(fresh));
  const isGrownStored = await takes(() => stage.store.save(grown, { expectedVersion: small.head.seq }));
  await stage.expectStored(isGrownStored ? grown : small);
  if (isFreshStored) await stage.expectStored(fresh);
  else expectSame('get of what was refused', await stage.store.get(fresh.record_id), null);
}

const CHUNK = 'ä字\u{1f600}\\"\n';

/** The record with one more entry, by which it takes nearly so many bytes, and no more. */
function ofBytes(stage: StoreStage, record: LoopRecord, bytes: number): LoopRecord {
  const empty = bytesOf(stepped(record, { metadata: { text: '' } }));
  const chunks = Math.floor((bytes - empty) / bytesOf(CHUNK));
  const large = stepped(record, { metadata: { text: CHUNK.repeat(Math.max(1, chunks)) } });
  if (bytesOf(large) > Math.max(bytes, stage.limits.maxBytes)) throw new Error('The suite made too large a record.');
  return large;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
