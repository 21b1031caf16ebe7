import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { stepped } from '../../../src/usecase/conformance/stage/records.ts';
import {
  CREDENTIALS,
  DYNAMODB,
  type DynamoDBServer,
  REGION,
  STARTS_WITHIN_MS,
  startDynamoDB,
} from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { freePort, silentServer } from '../support/loopback.ts';
import { noisyRecord } from './dynamodb-stage.ts';

const ID = 'loop-00000001';

describeWith([DYNAMODB], 'a DynamoDB that stops', () => {
  let server: DynamoDBServer;
  let patient: DynamoDBClient;
  beforeAll(async () => {
    server = await startDynamoDB({ lasting: true });
    patient = server.newClient();
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    patient?.destroy();
    await server?.remove();
  });

  test(
    'and starts again: clear errors, nothing half-written, and the same store goes on',
    async () => {
      const client = impatient(server.endpoint, 20_000);
      const store = new DynamoDBRepository({ client, tableName: 'lasting' });
      await store.migrate();
      let stored = await store.save(noisyRecord(900_000), { expectedVersion: null });
      const saving = saveAll(store, stored, 40);
      await server.kill();
      const { last, failed, errors } = await saving;
      await expect(store.get(ID)).rejects.toMatchObject({ code: 'store_unreachable' });
      expect(errors.every(({ code }) => code === 'store_unreachable')).toBe(true);
      await server.start();
      const now = await store.get(ID);
      // The one that was under way may have been stored, though nobody was told so.
      expect([last, failed]).toContainEqual(now);
      stored = now ?? stored;
      stored = await store.save(stepped(stored), { expectedVersion: stored.head.seq });
      expect(await store.get(ID)).toEqual(stored);
      client.destroy();
    },
    2 * STARTS_WITHIN_MS,
  );

  test('and hangs: it is given up, and goes on once it answers', async () => {
    const client = impatient(server.endpoint);
    const store = new DynamoDBRepository({ client, tableName: 'hanging' });
    await new DynamoDBRepository({ client: patient, tableName: 'hanging' }).migrate();
    server.freeze();
    const given = await store.get(ID).catch((error: unknown) => error);
    server.thaw();
    expect(given).toMatchObject({ code: 'store_unreachable' });
    expect(await new DynamoDBRepository({ client: patient, tableName: 'hanging' }).get(ID)).toBeNull();
    client.destroy();
  });
});

/** No engine is needed to find that nobody is there. */
describeWith([], 'where no DynamoDB is', () => {
  test('a port that nobody listens on', async () => {
    const client = impatient(`http://127.0.0.1:${await freePort()}`);
    const store = new DynamoDBRepository({ client, tableName: 'nowhere' });
    await expectUnreachable(store);
    client.destroy();
  });

  test('a server that never says a word', async () => {
    await using silent = await silentServer();
    const client = impatient(`http://127.0.0.1:${silent.port}`);
    await expectUnreachable(new DynamoDBRepository({ client, tableName: 'silent' }));
    client.destroy();
  });
});

async function expectUnreachable(store: DynamoDBRepository): Promise<void> {
  const record = noisyRecord(5);
  const calls: readonly (() => Promise<unknown>)[] = [
    () => store.migrate(),
    () => store.get(ID),
    () => store.getByRef('x'),
    () => store.save(record, { expectedVersion: null }),
    () => store.delete(ID),
    () => store.listByState('closed'),
    () => store.list().next(),
  ];
  const said = await Promise.all(calls.map((call) => call().catch((error: unknown) => error)));
  for (const error of said) {
    expect(error).toMatchObject({
      code: 'store_unreachable',
      message: expect.not.stringContaining(CREDENTIALS.secretAccessKey),
    });
  }
}

/** A client that gives up soon. @param requestTimeout milliseconds */
function impatient(endpoint: string, requestTimeout = 2_000): DynamoDBClient {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true };
  return new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 2, requestHandler });
}

interface Saves {
  /** The last one of which it is known that it is stored. */
  readonly last: LoopRecord;
  /** The one that failed first, if any did. */
  readonly failed: LoopRecord | null;
  readonly errors: readonly { readonly code?: unknown }[];
}

/** Saves one version after the other, until one fails. */
async function saveAll(store: DynamoDBRepository, from: LoopRecord, count: number): Promise<Saves> {
  let last = from;
  for (let saves = 0; saves < count; saves++) {
    const next = stepped(last);
    try {
      last = await store.save(next, { expectedVersion: last.head.seq });
    } catch (error) {
      return { last, failed: next, errors: [error as { code?: unknown }] };
    }
  }
  return { last, failed: null, errors: [] };
}
