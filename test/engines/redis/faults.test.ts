import { setTimeout as pause } from 'node:timers/promises';
import { createClient, createClientPool, RESP_TYPES } from '@redis/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';
import { describeWith } from '../support/engine.ts';
import { freePort, silentServer } from '../support/loopback.ts';
import { aRecord, holding, idOf, incompressible, later } from '../support/records.ts';
import { REDIS, type RedisServer, startRedis } from '../support/redis.ts';
import { keepWriting } from '../support/writers.ts';

describeWith([REDIS], 'what goes wrong with Redis', () => {
  let server: RedisServer;
  const opened: RedisRepository[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  beforeEach(async () => {
    await server.command('FLUSHALL');
    return async () => {
      for (const repository of opened.splice(0)) await repository.close();
    };
  });
  afterAll(() => server.remove());

  function open(url = server.url, timeoutMs = 5_000): RedisRepository {
    const repository = new RedisRepository({ url, timeoutMs });
    opened.push(repository);
    return repository;
  }

  test('a server that is stopped cannot be reached, at once, and is used again once it is back', async () => {
    const repository = open();
    await repository.save(aRecord(1), { expectedVersion: null });
    await server.stop();
    const begun = Date.now();
    for (const call of [
      () => repository.get(idOf(1)),
      () => repository.getByRef('ref-1'),
      () => repository.save(aRecord(2), { expectedVersion: null }),
      () => repository.delete(idOf(1)),
      () => repository.listByState('merged'),
      () => repository.list()[Symbol.asyncIterator]().next(),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'store_unreachable' });
    expect(Date.now() - begun).toBeLessThan(4_000);
    await server.start();
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    expect(await repository.get(idOf(2))).toBeNull();
  });

  test('a server that is killed in the middle of writes loses none that was answered', async () => {
    const writers = Array.from({ length: 4 }, () => open());
    for (const [at, writer] of writers.entries()) await writer.save(aRecord(at + 1), { expectedVersion: null });
    let isOver = false;
    const writing = writers.map((writer, at) => keepWriting(writer, aRecord(at + 1), () => isOver));
    for (let times = 0; times < 3; times++) {
      await pause(400);
      await server.kill();
      await server.start();
    }
    await pause(400);
    isOver = true;
    for (const [at, { answered, codes }] of (await Promise.all(writing)).entries()) {
      const stored = await open().get(idOf(at + 1));
      expect(stored?.head.seq).toBeGreaterThanOrEqual(answered);
      expect(answered).toBeGreaterThan(3);
      // A save whose answer was lost may have been done: the next one from the version before is a conflict.
      for (const code of codes) expect(['store_unreachable', 'conflict']).toContain(code);
    }
    expect((await open().listByState(aRecord(1).state)).length).toBe(4);
  });

  test('a server that keeps its connections and answers nothing is told in time, and what was queued is not sent later', async () => {
    const client = createClient({ url: server.url });
    await client.connect();
    const handedIn = new RedisRepository({ client, timeoutMs: 2_000 });
    const repository = open(server.url, 2_000);
    for (const each of [handedIn, repository]) await each.get(idOf(1));
    server.freeze();
    await expect(repository.save(aRecord(1), { expectedVersion: null })).rejects.toThrow(
      'Whether the change was made is not known',
    );
    await expect(handedIn.save(aRecord(2), { expectedVersion: null })).rejects.toMatchObject({
      code: 'store_unreachable',
    });
    server.thaw();
    expect(await handedIn.get(idOf(3))).toBeNull();
    expect(await repository.get(idOf(3))).toBeNull();
    await server.stop();
    await expect(handedIn.save(aRecord(4), { expectedVersion: null })).rejects.toMatchObject({
      code: 'store_unreachable',
    });
    await server.start();
    await expect.poll(() => handedIn.get(idOf(4)).catch(() => 'not yet'), { timeout: 20_000 }).toBeNull();
    client.destroy();
  });

  test('a port that nobody listens on, and a server that never says a word', async () => {
    await expect(open(`redis://127.0.0.1:${await freePort()}`).get(idOf(1))).rejects.toMatchObject({
      code: 'store_unreachable',
    });
    await using silent = await silentServer();
    await expect(open(`redis://127.0.0.1:${silent.port}`, 300).get(idOf(1))).rejects.toMatchObject({
      code: 'store_unreachable',
    });
  });

  test('a client that was never connected, and one that was closed', async () => {
    const client = createClient({ url: server.url });
    const repository = new RedisRepository({ client });
    await expect(repository.get(idOf(1))).rejects.toMatchObject({
      code: 'store_unreachable',
      message: expect.stringContaining('client is closed'),
    });
    await client.connect();
    expect(await repository.get(idOf(1))).toBeNull();
    await repository.close();
    expect(await client.ping()).toBe('PONG');
    await client.close();
    await expect(new RedisRepository({ client }).save(aRecord(1), { expectedVersion: null })).rejects.toThrow(
      'Nothing was changed',
    );
  });

  test('a pool of clients, a client that gives bytes, and one that puts something before every key', async () => {
    const pool = createClientPool({ url: server.url });
    await pool.connect();
    const bytes = createClient({
      url: server.url,
      commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    });
    await bytes.connect();
    const apart = createClient({ url: server.url, keyPrefix: 'apart:' });
    await apart.connect();
    for (const [at, client] of [pool, bytes].entries()) {
      const repository = new RedisRepository({ client });
      const record = holding(at + 1, '\0\u001a🚀');
      await repository.save(record, { expectedVersion: null });
      expect(await repository.get(idOf(at + 1))).toEqual(record);
      expect(await repository.getByRef(record.ref)).toEqual(record);
      expect((await repository.listByState(record.state)).length).toBe(at + 1);
    }
    expect(await new RedisRepository({ client: apart }).get(idOf(1))).toBeNull();
    await pool.close();
    bytes.destroy();
    apart.destroy();
  });

  test('scripts that the server has forgotten are told to it again', async () => {
    const repository = open();
    await repository.save(aRecord(1), { expectedVersion: null });
    await server.command('SCRIPT', 'FLUSH');
    await repository.save(later(aRecord(1)), { expectedVersion: 1 });
    expect(await repository.get(idOf(1))).toEqual(later(aRecord(1)));
  });

  test('a record of ten million characters, and no key that expires or that is not ours', async () => {
    const repository = open(server.url, 30_000);
    const large = { ...aRecord(1), labels: { large: incompressible(10_000_000) } };
    await repository.save(large, { expectedVersion: null });
    expect(await repository.get(idOf(1))).toEqual(large);
    const keys: unknown = await server.command('KEYS', '*');
    if (!Array.isArray(keys)) throw new Error('no keys');
    expect(keys.map(String).sort()).toEqual(
      ['by-ref', 'by-state', 'by-time', 'created', 'layout', 'places', 'records'].map((name) => `{loopforge}:${name}`),
    );
    for (const key of keys) expect(await server.command('TTL', String(key))).toBe(-1);
    await repository.delete(idOf(1));
    expect(await server.command('KEYS', '*')).toHaveLength(2);
  });

  test.each<[string, readonly (readonly string[])[], string]>([
    [
      'a replica',
      [
        ['REPLICAOF', '127.0.0.1', '1'],
        ['CONFIG', 'SET', 'replica-serve-stale-data', 'yes'],
      ],
      'connect to its primary',
    ],
    ['a server without memory to spare', [['CONFIG', 'SET', 'maxmemory', '1']], 'more memory'],
    ['a key that belongs to something else', [['SET', '{loopforge}:by-ref', 'mine']], 'choose another prefix'],
    ['too few replicas', [['CONFIG', 'SET', 'min-replicas-to-write', '1']], 'fewer replicas'],
  ])('%s refuses, and nothing is written', async (_name, commands, words) => {
    const repository = open();
    await repository.save(aRecord(1), { expectedVersion: null });
    if (commands[0]?.[0] === 'SET') await server.command('DEL', '{loopforge}:by-ref');
    for (const command of commands) await server.command(...command);
    await expect(repository.save(aRecord(2), { expectedVersion: null })).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining(words),
    });
    await server.command('REPLICAOF', 'NO', 'ONE');
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
    await server.command('CONFIG', 'SET', 'min-replicas-to-write', '0');
    expect(await repository.get(idOf(2))).toBeNull();
    expect(await repository.listByState(aRecord(2).state)).toHaveLength(1);
  });

  test('keys that a newer release has laid out are refused, and so is a damaged place', async () => {
    await open().save(aRecord(1), { expectedVersion: null });
    await server.command('HSET', '{loopforge}:places', idOf(1), '{"version":');
    await expect(open().save(later(aRecord(1)), { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringContaining(idOf(1)),
    });
    await server.command('SET', '{loopforge}:layout', '2');
    await expect(open().get(idOf(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('newer release'),
    });
  });
});
