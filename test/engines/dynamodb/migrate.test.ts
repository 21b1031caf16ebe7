import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { asItem, imported, NEW, original, WHOLE } from '../../codec/original/originals.ts';
import { DYNAMODB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { type Item, onDynamoDB } from './dynamodb-stage.ts';

const INDEXES = ['list-index', 'ref-index', 'state-index'];

/** The table that the Python original works on. */
const ORIGINAL: Omit<CreateTableCommandInput, 'TableName'> = {
  KeySchema: [{ AttributeName: 'record_id', KeyType: 'HASH' }],
  AttributeDefinitions: ['record_id', 'state', 'updated_at'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'state-index',
      KeySchema: [
        { AttributeName: 'state', KeyType: 'HASH' },
        { AttributeName: 'updated_at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

describeWith([DYNAMODB], 'migrate() of the DynamoDB store', () => {
  const stage = onDynamoDB();

  async function described(tableName: string): Promise<TableDescription> {
    const { Table: table } = await stage.client().send(new DescribeTableCommand({ TableName: tableName }));
    if (table === undefined) throw new Error('there is no table');
    return table;
  }

  const indexesOf = ({ GlobalSecondaryIndexes: indexes = [] }: TableDescription): unknown =>
    indexes.map(({ IndexName: name }) => name).sort();

  async function tableOf(input: Omit<CreateTableCommandInput, 'TableName'>): Promise<string> {
    const tableName = stage.server().newTableName();
    await stage.client().send(new CreateTableCommand({ TableName: tableName, ...input }));
    return tableName;
  }

  const opened = (tableName: string): DynamoDBRepository =>
    new DynamoDBRepository({ client: stage.client(), tableName });

  test('creates the table as it is documented, and nobody deletes it by a slip', async () => {
    const { tableName, store } = await stage.newStore();
    const table = await described(tableName);
    expect(table).toMatchObject({
      TableStatus: 'ACTIVE',
      KeySchema: [{ AttributeName: 'record_id', KeyType: 'HASH' }],
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      DeletionProtectionEnabled: true,
    });
    expect(indexesOf(table)).toEqual(INDEXES);
    await expect(stage.client().send(new DeleteTableCommand({ TableName: tableName }))).rejects.toThrow(/protect/i);
    await store.migrate();
    expect(await described(tableName)).toEqual(table);
  });

  test('of eight at once, each on a client of its own, is one table', async () => {
    const tableName = stage.server().newTableName();
    const clients = Array.from({ length: 8 }, () => stage.server().newClient());
    await Promise.all(clients.map((client) => new DynamoDBRepository({ client, tableName }).migrate()));
    for (const client of clients) client.destroy();
    expect(indexesOf(await described(tableName))).toEqual(INDEXES);
  });

  test.each<[string, Omit<CreateTableCommandInput, 'TableName'>]>([
    ['paid by request', ORIGINAL],
    ['with a capacity of its own', provisioned(ORIGINAL)],
    ['without its index', withoutIndex(ORIGINAL)],
  ])("brings the original's table up to date, %s, also when two call it at once", async (_name, input) => {
    const tableName = await tableOf(input);
    await stage.put(tableName, asItem(original(WHOLE)) as Item);
    await Promise.all([opened(tableName).migrate(), opened(tableName).migrate()]);
    expect(indexesOf(await described(tableName))).toEqual(INDEXES);
    expect(await stage.itemOf(tableName, 'loop-79d84c80')).toEqual(asItem(original(WHOLE)));
    const service = new LoopService({ repository: opened(tableName) });
    const { record_id } = await service.create({ ref: 'TICKET-7' });
    expect((await service.transition(record_id, 'task_queued')).success).toBe(true);
    expect((await service.getByRef('TICKET-7'))?.state).toBe('task_queued');
  });

  test("leaves the original's items alone, and says what they are", async () => {
    const tableName = await tableOf(ORIGINAL);
    await stage.put(tableName, asItem(original(NEW)) as Item);
    const store = opened(tableName);
    await store.migrate();
    const said = expect.objectContaining({
      code: 'store_failed',
      message: expect.stringMatching(/loop-0a058059 was not written.*loopforge copy/),
    });
    await expect(store.get('loop-0a058059')).rejects.toEqual(said);
    await expect(store.getByRef('JIRA-7')).resolves.toBeNull();
    await expect(store.listByState('issue_created')).rejects.toEqual(said);
    await expect(store.save(imported(original(NEW)), { expectedVersion: null })).rejects.toEqual(said);
    await expect(store.save(imported(original(NEW)), { expectedVersion: 1 })).rejects.toEqual(said);
    expect(await stage.itemOf(tableName, 'loop-0a058059')).toEqual(asItem(original(NEW)));
    expect(await store.delete('loop-0a058059')).toBe(true);
    const record = imported(original(NEW));
    expect(await store.save(record, { expectedVersion: null })).toEqual(record);
  });

  test.each<[string, Omit<CreateTableCommandInput, 'TableName'>, RegExp]>([
    [
      'a table of something else',
      { ...withoutIndex(ORIGINAL), ...keyed('id') },
      /key of the table is id, not record_id/,
    ],
    ['an index of something else', renamed(ORIGINAL, 'ref-index'), /key of ref-index is state and updated_at/],
  ])('refuses %s, and does not change it', async (_name, input, message) => {
    const tableName = await tableOf(input);
    const before = await described(tableName);
    const refused = expect.objectContaining({ code: 'store_failed', message: expect.stringMatching(message) });
    await expect(opened(tableName).migrate()).rejects.toEqual(refused);
    expect(await described(tableName)).toEqual(before);
  });

  describe('before it was called', () => {
    test('every call says so', async () => {
      const store = opened('no-such-table');
      const record = imported(original(NEW));
      for (const call of [
        () => store.get('x'),
        () => store.getByRef('x'),
        () => store.save(record, { expectedVersion: null }),
        () => store.delete('x'),
        () => store.listByState('closed'),
        () => store.list().next(),
      ]) {
        const said = { code: 'store_failed', message: expect.stringContaining('Call migrate() once') };
        await expect(call()).rejects.toMatchObject(said);
      }
    });

    test("an original's table says which index it lacks", async () => {
      const store = opened(await tableOf(ORIGINAL));
      const said = { code: 'store_failed', message: expect.stringMatching(/ref-index.*Call migrate\(\) once/) };
      await expect(store.getByRef('x')).rejects.toMatchObject(said);
    });
  });
});

type Input = Omit<CreateTableCommandInput, 'TableName'>;

function provisioned(input: Input): Input {
  const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  const indexes = input.GlobalSecondaryIndexes?.map((index) => ({ ...index, ProvisionedThroughput }));
  return { ...input, BillingMode: 'PROVISIONED', ProvisionedThroughput, GlobalSecondaryIndexes: indexes };
}

function withoutIndex({ KeySchema, BillingMode }: Input): Input {
  return { KeySchema, BillingMode, AttributeDefinitions: [{ AttributeName: 'record_id', AttributeType: 'S' }] };
}

function keyed(name: string): Input {
  return {
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
  };
}

function renamed(input: Input, name: string): Input {
  const indexes = input.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexName: name }));
  return { ...input, GlobalSecondaryIndexes: indexes };
}
