import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { SqliteDatabase } from '../../../../src/adapters/store/sqlite/database.ts';
import { SqliteRepository } from '../../../../src/adapters/store/sqlite/repository.ts';
import { aFolder, aRecord, collect, idOf, later, minute } from '../stored-records.ts';

const NEW = { expectedVersion: null };

function inMemory(): { readonly database: DatabaseSync; readonly repository: SqliteRepository } {
  const database = new DatabaseSync(':memory:');
  return { database, repository: new SqliteRepository({ database }) };
}

/** A file with one record in it, closed. */
async function aFile(): Promise<string> {
  const path = join(aFolder(), 'records.db');
  const repository = new SqliteRepository({ path });
  await repository.save(aRecord(1), NEW);
  await repository.close();
  return path;
}

describe('a file', () => {
  test('holds what was saved when it is opened again, and nothing lies beside it once it is closed', async () => {
    const path = await aFile();
    expect(() => statSync(`${path}-wal`)).toThrow('ENOENT');
    const repository = new SqliteRepository({ path });
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    await repository.close();
  });

  test('is written to the disk with every save, by a log beside it', async () => {
    const path = await aFile();
    const asked = new DatabaseSync(path);
    expect(asked.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    asked.close();
    const statements: string[] = [];
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      statements.push(sql);
      exec.call(this, sql);
    };
    const repository = new SqliteRepository({ path });
    await repository.get(idOf(1)).finally(() => {
      DatabaseSync.prototype.exec = exec;
    });
    await repository.close();
    expect(statements.join()).toContain('PRAGMA synchronous = FULL');
  });

  test('is whole in itself after a close, though another has it open', async () => {
    const path = await aFile();
    const other = new DatabaseSync(path);
    other.prepare('SELECT count(*) FROM loopforge_records').get();
    const repository = new SqliteRepository({ path });
    await repository.save(aRecord(2), NEW);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await repository.close();
    expect(statSync(`${path}-wal`).size).toBe(0);
    other.close();
  });

  test('is not opened before the first call', () => {
    const path = join(aFolder(), 'records.db');
    new SqliteRepository({ path });
    expect(() => statSync(path)).toThrow('ENOENT');
  });
});

describe('failures', () => {
  test.each([
    ['other text', 'this is no database, and long enough to be taken for one. '.repeat(20)],
    ['JSON', JSON.stringify(aRecord(1))],
  ])('a file of %s is damage, and stays as it is', async (_, text) => {
    const path = join(aFolder(), 'records.db');
    writeFileSync(path, text);
    const repository = new SqliteRepository({ path });
    await expect(repository.get(idOf(1))).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringContaining(path),
    });
    await expect(repository.save(aRecord(1), NEW)).rejects.toMatchObject({ code: 'store_damaged' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('a file with other bytes in the middle is damage', async () => {
    const path = await aFile();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xee, 100, bytes.length));
    const repository = new SqliteRepository({ path });
    await expect(collect(repository.list())).rejects.toMatchObject({ code: 'store_damaged' });
  });

  test('a folder, or a file in a folder that is not there, is refused', async () => {
    const folder = aFolder();
    for (const path of [folder, join(folder, 'none', 'records.db')])
      await expect(new SqliteRepository({ path }).get('x')).rejects.toMatchObject({
        code: 'store_failed',
        message: `${path} refused: unable to open database file. Nothing was written.`,
      });
  });

  test('a file that cannot be opened can be opened once it can', async () => {
    const folder = aFolder();
    const repository = new SqliteRepository({ path: join(folder, 'later', 'records.db') });
    await expect(repository.get(idOf(1))).rejects.toMatchObject({ code: 'store_failed' });
    mkdirSync(join(folder, 'later'));
    expect(await repository.get(idOf(1))).toBeNull();
    await repository.close();
  });

  test('a database that may only be read is read, and refuses to be written', async () => {
    const path = await aFile();
    const database = new DatabaseSync(path, { readOnly: true });
    const repository = new SqliteRepository({ database });
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    await expect(repository.save(aRecord(2), NEW)).rejects.toMatchObject({
      code: 'store_failed',
      message: 'SQLite refused: attempt to write a readonly database. Nothing was written.',
    });
    database.close();
  });

  test('a full disk is refused, and what was stored stays', async () => {
    const { database, repository } = inMemory();
    await repository.save(aRecord(1), NEW);
    database.exec('PRAGMA max_page_count = 20');
    const large = later(aRecord(1), { labels: { note: 'x'.repeat(200_000) } });
    await expect(repository.save(large, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'store_failed',
      message: 'SQLite refused: database or disk is full. Nothing was written.',
    });
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
  });

  test('a database that is locked is waited for', async () => {
    const path = await aFile();
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const repository = new SqliteRepository({ path });
    const saving = repository.save(aRecord(2), NEW);
    expect(await repository.get(idOf(2))).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 30));
    other.exec('COMMIT');
    expect(await saving).toEqual(aRecord(2));
    other.close();
    await repository.close();
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -1)],
    ['of another id', (text: string) => text.replaceAll(idOf(1), idOf(2))],
    ['of another version than its row', (text: string) => text.replace('"rev":0,"seq":1', '"rev":0,"seq":9')],
    ['no record', () => '{"a":1}'],
    ['of the Python original', () => `{"record_id":"${idOf(1)}","state":"closed","transitions":[]}`],
  ])('a row that is %s is damage, for whoever comes across it', async (_, change) => {
    const { database, repository } = inMemory();
    await repository.save(aRecord(1), NEW);
    await repository.save(aRecord(3), NEW);
    const row = database.prepare('SELECT record FROM loopforge_records WHERE record_id = ?').get(idOf(1));
    const changed = database.prepare('UPDATE loopforge_records SET record = ? WHERE record_id = ?');
    changed.run(change(String(row?.['record'])), idOf(1));
    const damaged = { code: 'store_damaged', message: expect.stringContaining(`${idOf(1)} in SQLite is damaged`) };
    await expect(repository.get(idOf(1))).rejects.toMatchObject(damaged);
    await expect(repository.getByRef('ref-1')).rejects.toMatchObject(damaged);
    await expect(repository.listByState('issue_created')).rejects.toMatchObject(damaged);
    await expect(collect(repository.list())).rejects.toMatchObject(damaged);
    expect(await repository.get(idOf(3))).toEqual(aRecord(3));
  });

  test('what is no record is refused before it is written', async () => {
    const { database, repository } = inMemory();
    await expect(repository.save(aRecord(1, { record_id: 'a' }), NEW)).rejects.toMatchObject({
      code: 'record_invalid',
    });
    expect(database.prepare('SELECT name FROM sqlite_master').all()).toEqual([]);
  });
});

