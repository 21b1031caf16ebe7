import { describe, expect, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';

const PG = 'postgres://app:s3cr3t@db.example.com/audit';
const REDIS = 'redis://app:s3cr3t@redis.example.com:6379/1';
const POOL = { connect: async () => Promise.reject(new Error('unused')), on: () => undefined };

/** As plain JavaScript may call it. */
function make(kind: 'postgres' | 'redis', options: unknown): object {
  const Repository: new (options: never) => object = kind === 'postgres' ? PostgresRepository : RedisRepository;
  return Reflect.construct(Repository, [options]);
}

describe('options that are taken', () => {
  test.each<['postgres' | 'redis', object]>([
    ['postgres', { url: PG }],
    ['postgres', { url: 'postgresql://db.example.com' }],
    ['postgres', { url: 'postgres:///audit?host=/var/run/postgresql' }],
    ['postgres', { url: 'postgres://app:p%40ss@/audit' }],
    ['postgres', { url: PG, table: 'audit.Records_1$', timeoutMs: 1 }],
    ['postgres', { pool: POOL }],
    ['redis', { url: REDIS }],
    ['redis', { url: 'rediss://redis.example.com' }],
    ['redis', { url: REDIS, prefix: 'teams:one', timeoutMs: 2 ** 31 - 1 }],
  ])('%s %o', (kind, options) => {
    expect(make(kind, options)).toBeInstanceOf(Object);
  });
});

describe('options that are not', () => {
  test.each<['postgres' | 'redis', unknown, string]>([
    ['postgres', undefined, 'url or pool'],
    ['postgres', {}, 'url or pool'],
    ['postgres', { url: PG, pool: POOL }, 'url and pool'],
    ['postgres', { url: '' }, 'url must'],
    ['postgres', { url: 5 }, 'url must'],
    ['postgres', { url: 'mysql://app:s3cr3t@db.example.com' }, 'url must'],
    ['postgres', { url: 'postgres://app:s3cr3t#1@db.example.com:port/x' }, 'url must'],
    ['postgres', { url: 'postgres://app:s3cr3t%zz@db.example.com/x' }, 'encoded'],
    ['postgres', { pool: {} }, 'pool must'],
    ['postgres', { pool: null }, 'pool must'],
    ['postgres', { url: PG, table: 'x; drop table y' }, 'table must'],
    ['postgres', { url: PG, table: 'a.b.c' }, 'table must'],
    ['postgres', { url: PG, table: '' }, 'table must'],
    ['postgres', { url: PG, table: 'x'.repeat(64) }, 'table must'],
    ['postgres', { url: PG, timeoutMs: 0 }, 'timeoutMs'],
    ['postgres', { url: PG, timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs'],
    ['redis', {}, 'url or client'],
    ['redis', { url: REDIS, client: {} }, 'url and client'],
    ['redis', { url: 'http://app:s3cr3t@redis.example.com' }, 'url must'],
    ['redis', { url: 'redis://' }, 'url must'],
    ['redis', { url: 'redis://app:s3cr3t@redis.example.com/database' }, 'number of a database'],
    ['redis', { client: {} }, 'client must'],
    ['redis', { url: REDIS, prefix: '' }, 'prefix must'],
    ['redis', { url: REDIS, prefix: '{a}' }, 'prefix must'],
    ['redis', { url: REDIS, prefix: 'a b' }, 'prefix must'],
    ['redis', { url: REDIS, timeoutMs: 1.5 }, 'timeoutMs'],
  ])('%s %o', (kind, options, words) => {
    const refused = (): object => make(kind, options);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'input_invalid', message: expect.stringContaining(words) }),
    );
    expect(refused).not.toThrow('s3cr3t');
  });
});
