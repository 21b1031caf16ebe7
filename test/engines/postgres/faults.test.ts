import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import { describeWith } from '../support/engine.ts';
import { freePort, silentServer } from '../support/loopback.ts';
import { POSTGRES, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { aRecord, idOf, later } from '../support/records.ts';
import { keepWriting } from '../support/writers.ts';

describeWith([POSTGRES], 'what goes wrong with Postgres', () => {
  let server: PostgresServer;
  let url: string;
  const opened: PostgresRepository[] = [];
  beforeAll(async () => {
    server = await startPostgres({ max_connections: '12' });
  });
  beforeEach(async () => {
    for (const repository of opened.splice(0)) await repository.close();
    url = await server.newDatabase();
    await open(url).migrate();
  });
  afterAll(async () => {
    for (const repository of opened.splice(0)) await repository.close();
    await server.remove();
  });

  function open(at: string, timeoutMs = 10_000): PostgresRepository {
    const repository = new PostgresRepository({ url: at, timeoutMs });
    opened.push(repository);
    return repository;
  }

  /** Does something while another session holds the row of a record. */
  async function whileLocked(work: (admin: Client) => Promise<void>): Promise<void> {
    const admin = new Client(url);
    await admin.connect();
    await admin.query(`begin; select 1 from loopforge_records where record_id = '${idOf(1)}' for update`);
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }

  test('a server that is stopped cannot be reached, and is used again once it is back', async () => {
    const repository = open(url);
    await repository.save(aRecord(1), { expectedVersion: null });
    await server.stop();
    for (const call of [
      () => repository.get(idOf(1)),
      () => repository.getByRef('ref-1'),
      () => repository.save(aRecord(2), { expectedVersion: null }),
      () => repository.delete(idOf(1)),
      () => repository.listByState('merged'),
      () => repository.list()[Symbol.asyncIterator]().next(),
      () => repository.migrate(),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'store_unreachable' });
    await server.start();
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    expect(await repository.get(idOf(2))).toBeNull();
  });

  test('a server that is killed in the middle of writes loses none that was answered', async () => {
    const writers = Array.from({ length: 4 }, () => open(url));
    const records = writers.map((_, at) => aRecord(at + 1));
    for (const [at, record] of records.entries()) await writers[at]?.save(record, { expectedVersion: null });
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
      const stored = await open(url).get(idOf(at + 1));
      expect(stored?.head.seq).toBeGreaterThanOrEqual(answered);
      expect(answered).toBeGreaterThan(3);
      // A save whose answer was lost may have been done: the next one from the version before is a conflict.
      for (const code of codes) expect(['store_unreachable', 'conflict']).toContain(code);
    }
  });

  test.each<[string, (at: URL) => void, string, string]>([
    [
      'another password',
      (at) => Object.assign(at, { password: 's3cr3t' }),
      'store_failed',
      'Check the user and the password',
    ],
    ['no password', (at) => Object.assign(at, { password: '' }), 'store_failed', 'It wants a password'],
    ['an unknown user', (at) => Object.assign(at, { username: 'nobody' }), 'store_failed', 'Check the user'],
    ['an unknown database', (at) => Object.assign(at, { pathname: '/nowhere' }), 'store_failed', 'Create the database'],
    [
      'an unknown host',
      (at) => Object.assign(at, { hostname: 'nowhere.invalid' }),
      'store_unreachable',
      'nowhere.invalid',
    ],
    ['TLS that is off there', (at) => at.searchParams.set('sslmode', 'verify-full'), 'store_failed', 'Turn TLS on'],
    [
      'a certificate that is not there',
      (at) => at.searchParams.set('sslrootcert', '/no/ca.pem'),
      'input_invalid',
      '/no/ca.pem',
    ],
    [
      'a server that only reads',
      (at) => at.searchParams.set('options', '-c default_transaction_read_only=on'),
      'store_failed',
      'only reads',
    ],
  ])('%s', async (_name, change, code, words) => {
    const at = new URL(url);
    change(at);
    const error: Error = await open(at.href)
      .save(aRecord(1), { expectedVersion: null })
      .then(
        () => new Error('it was saved'),
        (failure) => failure,
      );
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    for (const secret of ['s3cr3t', 'only-for-tests', 'postgres://']) expect(error.message).not.toContain(secret);
  });

  test('a port that nobody listens on, and a server that never says a word, are told in time', async () => {
    await expect(open(`postgres://a@127.0.0.1:${await freePort()}/b`).get(idOf(1))).rejects.toMatchObject({
      code: 'store_unreachable',
    });
    await using silent = await silentServer();
    const at = `postgres://a@127.0.0.1:${silent.port}/b`;
    await expect(open(at, 300).get(idOf(1))).rejects.toMatchObject({ code: 'store_unreachable' });
    const pool = new Pool({ connectionString: at });
    const repository = new PostgresRepository({ pool, timeoutMs: 300 });
    await expect(repository.save(aRecord(1), { expectedVersion: null })).rejects.toThrow('Nothing was changed');
  });

  test('a table that is not there is told with what to do, also where it goes later', async () => {
    const other = open(await server.newDatabase());
    await expect(other.get(idOf(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('Call migrate()'),
    });
    await other.migrate();
    expect(await other.get(idOf(1))).toBeNull();
    const repository = open(url);
    await repository.get(idOf(1));
    await whileLocked((admin) => admin.query('drop table loopforge_records; commit').then(() => undefined));
    await expect(repository.get(idOf(1))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('Call migrate()'),
    });
  });

  test('a save that waits for longer than it may: nobody knows what came of it, and its connection is not used again', async () => {
    await open(url).save(aRecord(1), { expectedVersion: null });
    const repository = open(url, 2_000);
    await whileLocked(async () => {
      const save = repository.save(later(aRecord(1)), { expectedVersion: 1 });
      await expect(save).rejects.toMatchObject({
        code: 'store_unreachable',
        message: expect.stringContaining('not known'),
      });
      expect((await repository.get(idOf(1)))?.head.seq).toBe(1);
    });
    // Postgres went on with it once it was free.
    await expect.poll(async () => (await repository.get(idOf(1)))?.head.seq, { timeout: 20_000 }).toBe(2);
  });

  test('the time-out of the server itself changes nothing', async () => {
    await open(url).save(aRecord(1), { expectedVersion: null });
    const repository = open(`${url}?options=-c%20statement_timeout%3D200`);
    await whileLocked(async () => {
      await expect(repository.save(later(aRecord(1)), { expectedVersion: 1 })).rejects.toMatchObject({
        code: 'store_failed',
      });
    });
    expect((await repository.get(idOf(1)))?.head.seq).toBe(1);
  });

  test('a connection that is ended in the middle, or while it waits in the pool', async () => {
    const pool = new Pool({ connectionString: `${url}?application_name=ours`, max: 1 });
    const repository = new PostgresRepository({ pool });
    await repository.save(aRecord(1), { expectedVersion: null });
    await whileLocked(async (admin) => {
      const save = repository.save(later(aRecord(1)), { expectedVersion: 1 });
      const ended = expect(save).rejects.toMatchObject({
        code: 'store_unreachable',
        message: expect.stringContaining('not known'),
      });
      await pause(200);
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ours'`);
      await ended;
      await repository.get(idOf(1));
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ours'`);
      await pause(200);
      expect((await repository.get(idOf(1)))?.head.seq).toBe(1);
    });
    await pool.end();
  });

  test('a server that serves as many as it may cannot be reached for now', async () => {
    const others = Array.from({ length: 12 }, () => new Client(server.url()));
    const connected = await Promise.allSettled(others.map((client) => client.connect()));
    await expect(open(url).get(idOf(1))).rejects.toMatchObject({ code: 'store_unreachable' });
    for (const [at, { status }] of connected.entries()) if (status === 'fulfilled') await others[at]?.end();
    await expect
      .poll(
        () =>
          open(url)
            .get(idOf(1))
            .catch(() => 'not yet'),
        { timeout: 20_000 },
      )
      .toBeNull();
  });

  test('a row that was changed by hand is damage, and is told by its id', async () => {
    const repository = open(url);
    await repository.save(aRecord(1), { expectedVersion: null });
    await whileLocked((admin) =>
      admin.query(`update loopforge_records set record = record - 'labels'; commit`).then(() => undefined),
    );
    await expect(repository.get(idOf(1))).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringContaining(idOf(1)),
    });
    expect(await repository.delete(idOf(1))).toBe(true);
  });
});
