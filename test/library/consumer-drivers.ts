// Compiled by package-types.test.ts against the built declarations, with the drivers and their own types beside it, the
// way a user's program is; it never runs.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient, createClientPool, createCluster, createSentinel } from '@redis/client';
import type { Repository } from 'loopforge';
import { DynamoDBRepository } from 'loopforge/dynamodb';
import { PostgresRepository } from 'loopforge/postgres';
import { RedisRepository } from 'loopforge/redis';
import { Pool } from 'pg';

const sentinels = { name: 'records', sentinelRootNodes: [{ host: 'sentinel.example.com', port: 26379 }] };

export const repositories: readonly Repository[] = [
  new DynamoDBRepository({ client: new DynamoDBClient({ region: 'eu-central-1' }) }),
  new PostgresRepository({ pool: new Pool() }),
  new RedisRepository({ client: createClient() }),
  new RedisRepository({ client: createClientPool() }),
  new RedisRepository({ client: createCluster({ rootNodes: [] }) }),
  new RedisRepository({ client: createSentinel(sentinels) }),
];
