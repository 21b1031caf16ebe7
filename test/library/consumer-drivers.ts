// Compiled by package-types.test.ts against the built declarations, with the drivers and their own types beside it, the
// way a user's program is; it never runs.
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient, createClientPool, createCluster } from '@redis/client';
import type { Closable, Migratable, Repository } from 'loopforge';
import { DynamoDBRepository } from 'loopforge/dynamodb';
import { FileRepository } from 'loopforge/file';
import { PostgresRepository } from 'loopforge/postgres';
import { RedisRepository } from 'loopforge/redis';
import { SqliteRepository } from 'loopforge/sqlite';
import { Pool } from 'pg';

type Store = Repository & Closable;

export const schemas: readonly (Store & Migratable)[] = [
  new SqliteRepository({ database: new DatabaseSync('records.db') }),
  new PostgresRepository({ pool: new Pool({ host: 'db.example.com' }), table: 'audit.records' }),
  new DynamoDBRepository({ tableName: 'records', client: new DynamoDBClient({ region: 'eu-central-1' }) }),
];

export const plain: readonly Store[] = [
  new FileRepository({ path: 'records.json' }),
  new RedisRepository({ client: createClient({ url: 'redis://redis.example.com:6379' }) }),
  new RedisRepository({ client: createClientPool() }),
  new RedisRepository({ client: createCluster({ rootNodes: [{ url: 'redis://redis.example.com:6379' }] }) }),
];

// @ts-expect-error a URL and a pool exclude each other
new PostgresRepository({ url: 'postgres://db.example.com/x', pool: new Pool() });
// @ts-expect-error one of them must be there
new RedisRepository({});
