import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postgresSchema } from '../../../src/adapters/store/postgres/migrations.ts';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import {
  deleteById,
  type Statement,
  selectById,
  selectByRef,
  selectPage,
  updateVersion,
} from '../../../src/adapters/store/postgres/statements.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { aRecord, idOf, later, second } from '../support/records.ts';

const MIGRATE_NOW = fileURLToPath(new URL('migrate-now.ts', import.meta.url));

describeWith([POSTGRES], 'the schema in Postgres', () => {
  let server: PostgresServer;
  let url: string;
  let admin: Client;
  beforeAll(async () => {
    server = await startPostgres();
  });
  beforeEach(async () => {
    url = await server.newDatabase();
    admin = new Client(url);
    await admin.connect();
    return () => admin.end();
  });
  afterAll(() => server.remove());

  async function withStore<Result>(
    options: { readonly url: string; readonly table?: string },
    work: (store: PostgresRepository) => Promise<Result>,
  ): Promise<Result> {
    const store = new PostgresRepository(options);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** Columns, indexes and comment of a table, without its name. */
  async function shapeOf(table: string): Promise<unknown> {
    const columns = `select column_name, data_type, collation_name, is_nullable, generation_expression, is_identity from information_schema.columns where table_name = $1 order by 1`;
    const indexes = `select replace(indexdef, $1, 'the_table') as indexdef from pg_indexes where tablename = $1 order by 1`;
    const comment = `select obj_description(to_regclass($1), 'pg_class') as comment`;
    const shape = [];
    for (const text of [columns, indexes, comment]) shape.push((await admin.query(text, [table])).rows);
    return shape;
  }

  test('is made once, however many processes make it at once', async () => {
    const processes = Array.from({ length: 3 }, () => promisify(execFile)(process.execPath, [MIGRATE_NOW, url]));
    const here = Array.from({ length: 5 }, () => withStore({ url }, (store) => store.migrate()));
    await Promise.all([...processes, ...here]);
    await withStore({ url }, (store) => store.save(aRecord(1), { expectedVersion: null }));
    await withStore({ url }, (store) => store.migrate());
    expect(await withStore({ url }, (store) => store.get(idOf(1)))).toEqual(aRecord(1));
  });

  test('is the same by the SQL that is in the package', async () => {
    await withStore({ url }, (store) => store.migrate());
    await admin.query(postgresSchema('by_hand'));
    expect(await shapeOf('by_hand')).toEqual(await shapeOf('loopforge_records'));
    await withStore({ url, table: 'by_hand' }, async (store) => {
      await store.migrate();
      expect(await store.get(idOf(1))).toBeNull();
    });
  });

  test('stands in a schema of its own, and under any name', async () => {
    await expect(withStore({ url, table: 'Audit.Records' }, (store) => store.migrate())).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('Create the schema'),
    });
    await admin.query('create schema "Audit"');
    await withStore({ url, table: 'Audit.Records' }, async (store) => {
      await store.migrate();
      expect(await store.save(aRecord(1), { expectedVersion: null })).toEqual(aRecord(1));
    });
    expect((await admin.query('select record_id, version, state from "Audit"."Records"')).rows).toEqual([
      { record_id: idOf(1), version: '1', state: 'issue_created' },
    ]);
  });

  test.each([
    [
      'of a newer release',
      `create table loopforge_records (id int); comment on table loopforge_records is 'LoopForge records, schema 2'`,
      'made by a newer release',
    ],
    ['of somebody else', 'create table loopforge_records (id int)', 'does not say that it holds records'],
  ])('%s is refused, and stays as it is', async (_name, sql, words) => {
    await admin.query(sql);
    const before = await shapeOf('loopforge_records');
    for (const call of [
      (store: PostgresRepository) => store.migrate(),
      (store: PostgresRepository) => store.get(idOf(1)),
    ]) {
      await expect(withStore<unknown>({ url }, call)).rejects.toMatchObject({
        code: 'store_failed',
        message: expect.stringContaining(words),
      });
    }
    expect(await shapeOf('loopforge_records')).toEqual(before);
  });

  test('needs no more than four rights of who uses it', async () => {
    await withStore({ url }, (store) => store.migrate());
    await admin.query(`drop role if exists app; create role app login password 'app-password'`);
    const app = url.replace('postgres:only-for-tests', 'app:app-password');
    await expect(withStore({ url: app }, (store) => store.get(idOf(1)))).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('The user needs'),
    });
    await admin.query('grant select, insert, update, delete on loopforge_records to app');
    await withStore({ url: app }, async (store) => {
      await store.save(aRecord(1), { expectedVersion: null });
      await store.save(later(aRecord(1)), { expectedVersion: 1 });
      expect(await store.getByRef('ref-1')).toEqual(later(aRecord(1)));
      expect(await store.listByState('issue_created')).toHaveLength(1);
      expect(await store.delete(idOf(1))).toBe(true);
      await store.migrate();
    });
    await admin.query('drop owned by app');
  });

  test('every query walks along an index, and sorts no more than two pages', async () => {
    await withStore({ url }, (store) => store.migrate());
    await admin.query(
      `insert into loopforge_records (record)
       select $1::jsonb || jsonb_build_object('record_id', 'loop-' || lpad(to_hex(n), 8, '0'), 'ref', 'ref-' || n,
         'state', (array['merged', 'closed', 'issue_created'])[n % 3 + 1], 'updated_at', '2026-11-22T' || lpad((n / 3000)::text, 2, '0') || ':00:00Z')
       from generate_series(1, 20000) n`,
      [JSON.stringify(aRecord(1))],
    );
    await admin.query('analyze loopforge_records');
    const after = { record_id: idOf(3000), updated_at: second(3600 * 3) };
    const table = 'loopforge_records';
    const statements: { readonly [name: string]: Statement } = {
      get: selectById(table, idOf(5)),
      'get by ref': selectByRef(table, 'ref-5'),
      save: updateVersion(table, idOf(5), 1, JSON.stringify(aRecord(5))),
      delete: deleteById(table, idOf(5)),
      'list by state': selectPage(table, { state: 'merged' }, { limit: 100 }),
      'list by state, the next page': selectPage(table, { state: 'merged' }, { limit: 100, after }),
      list: selectPage(table, {}, { limit: 100 }),
      'list, the next page': selectPage(table, {}, { limit: 100, after }),
      'list of an hour': selectPage(table, { since: second(3600), until: second(7200) }, { limit: 100 }),
      'list of an hour by state, the next page': selectPage(
        table,
        { state: 'merged', since: second(3600), until: second(3600 * 5) },
        { limit: 100, after },
      ),
    };
    for (const [name, { text, values }] of Object.entries(statements)) {
      await admin.query('begin');
      const { rows } = await admin.query(`explain (analyze, costs off, timing off, summary off) ${text}`, values);
      await admin.query('rollback');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      console.log(`${name}\n${plan}\n`);
      expect(plan).toMatch(/Index (?:Only )?Scan/);
      expect(plan).not.toContain('Seq Scan');
      const read = [...plan.matchAll(/rows=(\d+)/g)].map(([, count]) => Number(count));
      expect(Math.max(...read)).toBeLessThanOrEqual(200);
      expect(plan).not.toContain('Rows Removed by Filter');
    }
  });
});
