import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWith } from './support/engine.ts';
import { isListening } from './support/loopback.ts';
import { POSTGRES, startPostgres } from './support/postgres.ts';
import { REDIS, startRedis } from './support/redis.ts';

/** Nothing of an engine outlives its tests, and what is stopped and killed comes back with all that it held. */
describeWith([POSTGRES], 'Postgres is started and stopped', () => {
  test('and leaves nothing behind', async () => {
    const server = await startPostgres();
    expect(await isListening(server.port)).toBe(true);
    await server.kill();
    expect(await isListening(server.port)).toBe(false);
    await server.start();
    expect(await server.newDatabase()).toContain('/test_');
    await server.remove();
    expect(await isListening(server.port)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  });
});

describeWith([REDIS], 'Redis is started and stopped', () => {
  test('and leaves nothing behind', async () => {
    const server = await startRedis();
    await server.command('SET', 'kept', 'yes');
    await server.kill();
    expect(await isListening(server.port)).toBe(false);
    await server.start();
    expect(await server.command('GET', 'kept')).toBe('yes');
    await server.remove();
    expect(await isListening(server.port)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  });
});
