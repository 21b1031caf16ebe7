import { createCluster } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';
import { describeWith } from '../support/engine.ts';
import { aRecord, idOf, later } from '../support/records.ts';
import { REDIS, type RedisServer } from '../support/redis.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';

describeWith([REDIS], 'a cluster of Redis', () => {
  let nodes: readonly RedisServer[];
  let cluster: ReturnType<typeof createCluster>;
  beforeAll(async () => {
    nodes = await startRedisCluster();
    cluster = createCluster({ rootNodes: nodes.map(({ url }) => ({ url })), useReplicas: true });
    cluster.on('error', () => undefined);
    await cluster.connect();
  });
  afterAll(async () => {
    cluster.destroy();
    for (const node of nodes) await node.remove();
  });

  let prefixes = 0;
  const cases = conformance({
    create: () => new RedisRepository({ client: cluster, prefix: `records-${++prefixes}` }),
    limits: { manyRecords: 120 },
  });
  test.each(cases)('$name', ({ run }) => run());

  test('keeps all keys of a repository on one node, and repositories on several', async () => {
    const held = await Promise.all(nodes.map(async (node) => new Set(prefixesOf(await node.command('KEYS', '*')))));
    const all = held.flatMap((prefixes) => [...prefixes]);
    expect(new Set(all).size).toBe(all.length);
    for (const prefixes of held) expect(prefixes.size).toBeGreaterThan(0);
  });

  test('is told to whoever connects to one of its nodes alone', async () => {
    const repositories = nodes.map(({ url }) => new RedisRepository({ url, prefix: 'alone' }));
    const ends = await Promise.allSettled(repositories.map((repository) => repository.get(idOf(1))));
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(failures).toHaveLength(2);
    for (const failure of failures)
      expect(failure).toMatchObject({ code: 'store_failed', message: expect.stringContaining('createCluster') });
    for (const repository of repositories) await repository.close();
  });

  test('goes on once a node that was killed is back', async () => {
    const repository = new RedisRepository({ client: cluster, prefix: 'killed', timeoutMs: 5_000 });
    await repository.save(aRecord(1), { expectedVersion: null });
    for (const node of nodes) await node.kill();
    await expect(repository.get(idOf(1))).rejects.toMatchObject({ code: 'store_unreachable' });
    for (const node of nodes) await node.start();
    await expect.poll(() => repository.get(idOf(1)).catch(() => null), { timeout: 30_000 }).toEqual(aRecord(1));
    expect(await repository.save(later(aRecord(1)), { expectedVersion: 1 })).toEqual(later(aRecord(1)));
  });
});

function prefixesOf(keys: unknown): readonly string[] {
  return Array.isArray(keys) ? keys.map((key) => String(key).replace(/:[^:]*$/, '')) : [];
}
