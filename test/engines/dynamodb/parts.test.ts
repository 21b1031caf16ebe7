import { expect, test } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { textOfRecord } from '../../../src/adapters/store/shared/record-text.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { longer, stepped } from '../../../src/usecase/conformance/stage/records.ts';
import { allOf } from '../../../src/usecase/conformance/stage/stage.ts';
import { DYNAMODB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { type DynamoDBStage, noisyRecord, onDynamoDB, recordFrom } from './dynamodb-stage.ts';

const ID = 'loop-00000001';
/** What an item takes of a compressed record, see `src/adapters/store/dynamodb/item.ts`. */
const ITEM = 380_000;

describeWith([DYNAMODB], 'records of every size in DynamoDB', () => {
  const stage = onDynamoDB();

  test.each<[string, () => LoopRecord, number]>([
    ['a small one', () => noisyRecord(10), 0],
    ['one that is just kept as it is', () => recordOfText(16_000), 0],
    ['one that is just compressed', () => recordOfText(16_001), 0],
    ['one that just fits into an item', () => recordFrom(ITEM - 2), 0],
    ['one that just takes two parts', () => recordFrom(ITEM + 1), 2],
    ['one that just fills two parts', () => recordFrom(2 * ITEM - 2), 2],
    ['one that just takes three', () => recordFrom(2 * ITEM + 1), 3],
    ['one of 1,600 steps, about a megabyte', () => longer(noisyRecord(10), 1_599), 0],
    ['the largest of all', () => recordFrom(10 * ITEM - 2), 10],
  ])('%s', async (_name, make, parts) => {
    const { store, tableName } = await stage.newStore();
    const record = make();
    expect(await store.save(record, { expectedVersion: null })).toEqual(record);
    expect(await store.get(ID)).toEqual(record);
    expect(await store.getByRef('NOISE')).toEqual(record);
    expect(await store.listByState(record.state)).toEqual([record]);
    expect(await allOf(store.list())).toEqual([record]);
    expect((await stage.itemsOf(tableName)).size).toBe(1 + parts);
    expect(await store.delete(ID)).toBe(true);
    expect((await stage.itemsOf(tableName)).size).toBe(0);
  });

  test('one byte more is refused, and nothing of it is written', async () => {
    const { store, tableName } = await stage.newStore();
    const tooLarge = recordFrom(10 * ITEM + 1);
    const refused = expect.objectContaining({
      code: 'too_large',
      message: expect.stringMatching(/takes 380000\d bytes/),
    });
    await expect(store.save(tooLarge, { expectedVersion: null })).rejects.toEqual(refused);
    expect((await stage.itemsOf(tableName)).size).toBe(0);
    const before = await store.save(noisyRecord(ITEM * 2), { expectedVersion: null });
    await expect(store.save(tooLarge, { expectedVersion: 1 })).rejects.toEqual(refused);
    expect(await store.get(ID)).toEqual(before);
  });

  test('one that grows and shrinks leaves no part behind', async () => {
    const { store, tableName } = await stage.newStore();
    let version: number | null = null;
    for (const [index, parts] of [0, 3, 2, 0, 10, 2, 1, 4].entries()) {
      const size = parts < 2 ? 100 + parts * 100_000 : Math.round((parts - 0.5) * ITEM * 1.31);
      const record = atVersion(noisyRecord(size, { seed: index + 1 }), index + 1);
      expect(await store.save(record, { expectedVersion: version })).toEqual(record);
      expect(await store.get(ID)).toEqual(record);
      const items = await stage.itemsOf(tableName);
      expect(items.size).toBe(parts < 2 ? 1 : 1 + parts);
      expect(items.get(ID)?.['parts']).toEqual(parts < 2 ? undefined : { N: String(parts) });
      version = index + 1;
    }
    expect(await store.delete(ID)).toBe(true);
    expect((await stage.itemsOf(tableName)).size).toBe(0);
    expect(await store.delete(ID)).toBe(false);
  });

  test('a save that comes too late changes no part', async () => {
    const { store } = await stage.newStore();
    const [first, second, late] = [1, 2, 2].map((n, index) => atVersion(noisyRecord(ITEM * 2, { seed: index + 1 }), n));
    if (!first || !second || !late) throw new Error('three of them');
    await store.save(first, { expectedVersion: null });
    await store.save(second, { expectedVersion: 1 });
    for (const expectedVersion of [null, 1, 3]) {
      await expect(store.save(late, { expectedVersion })).rejects.toMatchObject({ code: 'conflict' });
    }
    await expect(store.save(noisyRecord(5), { expectedVersion: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.get(ID)).toEqual(second);
  });

  test('of many saves on one version exactly one is stored, whether of one item or of several', async () => {
    const { store } = await stage.newStore();
    await store.save(noisyRecord(ITEM * 2), { expectedVersion: null });
    const all = Array.from({ length: 12 }, (_, index) =>
      atVersion(noisyRecord(index % 2 === 0 ? ITEM * 2 : 20, { seed: index + 2 }), 2),
    );
    const results = await Promise.allSettled(all.map((record) => store.save(record, { expectedVersion: 1 })));
    const stored = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(stored).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['conflict']));
    expect(await store.get(ID)).toEqual(stored[0]);
  });

  test('readers see one version or the next while it is written, never a mix', async () => {
    const { store } = await stage.newStore();
    const versions = Array.from({ length: 24 }, (_, index) =>
      atVersion(noisyRecord(index % 3 === 0 ? 100 : ITEM * (1 + (index % 3)), { seed: index + 1 }), index + 1),
    );
    const [first, ...others] = versions;
    if (first === undefined) throw new Error('there are some');
    await store.save(first, { expectedVersion: null });
    let isOver = false;
    const read = async (): Promise<number> => {
      let last = 0;
      for (let reads = 1; ; reads++) {
        const record = await store.get(ID);
        expect(record).toEqual(versions[(record?.head.seq ?? 0) - 1]);
        expect(record?.head.seq).toBeGreaterThanOrEqual(last);
        last = record?.head.seq ?? 0;
        if (isOver) return reads;
      }
    };
    const readers = [read(), read(), read()];
    for (const record of others) await store.save(record, { expectedVersion: record.head.seq - 1 });
    isOver = true;
    expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(3);
    expect(await store.get(ID)).toEqual(versions.at(-1));
  });

  test('a part is no record, whoever asks for it', async () => {
    const { store, tableName } = await stage.newStore();
    const record = await store.save(noisyRecord(ITEM * 2), { expectedVersion: null });
    const ids = [...(await stage.itemsOf(tableName)).keys()].filter((id) => id !== ID);
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      expect(await store.get(id)).toBeNull();
      expect(await store.delete(id)).toBe(false);
      await expect(store.save({ ...record, record_id: id }, { expectedVersion: null })).rejects.toThrow();
    }
    expect(await store.get(ID)).toEqual(record);
  });
});

