import { readFileSync } from 'node:fs';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';
import { newDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { describeWith } from '../support/engine.ts';
import { freePort } from '../support/loopback.ts';
import { type Certificate, OPENSSL, selfSigned } from '../support/openssl.ts';
import { aRecord, idOf, later } from '../support/records.ts';
import { REDIS, type RedisServer, startRedis } from '../support/redis.ts';

/** What a user of Redis needs, as the page on stores says it. */
const RIGHTS = /ACL SETUSER app on >password (.+)`/.exec(readFileSync('docs/stores.md', 'utf8'))?.[1] ?? '';

describeWith([REDIS, OPENSSL], 'who may use Redis, and how', () => {
  let folder: string;
  let certificate: Certificate;
  let server: RedisServer;
  let tlsPort: number;
  beforeAll(async () => {
    folder = await newDataFolder('tls');
    certificate = await selfSigned(folder);
    tlsPort = await freePort();
    const { certificateFile, keyFile } = certificate;
    const tls = {
      'tls-port': `${tlsPort}`,
      'tls-cert-file': certificateFile,
      'tls-key-file': keyFile,
      'tls-ca-cert-file': certificateFile,
      'tls-auth-clients': 'no',
    };
    server = await startRedis(tls);
    await server.command('ACL', 'SETUSER', 'app', 'on', '>app-password', ...RIGHTS.split(' '));
  });
  afterAll(async () => {
    await server.remove();
    await removeDataFolder(folder);
  });

  test('a user with the rights that the page on stores names can do all', async () => {
    const repository = new RedisRepository({ url: `redis://app:app-password@127.0.0.1:${server.port}` });
    await repository.save(aRecord(1), { expectedVersion: null });
    await repository.save(later(aRecord(1), { state: 'merged' }), { expectedVersion: 1 });
    expect((await repository.getByRef('ref-1'))?.head.seq).toBe(2);
    expect(await repository.listByState('merged')).toHaveLength(1);
    expect(await repository.delete(idOf(1))).toBe(true);
    await repository.close();
  });

  test.each([
    ['another password', 'app:s3cr3t@', 'Check the user and the password'],
    ['another prefix', 'app:app-password@', 'The user lacks'],
  ])('%s is refused, and no password is told', async (_name, who, words) => {
    const repository = new RedisRepository({ url: `redis://${who}127.0.0.1:${server.port}`, prefix: 'other' });
    const error: Error = await repository.get(idOf(1)).then(
      () => new Error('it was read'),
      (failure) => failure,
    );
    expect(error).toMatchObject({ code: 'store_failed', message: expect.stringContaining(words) });
    for (const secret of ['s3cr3t', 'app-password', 'redis://']) expect(error.message).not.toContain(secret);
    await repository.close();
  });

  test('no password where one is wanted', async () => {
    await server.command('CONFIG', 'SET', 'requirepass', 'only-for-tests');
    const repository = new RedisRepository({ url: server.url });
    await expect(repository.get(idOf(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('Put the password'),
    });
    const client = createClient({ url: server.url, password: 'only-for-tests' });
    await client.connect();
    await client.sendCommand(['CONFIG', 'SET', 'requirepass', '']);
    client.destroy();
  });

  test('by TLS: a certificate that nobody vouches for is refused, and taken where its authority is known', async () => {
    const url = `rediss://127.0.0.1:${tlsPort}`;
    await expect(new RedisRepository({ url }).get(idOf(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('not trusted'),
    });
    const client = createClient({ url, socket: { tls: true, ca: certificate.certificate } });
    await client.connect();
    expect(await new RedisRepository({ client }).get(idOf(1))).toBeNull();
    client.destroy();
  });
});
