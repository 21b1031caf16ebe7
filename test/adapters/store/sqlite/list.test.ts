import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { SqliteRepository } from '../../../../src/adapters/store/sqlite/repository.ts';
import { aRecord, collect, idOf, later, minute } from '../stored-records.ts';

const NEW = { expectedVersion: null };

/** Every statement that the store prepares, and how SQLite carries it out. */
async function plans(): Promise<readonly string[]> {
  const database = new DatabaseSync(':memory:');
  const prepared: string[] = [];
  const repository = new SqliteRepository({
    database: {
      exec: (sql) => database.exec(sql),
      prepare: (sql) => {
        if (sql.includes('loopforge_records')) prepared.push(sql);
        return database.prepare(sql);
      },
    },
  });
  await repository.migrate();
  return prepared.map((sql) => {
    const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    return `${sql.replaceAll(/\s+/g, ' ').trim()}\n    ${rows.map((row) => row['detail']).join('; ')}`;
  });
}

test('every query is one walk along an index: nothing is scanned, and nothing is sorted', async () => {
  const found = await plans();
  console.log(found.join('\n'));
  expect(found).toHaveLength(10);
  for (const plan of found) expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  const walks = found.flatMap((plan) => /SEARCH .+/.exec(plan) ?? []);
  expect(walks).toEqual([
    'SEARCH loopforge_records USING INDEX sqlite_autoindex_loopforge_records_1 (record_id=?)',
    'SEARCH loopforge_records USING INDEX loopforge_records_by_ref (ref=?)',
    'SEARCH loopforge_records USING INDEX sqlite_autoindex_loopforge_records_1 (record_id=?)',
    'SEARCH loopforge_records USING INDEX sqlite_autoindex_loopforge_records_1 (record_id=?)',
    'SEARCH loopforge_records USING INDEX sqlite_autoindex_loopforge_records_1 (record_id=?)',
    'SEARCH loopforge_records USING INDEX loopforge_records_by_state (state=? AND updated_at>? AND updated_at<?)',
    'SEARCH loopforge_records USING INDEX loopforge_records_by_state (state=? AND updated_at=? AND record_id>?)',
    'SEARCH loopforge_records USING INDEX loopforge_records_by_time (updated_at>? AND updated_at<?)',
    'SEARCH loopforge_records USING INDEX loopforge_records_by_time (updated_at=? AND record_id>?)',
  ]);
});

/** 250 records, of ten moments and two states. */
async function many(): Promise<SqliteRepository> {
  const repository = new SqliteRepository({ database: new DatabaseSync(':memory:') });
  for (let number = 0; number < 250; number++) {
    const state = number % 3 === 0 ? 'closed' : 'merged';
    await repository.save(aRecord(number, { state, updated_at: minute(number % 10) }), NEW);
  }
  return repository;
}

const isNewerFirst = (records: readonly { record_id: string; updated_at: string }[]): void => {
  const keys = records.map(({ record_id, updated_at }) => [updated_at, record_id] as const);
  const sorted = keys.toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? 1 : -1));
  expect(keys).toEqual(sorted);
};

test.each([5, 84, 85])('pages of %i records hold each record once, in order', async (limit) => {
  const repository = await many();
  const all = [];
  for (let page = await repository.listByState('closed', { limit }); page.length > 0; ) {
    all.push(...page);
    const after = page.at(-1);
    page = after === undefined ? [] : await repository.listByState('closed', { limit, after });
  }
  expect(all).toHaveLength(84);
  isNewerFirst(all);
  expect(new Set(all.map(({ record_id }) => record_id)).size).toBe(84);
});

test('a place that is outside of what is asked for leaves nothing out, and adds nothing', async () => {
  const repository = await many();
  const after = (number: number) => ({ record_id: idOf(0), updated_at: minute(number) });
  expect(await repository.listByState('closed', { limit: 500, after: after(59) })).toHaveLength(84);
  expect(await repository.listByState('closed', { after: { record_id: 'z', updated_at: minute(0) } })).toEqual([]);
});

test.each([
  [{}, 250],
  [{ state: 'closed' }, 84],
  [{ since: minute(9) }, 25],
  [{ until: minute(1) }, 25],
  [{ since: minute(3), until: minute(5) }, 50],
  [{ state: 'closed', since: minute(3), until: minute(3) }, 0],
])('a stream of %o holds each record once, in order', async (filter, count) => {
  const records = await collect((await many()).list(filter));
  expect(records).toHaveLength(count);
  isNewerFirst(records);
});

test('a record that is saved while it is waited for is not left out', async () => {
  const repository = await many();
  const told: string[] = [];
  for await (const { record_id, head } of repository.list({ until: minute(31) })) {
    if (told.length === 1) {
      const last = aRecord(0, { state: 'closed', updated_at: minute(0) });
      await repository.save(later(last, { updated_at: minute(30) }), { expectedVersion: 1 });
    }
    told.push(`${record_id} ${head.seq}`);
  }
  expect(told).toHaveLength(250);
  expect(told.at(-1)).toBe(`${idOf(0)} 2`);
});

test('a stream ends with an error when the store is closed under it', async () => {
  const repository = await many();
  const stream = repository.list();
  const first = await stream.next();
  expect(first.value?.record_id).toBe(idOf(9));
  await repository.close();
  await expect(collect(stream)).rejects.toMatchObject({ code: 'store_closed' });
});
