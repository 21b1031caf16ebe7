import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@redis/client';
import { Pool } from 'pg';
import { DynamoDBRepository } from '../../src/adapters/store/dynamodb/repository.ts';
import { PostgresRepository } from '../../src/adapters/store/postgres/repository.ts';
import { RedisRepository } from '../../src/adapters/store/redis/repository.ts';
import { SqliteRepository } from '../../src/adapters/store/sqlite/repository.ts';
import type { Repository } from '../../src/core/ports/repository.ts';
import { DYNAMODB, startDynamoDB } from '../../test/engines/support/dynamodb.ts';
import type { Engine } from '../../test/engines/support/engine.ts';
import { POSTGRES, startPostgres } from '../../test/engines/support/postgres.ts';
import { REDIS, startRedis } from '../../test/engines/support/redis.ts';
import type { StoreName } from '../../test/engines/writers/backend.ts';
import { SQLITE } from '../../test/engines/writers/backends/disk.ts';
import { DriverTime, timedDatabase, timedDynamoDB, timedPool, timedRedis } from './driver-time.ts';

/** A store that is measured. */
export interface Target {
  readonly name: string;
  readonly store: StoreName;
  /** The server that it needs; null: none. */
  readonly engine: Engine | null;
  /** An empty one. */
  start(): Promise<RunningTarget>;
}

export interface RunningTarget extends AsyncDisposable {
  readonly repository: Repository;
  readonly driver: DriverTime;
  /** What another process opens it by. */
  readonly at: string;
  /** Around the loading of many records, which nobody waits for a disk with. */
  readonly loading?: { begin(): void; end(): void };
  /** How many saves are under way at once while it is loaded. */
  readonly atOnce: number;
}

const sqlite: Target = {
  name: 'SQLite',
  store: 'sqlite',
  engine: null,
  async start() {
    const place = await SQLITE.start();
    const database = new DatabaseSync(place.at);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    const driver = new DriverTime();
    return {
      repository: new SqliteRepository({ database: timedDatabase(database, driver) }),
      driver,
      at: place.at,
      loading: {
        begin: () => database.exec('PRAGMA synchronous = OFF'),
        end: () => database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL'),
      },
      atOnce: 1,
      async [Symbol.asyncDispose]() {
        database.close();
        await place[Symbol.asyncDispose]();
      },
    };
  },
};

const postgres: Target = {
  name: 'Postgres',
  store: 'postgres',
  engine: POSTGRES,
  async start() {
    const server = await startPostgres();
    const pool = new Pool({ connectionString: server.url() });
    const driver = new DriverTime();
    const repository = new PostgresRepository({ pool: timedPool(pool, driver) });
    await repository.migrate();
    return {
      repository,
      driver,
      at: server.url(),
      atOnce: 8,
      async [Symbol.asyncDispose]() {
        await pool.end();
        await server.remove();
      },
    };
  },
};

const redis: Target = {
  name: 'Redis',
  store: 'redis',
  engine: REDIS,
  async start() {
    const server = await startRedis({ appendfsync: 'everysec' });
    const client = await createClient({ url: server.url })
      .on('error', () => undefined)
      .connect();
    const driver = new DriverTime();
    return {
      repository: new RedisRepository({ client: timedRedis(client, driver) }),
      driver,
      at: server.url,
      atOnce: 32,
      async [Symbol.asyncDispose]() {
        client.destroy();
        await server.remove();
      },
    };
  },
};

const dynamodb: Target = {
  name: 'DynamoDB Local',
  store: 'dynamodb',
  engine: DYNAMODB,
  async start() {
    const server = await startDynamoDB();
    const client = server.newClient();
    const driver = new DriverTime();
    const repository = new DynamoDBRepository({ client: timedDynamoDB(client, driver) });
    await repository.migrate();
    return {
      repository,
      driver,
      at: server.endpoint,
      atOnce: 8,
      async [Symbol.asyncDispose]() {
        client.destroy();
        await server.remove();
      },
    };
  },
};

export const TARGETS: readonly Target[] = [sqlite, postgres, redis, dynamodb];
