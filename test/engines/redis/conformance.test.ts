import { afterAll, beforeAll, test } from 'vitest';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';
import { originalCases } from '../../support/stores/original-cases.ts';
import { describeWith } from '../support/engine.ts';
import { REDIS, type RedisServer, startRedis } from '../support/redis.ts';

describeWith([REDIS], 'what is asked of every store, of Redis', () => {
  let server: RedisServer;
  let prefixes = 0;
  const prefixOf = new WeakMap<object, string>();
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.remove());

  function open(prefix: string): RedisRepository {
    const repository = new RedisRepository({ url: server.url, prefix });
    prefixOf.set(repository, prefix);
    return repository;
  }

  const create = (): RedisRepository => open(`records-${++prefixes}`);
  const cases = conformance({ create, reopen: (store) => open(prefixOf.get(store) ?? '') });
  test.each(cases)('$name', ({ run }) => run());
  test.each(originalCases({ create }))('$name', ({ run }) => run());
});