describeWith([DYNAMODB], 'a writer of DynamoDB that ends in the middle', () => {
  const stage = onDynamoDB();

  test.each([
    ['of a record of one item', 100],
    ['of a record of several', ITEM * 2],
  ])(
    '%s: after any number of requests there is the old record or the new one, and no part of neither',
    async (_, size) => {
      const { store, tableName } = await stage.newStore();
      const old = await store.save(noisyRecord(ITEM * 3), { expectedVersion: null });
      const next = atVersion(noisyRecord(size, { seed: 2 }), 2);
      for (let requests = 0; ; requests++) {
        const isDone = await dyingAfter(requests, stage, tableName)
          .save(next, { expectedVersion: 1 })
          .then(() => true)
          .catch(() => false);
        const items = await stage.itemsOf(tableName);
        const parts = Number(items.get(ID)?.['parts']?.N ?? 0);
        expect(items.size).toBe(1 + parts);
        expect(await store.get(ID)).toEqual(isDone ? next : old);
        if (isDone) break;
      }
      for (let requests = 0; ; requests++) {
        const isDone = await dyingAfter(requests, stage, tableName)
          .delete(ID)
          .catch(() => false);
        expect((await stage.itemsOf(tableName)).size === 0).toBe(isDone);
        if (isDone) break;
      }
    },
  );

  test.each([
    ['of one item', 100],
    ['of several', ITEM * 2],
  ])('a save of a record %s whose answer was lost knows itself when it is sent again', async (_, size) => {
    const { store, tableName } = await stage.newStore();
    const twice = new DynamoDBRepository({ client: sendingTwice(stage), tableName });
    const first = await twice.save(noisyRecord(size), { expectedVersion: null });
    const second = atVersion(noisyRecord(size, { seed: 2 }), 2);
    expect(await twice.save(second, { expectedVersion: 1 })).toEqual(second);
    expect(await store.get(ID)).toEqual(second);
    await expect(twice.save(first, { expectedVersion: 1 })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describeWith([DYNAMODB], 'what is damaged in DynamoDB', () => {
  const stage = onDynamoDB();

  test.each<[string, string, (item: Record<string, unknown>) => Record<string, unknown>]>([
    ['no JSON', 'store_damaged', (item) => ({ ...item, record: { S: '{' } })],
    [
      'another record',
      'store_damaged',
      (item) => ({ ...item, record: { S: JSON.stringify(noisyRecord(3, { id: 'loop-00000002' })) } }),
    ],
    ['bytes that are not compressed', 'store_damaged', (item) => ({ ...item, record: { B: Buffer.from('{}') } })],
    ['another version', 'store_damaged', (item) => ({ ...item, version: { N: '7' } })],
    ['nothing', 'store_damaged', ({ record: _, ...item }) => item],
    ['parts that are not there', 'store_damaged', ({ record: _, ...item }) => ({ ...item, parts: { N: '2' } })],
    ['what is not ours', 'store_failed', ({ version: _, ...item }) => item],
  ])('an item that holds %s is %s, in every list too', async (_name, code, change) => {
    const { store, tableName } = await stage.newStore();
    const record = await store.save(noisyRecord(3), { expectedVersion: null });
    const item = await stage.itemOf(tableName, ID);
    await stage.put(tableName, change({ ...item }) as never);
    const damaged = expect.objectContaining({ code, message: expect.stringContaining(ID) });
    await expect(store.get(ID)).rejects.toEqual(damaged);
    await expect(store.getByRef('NOISE')).rejects.toEqual(damaged);
    await expect(store.listByState(record.state)).rejects.toEqual(damaged);
    await expect(allOf(store.list())).rejects.toEqual(damaged);
    await expect(store.save(record, { expectedVersion: null })).rejects.toThrow();
    expect(await store.delete(ID)).toBe(true);
  });
});

/** The record with its number of entries as wished for. */
function atVersion(record: LoopRecord, version: number): LoopRecord {
  let next = record;
  while (next.head.seq < version) next = stepped(next);
  return next;
}

/** A record whose text takes so many bytes. */
function recordOfText(bytes: number): LoopRecord {
  const short = textOfRecord(noisyRecord(0)).length;
  return noisyRecord(bytes - short);
}

/** A store whose process ends before its next request, once it has sent so many. */
function dyingAfter(requests: number, stage: DynamoDBStage, tableName: string): DynamoDBRepository {
  let left = requests;
  const client = {
    async send(command: object): Promise<unknown> {
      if (left-- <= 0) throw new Error('the process ends');
      return stage.client().send(command as never);
    },
  };
  return new DynamoDBRepository({ client, tableName });
}

/** A client whose driver gets no answer to its writes, and sends them once more. */
function sendingTwice(stage: DynamoDBStage) {
  return {
    async send(command: object): Promise<unknown> {
      const isWrite = /Update|Transact/.test(command.constructor.name);
      if (isWrite)
        await stage
          .client()
          .send(command as never)
          .catch(() => undefined);
      return stage.client().send(command as never);
    },
  };
}
