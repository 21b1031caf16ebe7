import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { aRecord, holding, idOf, incompressible, later, second } from '../support/records.ts';

describeWith([POSTGRES], 'records in Postgres', () => {
  let server: PostgresServer;
  let repository: PostgresRepository;
  beforeAll(async () => {
    server = await startPostgres();
    repository = new PostgresRepository({ url: await server.newDatabase() });
    await repository.migrate();
  });
  afterAll(async () => {
    await repository.close();
    await server.remove();
  });

  const NUMBERS = [1e-7, 5e-324, 1.7976931348623157e-300, 0.1, 9007199254740991, -1.5];

  test.each([
    ['emoji', '🚀 ready 👩‍👩‍👧'],
    ['U+0000', '\0'],
    ['U+0000 in the middle', 'a\0b\0\0c'],
    ['the escape itself', '\u001a'],
    ['what an escaped U+0000 looks like', '\u001a0'],
    ['and the escaped escape', '\u001a1\u001a\0'],
    ['a backslash before what looks like an escape', '\\u0000 \\\\u001a0 \\\u001a'],
    ['control characters', '\u0001\u0019\u001b\u001f\u007f\u0080'],
    ['the last of the first plane, and beyond', '\uffff\ufffd\u{10ffff}'],
    ['words of SQL', `'; drop table loopforge_records; -- "`],
    ['a text of 10,000 that nothing makes shorter', incompressible(10_000)],
  ])('%s comes back as it was', async (_name, text) => {
    const record = { ...holding(1, text, NUMBERS), state: 'merged' };
    expect(await repository.save(record, { expectedVersion: null })).toEqual(record);
    expect(await repository.get(record.record_id)).toEqual(record);
    expect(await repository.getByRef(text)).toEqual(record);
    expect(await repository.delete(record.record_id)).toBe(true);
    expect(await repository.getByRef(text)).toBeNull();
  });

  test('a text that no record can have finds nothing', async () => {
    const record = aRecord(2, { ref: '\ufffd' });
    await repository.save(record, { expectedVersion: null });
    expect(await repository.getByRef('\ud800')).toBeNull();
    expect(await repository.getByRef('\u001a')).toBeNull();
    expect(await repository.get('\ud800')).toBeNull();
    await repository.delete(record.record_id);
  });

  test('pages, streams and conflicts', async () => {
    const records = Array.from({ length: 250 }, (_, at) =>
      aRecord(1000 + at, { updated_at: second(at % 3), state: at % 2 ? 'merged' : 'closed' }),
    );
    for (const record of records) await repository.save(record, { expectedVersion: null });
    const merged = await repository.listByState('merged', { limit: 1000 });
    const order = (a: LoopRecord, b: LoopRecord): number =>
      a.updated_at === b.updated_at ? (a.record_id < b.record_id ? -1 : 1) : a.updated_at < b.updated_at ? 1 : -1;
    expect(merged).toEqual(records.filter(({ state }) => state === 'merged').sort(order));
    const all = [];
    for await (const record of repository.list()) all.push(record);
    expect(all).toEqual([...records].sort(order));
    const some = [];
    for await (const record of repository.list({ since: second(1), until: second(2) })) some.push(record);
    expect(some).toEqual(records.filter(({ updated_at }) => updated_at === second(1)).sort(order));
    const [first] = records;
    if (first === undefined) throw new Error('there is none');
    await expect(repository.save(first, { expectedVersion: null })).rejects.toMatchObject({ code: 'conflict' });
    await expect(repository.save(later(first), { expectedVersion: 7 })).rejects.toThrow('expected version 7, found 1');
    await expect(repository.save(aRecord(5), { expectedVersion: 1 })).rejects.toThrow('expected version 1, found none');
    expect(await repository.save(later(first, { ref: 'moved' }), { expectedVersion: 1 })).toEqual(
      later(first, { ref: 'moved' }),
    );
    expect((await repository.getByRef('moved'))?.record_id).toBe(idOf(1000));
  });

  test('long states and refs are told apart by all that they say', async () => {
    const long = incompressible(9_000);
    const one = aRecord(3, { state: `${long}a`, ref: `${long}c` });
    const other = aRecord(5, { state: `${long}b`, ref: `${long}d` });
    for (const record of [one, other]) await repository.save(record, { expectedVersion: null });
    expect(await repository.listByState(`${long}a`)).toEqual([one]);
    expect(await repository.getByRef(`${long}d`)).toEqual(other);
    expect(await repository.listByState(long)).toEqual([]);
    for (const record of [one, other]) await repository.delete(record.record_id);
  });

  test('an id that no index holds is told, and nothing is written', async () => {
    const record = { ...aRecord(6), record_id: incompressible(9_000) };
    await expect(repository.save(record, { expectedVersion: null })).rejects.toMatchObject({ code: 'too_large' });
    expect(await repository.get(record.record_id)).toBeNull();
  });

  test('a pool that is handed in stays open, and its default isolation does not matter', async () => {
    const pool = new Pool({
      connectionString: server.url('test_1'),
      options: '-c default_transaction_isolation=serializable',
    });
    const other = new PostgresRepository({ pool });
    const record = aRecord(4);
    await other.save(record, { expectedVersion: null });
    const saves = Array.from({ length: 16 }, () => other.save(later(record), { expectedVersion: 1 }));
    const ends = await Promise.allSettled(saves);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
    await other.close();
    await expect(other.get('a')).rejects.toMatchObject({ code: 'store_closed' });
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await expect(new PostgresRepository({ pool }).get('a')).rejects.toMatchObject({ code: 'store_closed' });
  });
});
