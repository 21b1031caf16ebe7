import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, test } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';
import { originalCases } from '../../support/stores/original-cases.ts';
import { DYNAMODB, type DynamoDBServer, STARTS_WITHIN_MS, startDynamoDB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';

let server: DynamoDBServer;
let client: DynamoDBClient;
const tables = new WeakMap<object, string>();

describeWith([DYNAMODB], 'the DynamoDB store does what is asked of every store', () => {
  beforeAll(async () => {
    server = await startDynamoDB();
    client = server.newClient();
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    client?.destroy();
    await server?.remove();
  });

  const create = async (): Promise<DynamoDBRepository> => {
    const store = opened(server.newTableName());
    await store.migrate();
    return store;
  };
  const cases = conformance({
    create,
    reopen: (store) => opened(tables.get(store) ?? ''),
    limits: { maxNameBytes: 2_048, ordersTies: false },
  });
  test.each(cases)('$name', ({ run }) => run());
  test.each(originalCases({ create }))('as the original asked: $name', ({ run }) => run());
});

function opened(tableName: string): DynamoDBRepository {
  const store = new DynamoDBRepository({ client, tableName });
  tables.set(store, tableName);
  return store;
}
