import { gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { textOfRecord } from '../../../src/adapters/store/shared/record-text.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { RecordMaker } from '../../../src/usecase/conformance/stage/records.ts';
import { type DynamoDBServer, STARTS_WITHIN_MS, startDynamoDB } from '../support/dynamodb.ts';

/** A server for the tests of one file, and what is done with its tables beside the store. */
export interface DynamoDBStage {
  server(): DynamoDBServer;
  client(): DynamoDBClient;
  /** A store with a new table, and the table's name. */
  newStore(): Promise<{ readonly store: DynamoDBRepository; readonly tableName: string }>;
  /** All that the table holds, by id, as it is. */
  itemsOf(tableName: string): Promise<ReadonlyMap<string, Item>>;
  itemOf(tableName: string, id: string): Promise<Item | undefined>;
  put(tableName: string, item: Item): Promise<void>;
}

export type Item = Record<string, AttributeValue>;

/** Starts a server before the tests at hand, and ends it after them. */
export function onDynamoDB(): DynamoDBStage {
  let running: { readonly server: DynamoDBServer; readonly client: DynamoDBClient } | undefined;
  beforeAll(async () => {
    const server = await startDynamoDB();
    running = { server, client: server.newClient() };
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    running?.client.destroy();
    await running?.server.remove();
  });
  const now = () => {
    if (running === undefined) throw new Error('The server is started before the first test.');
    return running;
  };
  return {
    server: () => now().server,
    client: () => now().client,
    async newStore() {
      const tableName = now().server.newTableName();
      const store = new DynamoDBRepository({ client: now().client, tableName });
      await store.migrate();
      return { store, tableName };
    },
    async itemsOf(tableName) {
      const shown = { ConsistentRead: true, ProjectionExpression: 'record_id, parts, part_of, version' };
      const pages = paginateScan({ client: now().client }, { TableName: tableName, ...shown });
      const all: Item[] = [];
      for await (const { Items: items = [] } of pages) all.push(...items);
      return new Map(all.map((item) => [item['record_id']?.S ?? '', item]));
    },
    async itemOf(tableName, id) {
      const key = { record_id: { S: id } };
      const { Item: item } = await now().client.send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return item;
    },
    async put(tableName, item) {
      await now().client.send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
}

/** Characters that look random, and are the same on every run: compressed they take three quarters of their number. */
function noise(length: number, seed = 1): string {
  const bytes = Buffer.alloc(Math.ceil((length * 3) / 4) + 3);
  let state = seed;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, at);
  }
  return bytes.toString('base64').slice(0, length);
}

/** A record with a step whose metadata are noise of that length. */
export function noisyRecord(length: number, wish: { readonly id?: string; readonly seed?: number } = {}): LoopRecord {
  const { id = 'loop-00000001', seed = 1 } = wish;
  return new RecordMaker().make({ id, ref: 'NOISE', metadata: { noise: noise(length, seed) } });
}

/** A record whose text, compressed, takes so many bytes or two more at most. */
export function recordFrom(bytes: number): LoopRecord {
  let length = Math.round(bytes * 1.32);
  for (let tries = 0; tries < 50; tries++) {
    const record = noisyRecord(length);
    const over = gzipSync(textOfRecord(record)).length - bytes;
    if (over >= 0 && over <= 2) return record;
    length -= Math.trunc(over * 1.3) || Math.sign(over);
  }
  throw new Error(`There is no such record of ${bytes} bytes.`);
}
