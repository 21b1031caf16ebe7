import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Client } from 'pg';
import { fileNameOf } from '../../../src/adapters/store/file/file-names.ts';
import { readStoreAddress } from '../../../src/compose/stores/address.ts';
import type { Engines, StoreKind } from './engines.ts';

/** Makes of a stored record what is none, behind its store's back; gives the name that a copy tells of it by. */
type Damage = (id: string, address: string, engines: Engines) => Promise<string>;

const WITHOUT_HISTORY = 'update loopforge_records set record = record - $2 where record_id = $1';

export const DAMAGE: { readonly [kind in StoreKind]: readonly Damage[] } = {
  file: [
    async (id, path) => {
      const records: { [id: string]: unknown } = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...records, [id]: null }));
      return id;
    },
  ],
  folder: [
    async (id, path) => {
      const text = await readFile(join(path, fileNameOf(id)), 'utf8');
      await writeFile(join(path, fileNameOf(id)), text.slice(0, -10));
      return fileNameOf(id);
    },
    async (id, path) => {
      await writeFile(join(path, fileNameOf(id)), '');
      return fileNameOf(id);
    },
  ],
  sqlite: [
    (id, address) => inSqlite(id, address, "record = ''"),
    (id, address) => inSqlite(id, address, 'version = version + 1'),
    (id, address) => inSqlite(id, address, "record = '{}', updated_at = 'soon'"),
  ],
  postgres: [
    async (id, connectionString) => {
      const client = new Client({ connectionString });
      await client.connect();
      await client.query(WITHOUT_HISTORY, [id, 'genesis']);
      await client.end();
      return id;
    },
  ],
  redis: [
    async (id, address, { redis }) => {
      await redis.command('HSET', recordsKey(address), id, '{"half":');
      return id;
    },
    async (id, address, { redis }) => {
      await redis.command('HDEL', recordsKey(address), id);
      return id;
    },
  ],
  dynamodb: [
    (id, address, engines) => inDynamoDB(id, address, engines, 'SET #record = :nothing'),
    (id, address, engines) => inDynamoDB(id, address, engines, 'REMOVE version'),
  ],
};

async function inSqlite(id: string, address: string, change: string): Promise<string> {
  const database = new DatabaseSync(address.replace('sqlite:', ''));
  database.prepare(`UPDATE loopforge_records SET ${change} WHERE record_id = ?`).run(id);
  database.close();
  return id;
}

async function inDynamoDB(id: string, address: string, { dynamodb }: Engines, change: string): Promise<string> {
  const store = readStoreAddress(address);
  if (store.kind !== 'dynamodb') throw new Error(`${address} is no table.`);
  const client = dynamodb.newClient();
  const isSet = change.includes(':');
  await client.send(
    new UpdateItemCommand({
      TableName: store.tableName,
      Key: { record_id: { S: id } },
      UpdateExpression: change,
      ...(isSet
        ? { ExpressionAttributeNames: { '#record': 'record' }, ExpressionAttributeValues: { ':nothing': { S: '{}' } } }
        : {}),
    }),
  );
  client.destroy();
  return id;
}

function recordsKey(address: string): string {
  return `{${new URL(address).searchParams.get('prefix')}}:records`;
}
