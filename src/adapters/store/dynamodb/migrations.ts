import type {
  AttributeDefinition,
  GlobalSecondaryIndex,
  KeySchemaElement,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import { systemSleep } from '../../system/timer.ts';
import { storeFailed } from '../shared/index.ts';
import { ofAws } from './aws-errors.ts';
import type { DynamoDBConnection } from './connection.ts';
import { INDEXES } from './entries.ts';

/** How long a new index may take; that of a large table is built for longer, and may be waited for by another call. */
const PATIENCE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What is said by a table that another call is changing already: whatever it is, it is looked at again. */
const BEING_CHANGED: readonly string[] = ['ResourceInUseException', 'LimitExceededException'];
const EXISTS_ALREADY = /already exists/;

/**
 * Creates the table where there is none, and whatever index it lacks, one after another as DynamoDB wants it; waits until
 * all of it can be used. What is there is not changed otherwise, whoever created it.
 * @throws LoopForgeError `store_failed` also where the table or an index has other keys, and where an index is still being
 *   built after ten minutes
 */
export async function migrateTable(connection: DynamoDBConnection): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const table = await describe(connection);
    if (table === null) await change(connection, () => create(connection));
    else if (isReady(table)) {
      checkKeys(connection, table);
      const missing = Object.values(INDEXES).find(({ name }) => indexIn(table, name) === undefined);
      if (missing === undefined) return;
      await change(connection, () => addIndex(connection, table, missing));
    }
    if (Date.now() > deadline)
      throw storeFailed(
        connection.store,
        `it is ${table?.TableStatus ?? 'CREATING'} still`,
        'Call migrate() again to wait for it.',
      );
    await systemSleep(pause);
  }
}

type Index = (typeof INDEXES)[keyof typeof INDEXES];

/** Null: there is no such table. */
async function describe(connection: DynamoDBConnection): Promise<TableDescription | null> {
  const { tableName: TableName } = connection;
  try {
    const { Table: table } = await connection.send(({ DescribeTableCommand }, client) =>
      client.send(new DescribeTableCommand({ TableName })),
    );
    return table ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
    throw ofAws(error, connection.store);
  }
}

/** Paid by request, and nobody deletes it by a slip: a trail is to outlive those who keep it. */
async function create(connection: DynamoDBConnection): Promise<void> {
  const indexes = Object.values(INDEXES);
  const keys = ['record_id', ...indexes.flatMap((index) => index.keys)];
  const input = {
    TableName: connection.tableName,
    KeySchema: keySchema('record_id'),
    AttributeDefinitions: definitionsOf(keys),
    GlobalSecondaryIndexes: indexes.map(indexOf),
    BillingMode: 'PAY_PER_REQUEST' as const,
    DeletionProtectionEnabled: true,
  };
  await connection.send(({ CreateTableCommand }, client) => client.send(new CreateTableCommand(input)));
}

async function addIndex(connection: DynamoDBConnection, table: TableDescription, index: Index): Promise<void> {
  const input = {
    TableName: connection.tableName,
    AttributeDefinitions: definitionsOf(['record_id', ...index.keys]),
    GlobalSecondaryIndexUpdates: [{ Create: { ...indexOf(index), ...throughputOf(table) } }],
  };
  await connection.send(({ UpdateTableCommand }, client) => client.send(new UpdateTableCommand(input)));
}

/** Two may want the same at once: the one that comes second looks again. */
async function change(connection: DynamoDBConnection, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isSecond =
      error instanceof Error && (BEING_CHANGED.includes(error.name) || EXISTS_ALREADY.test(error.message));
    if (!isSecond) throw ofAws(error, connection.store);
  }
}

function isReady(table: TableDescription): boolean {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  return table.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus: status }) => status === 'ACTIVE');
}

/** A table that is something else is left alone. */
function checkKeys({ store }: DynamoDBConnection, table: TableDescription): void {
  const expected = Object.values(INDEXES).map(({ name, keys }) => ({ name, keys, found: indexIn(table, name) }));
  const wrong = [{ name: 'the table', keys: ['record_id'], found: table.KeySchema }, ...expected].find(
    ({ keys, found }) => found !== undefined && found.map((key) => key.AttributeName).join() !== keys.join(),
  );
  if (wrong === undefined) return;
  const has = wrong.found?.map((key) => key.AttributeName).join(' and ');
  throw storeFailed(
    store,
    `the key of ${wrong.name} is ${has}, not ${wrong.keys.join(' and ')}`,
    'Choose another table.',
  );
}

function indexIn(table: TableDescription, wanted: string) {
  return table.GlobalSecondaryIndexes?.find(({ IndexName: name }) => name === wanted)?.KeySchema;
}

function indexOf({ name, keys }: Index): Pick<GlobalSecondaryIndex, 'IndexName' | 'KeySchema' | 'Projection'> {
  return {
    IndexName: name,
    KeySchema: keySchema(keys[0], keys[1]),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  };
}

/** An index of a table with a capacity of its own needs one, too: the same. */
function throughputOf({ BillingModeSummary: billing, ProvisionedThroughput: given }: TableDescription) {
  if (billing?.BillingMode === 'PAY_PER_REQUEST') return {};
  const { ReadCapacityUnits: reads = 1, WriteCapacityUnits: writes = 1 } = given ?? {};
  if (reads === 0) return {};
  return { ProvisionedThroughput: { ReadCapacityUnits: reads, WriteCapacityUnits: writes } };
}

function keySchema(hash: string, range?: string): KeySchemaElement[] {
  const first = { AttributeName: hash, KeyType: 'HASH' as const };
  return range === undefined ? [first] : [first, { AttributeName: range, KeyType: 'RANGE' }];
}

function definitionsOf(keys: readonly string[]): AttributeDefinition[] {
  return keys.map((key) => ({ AttributeName: key, AttributeType: 'S' }));
}
