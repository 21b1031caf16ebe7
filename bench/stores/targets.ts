import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@redis/client';
import { Pool } from 'pg';
import { DynamoDBRepository } from '../../src/adapters/store/dynamodb/repository.ts';
import { FileRepository } from '../../src/adapters/store/file/repository.ts';
import { PostgresRepository } from '../../src/adapters/store/postgres/repository.ts';
import { RedisRepository } from '../../src/adapters/store/redis/repository.ts';
import { SqliteRepository } from '../../src/adapters/store/sqlite/repository.ts';
import type { Repository } from '../../src/core/ports/repository.ts';
import { DYNAMODB, startDynamoDB } from '../../test/engines/support/dynamodb.ts';
import type { Engine } from '../../test/engines/support/engine.ts';
import { POSTGRES, startPostgres } from '../../test/engines/support/postgres.ts';
import { REDIS, startRedis } from '../../test/engines/support/redis.ts';
import type { StoreName } from '../../test/engines/writers/backend.ts';
import { FILE, FOLDER, SQLITE } from '../../test/engines/writers/backends/disk.ts';
import { DriverTime, timedDatabase, timedDynamoDB, timedPool, timedRedis } from './driver-time.ts';
import { addAll, type PlainFiles, plainFile, plainFolder, writeAll } from './plain-files.ts';

/** A store that is measured. */
export interface Target {
  readonly name: string;
  readonly store: StoreName;
  /** The server that it needs; null: none. */
  readonly engine: Engine | null;
  /** It is meant for so many records at most; null: for any number. */
  readonly most: number | null;
  /** An empty one. */
  start(): Promise<RunningTarget>;
}

export interface RunningTarget extends AsyncDisposable {
  readonly repository: Repository;
  readonly driver: DriverTime;
  /** What has no driver: the same done by Node alone. */
  readonly plain?: PlainFiles;
  /** What another process opens it by. */
  readonly at: string;
  /** Adds many records, as JSON, without waiting for a disk. */
  load(texts: readonly string[]): Promise<void>;
}

const sqlite: Target = {
  name: 'SQLite',
  store: 'sqlite',
  engine: null,
  most: null,
  async start() {
    const place = await SQLITE.start();
    const database = new DatabaseSync(place.at);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    const driver = new DriverTime();
    const repository = new SqliteRepository({ database: timedDatabase(database, driver) });
    return {
      repository,
      driver,
      at: place.at,
      async load(texts) {
        database.exec('PRAGMA synchronous = OFF');
        await saveAll(repository, texts, 1);
        database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL');
      },
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
  most: null,
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
      load: (texts) => saveAll(repository, texts, 8),
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
  most: null,
  async start() {
    const server = await startRedis({ appendfsync: 'everysec' });
    const client = await createClient({ url: server.url })
      .on('error', () => undefined)
      .connect();
    const driver = new DriverTime();
    const repository = new RedisRepository({ client: timedRedis(client, driver) });
    return {
      repository,
      driver,
      at: server.url,
      load: (texts) => saveAll(repository, texts, 32),
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
  most: null,
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
      load: (texts) => saveAll(repository, texts, 8),
      async [Symbol.asyncDispose]() {
        client.destroy();
        await server.remove();
      },
    };
  },
};

const file: Target = {
  name: 'A JSON file',
  store: 'file',
  engine: null,
  most: 1_000,
  async start() {
    const place = await FILE.start();
    const repository = new FileRepository({ path: place.at });
    return {
      repository,
      driver: new DriverTime(),
      plain: plainFile(place.at),
      at: place.at,
      load: (texts) => addAll(place.at, texts),
      [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
    };
  },
};

const folder: Target = {
  name: 'A folder of JSON files',
  store: 'folder',
  engine: null,
  most: null,
  async start() {
    const place = await FOLDER.start();
    const repository = new FileRepository({ path: place.at });
    return {
      repository,
      driver: new DriverTime(),
      plain: plainFolder(place.at),
      at: place.at,
      load: (texts) => writeAll(place.at, texts),
      [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
    };
  },
};

/** So many saves at once: whoever waits for none of them takes the next record. */
async function saveAll(repository: Repository, texts: readonly string[], atOnce: number): Promise<void> {
  const waiting = texts.values();
  const worker = async (): Promise<void> => {
    for (const text of waiting) await repository.save(JSON.parse(text), { expectedVersion: null });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export const TARGETS: readonly Target[] = [file, folder, sqlite, postgres, redis, dynamodb];
