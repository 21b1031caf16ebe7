import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { QUICK } from '../../adapters/store/stored-records.ts';
import { CREDENTIALS, type DynamoDBServer, REGION, STARTS_WITHIN_MS, startDynamoDB } from '../support/dynamodb.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

/** Where the SDK of AWS looks for what it needs, in a process of the command line and in this one. */
export const AWS = {
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
};

export interface Engines {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly dynamodb: DynamoDBServer;
  /** For files. */
  readonly folder: string;
}

/** All servers, from the first test on. */
export function useEngines(): () => Engines {
  let engines: Engines | undefined;
  beforeAll(async () => {
    for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value);
    const [postgres, redis, dynamodb, folder] = await Promise.all([
      startPostgres(),
      startRedis(),
      startDynamoDB(),
      mkdtemp(join(QUICK, 'loopforge-copy-')),
    ]);
    engines = { postgres, redis, dynamodb, folder };
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    vi.unstubAllEnvs();
    if (engines === undefined) return;
    const { postgres, redis, dynamodb, folder } = engines;
    await Promise.all([postgres.remove(), redis.remove(), dynamodb.remove(), rm(folder, { recursive: true })]);
  });
  return () => {
    if (engines === undefined) throw new Error('The engines do not run yet.');
    return engines;
  };
}

let made = 0;

/** Addresses of stores with nothing in them, by their kinds. */
export const NEW_STORE = {
  file: async ({ folder }) => join(folder, `${++made}.json`),
  folder: async ({ folder }) => join(folder, `${++made}/`),
  sqlite: async ({ folder }) => `sqlite:${join(folder, `${++made}.db`)}`,
  postgres: ({ postgres }) => postgres.newDatabase(),
  redis: async ({ redis }) => `${redis.url}?prefix=copy-${++made}`,
  dynamodb: async ({ dynamodb }) => `dynamodb:${dynamodb.newTableName()}?endpoint=${dynamodb.endpoint}`,
} satisfies { readonly [kind: string]: (engines: Engines) => Promise<string> };

export type StoreKind = keyof typeof NEW_STORE;
