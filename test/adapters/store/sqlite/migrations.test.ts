import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SqliteRepository } from '../../../../src/adapters/store/sqlite/repository.ts';
import { aFolder, aRecord, idOf } from '../stored-records.ts';

const schemaOf = (database: DatabaseSync) => database.prepare('SELECT type, name FROM sqlite_master').all();

describe('the schema', () => {
  test('is made by migrate() or by the first call, and only once', async () => {
    const one = new DatabaseSync(':memory:');
    const repository = new SqliteRepository({ database: one });
    await repository.migrate();
    await repository.migrate();
    const other = new DatabaseSync(':memory:');
    await new SqliteRepository({ database: other }).get(idOf(1));
    expect(schemaOf(one)).toEqual(schemaOf(other));
    expect(one.prepare('SELECT version FROM loopforge_schema').all()).toEqual([{ version: 1 }]);
  });

  test('is made once by many that come at the same time', async () => {
    const path = join(aFolder(), 'records.db');
    const repositories = Array.from({ length: 8 }, () => new SqliteRepository({ path }));
    await Promise.all(repositories.map((repository) => repository.migrate()));
    await Promise.all(
      repositories.map((repository, number) => repository.save(aRecord(number), { expectedVersion: null })),
    );
    for (const repository of repositories) expect(await repository.get(idOf(7))).toEqual(aRecord(7));
    await Promise.all(repositories.map((repository) => repository.close()));
  });

  test('of which only a part could be made is not made at all', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE loopforge_records_by_time (a)');
    const repository = new SqliteRepository({ database });
    await expect(repository.migrate()).rejects.toMatchObject({ code: 'store_failed' });
    expect(schemaOf(database)).toEqual([{ type: 'table', name: 'loopforge_records_by_time' }]);
    database.exec('DROP TABLE loopforge_records_by_time');
    expect(await repository.get(idOf(1))).toBeNull();
  });

  test('of a newer release is refused, and stays as it is', async () => {
    const database = new DatabaseSync(':memory:');
    await new SqliteRepository({ database }).save(aRecord(1), { expectedVersion: null });
    database.exec('UPDATE loopforge_schema SET version = 99');
    const repository = new SqliteRepository({ database });
    for (const call of [repository.migrate(), repository.get(idOf(1)), repository.delete(idOf(1))])
      await expect(call).rejects.toMatchObject({
        code: 'store_failed',
        message: expect.stringContaining('SQLite has version 99 of the schema'),
      });
    expect(database.prepare('SELECT version FROM loopforge_schema').get()).toEqual({ version: 99 });
  });
});