describe('a database that is handed in', () => {
  test('stays open, with the settings that it had', async () => {
    const { database, repository } = inMemory();
    database.exec('PRAGMA user_version = 7');
    await repository.save(aRecord(1), NEW);
    await repository.close();
    await expect(repository.get(idOf(1))).rejects.toMatchObject({ code: 'store_closed' });
    expect(database.prepare('SELECT record_id FROM loopforge_records').all()).toEqual([{ record_id: idOf(1) }]);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 7 });
  });

  test('may be closed by its owner: then the store fails, and does not lie', async () => {
    const { database, repository } = inMemory();
    await repository.save(aRecord(1), NEW);
    database.close();
    await expect(repository.get(idOf(1))).rejects.toMatchObject({ code: 'store_failed' });
  });

  test('may be of another driver, with names for its errors', async () => {
    const database = new DatabaseSync(':memory:');
    let busy = 2;
    const named: SqliteDatabase = {
      exec: (sql) => database.exec(sql),
      prepare: (sql) => {
        const statement = database.prepare(sql);
        return {
          run: (...values) => {
            if (busy-- > 0) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_SNAPSHOT' });
            return { changes: BigInt(statement.run(...values).changes) };
          },
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
    };
    const repository = new SqliteRepository({ database: named });
    await repository.save(aRecord(1), NEW);
    expect(busy).toBe(-1);
    await expect(repository.save(aRecord(1), NEW)).rejects.toMatchObject({ code: 'conflict' });
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
  });

  test.each([
    [undefined],
    [{}],
    [{ path: '' }],
    [{ path: 7 }],
    [{ database: {} }],
    [{ path: 'records.db', database: new DatabaseSync(':memory:') }],
  ])('options that are none are refused: %o', (options) => {
    // @ts-expect-error Plain JavaScript calls with anything.
    expect(() => new SqliteRepository(options)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });
});

describe('by ref', () => {
  test('the record that was created last, by its own time, and of one second the one stored last', async () => {
    const { repository } = inMemory();
    const of = (number: number, created: number) => aRecord(number, { ref: 'same', created_at: minute(created) });
    for (const record of [of(3, 2), of(1, 2), of(2, 1)]) await repository.save(record, NEW);
    expect((await repository.getByRef('same'))?.record_id).toBe(idOf(1));
    await repository.save(later(of(3, 2)), { expectedVersion: 1 });
    expect((await repository.getByRef('same'))?.record_id).toBe(idOf(1));
    await repository.delete(idOf(1));
    expect((await repository.getByRef('same'))?.record_id).toBe(idOf(3));
  });

  test('refs and states of any text are told apart', async () => {
    const { repository } = inMemory();
    const refs = ['a', 'a\0', 'a\0b', 'A', 'ä', '😀', '%', "'; DROP TABLE loopforge_records; --", '\uFFFD'];
    for (const [number, ref] of refs.entries()) await repository.save(aRecord(number, { ref, state: ref }), NEW);
    for (const [number, ref] of refs.entries()) {
      expect(await repository.getByRef(ref)).toMatchObject({ record_id: idOf(number), ref });
      expect(await repository.listByState(ref)).toEqual([aRecord(number, { ref, state: ref })]);
    }
    expect(await repository.getByRef('\uD800')).toBeNull();
    expect(await repository.listByState('\uD800')).toEqual([]);
  });
});
