import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from '../../../src/adapters/store/file/file-names.ts';
import { FileRepository } from '../../../src/adapters/store/file/repository.ts';
import { type Listed, streamRecords, streamRounds } from '../../../src/adapters/store/shared/stream-pages.ts';
import { SqliteRepository } from '../../../src/adapters/store/sqlite/repository.ts';
import type { Repository, Scannable } from '../../../src/core/ports/repository.ts';
import { aFolder, aRecord, collect, idOf, later, minute } from './stored-records.ts';

// Every store with an engine of its own is tried in test/engines/copy.

interface Open {
  readonly store: Repository & Scannable;
  /** Does to a stored record what a store must notice. Gives what it is told of by. */
  damage(number: number): Promise<string>;
}

const STORES: { readonly [name: string]: () => Open } = {
  file: () => {
    const path = join(aFolder(), 'records.json');
    return {
      store: new FileRepository({ path }),
      async damage(number) {
        const records: { [id: string]: object } = JSON.parse(await readFile(path, 'utf8'));
        await writeFile(path, JSON.stringify({ ...records, [idOf(number)]: { record_id: idOf(number) } }));
        return idOf(number);
      },
    };
  },
  folder: () => {
    const path = join(aFolder(), 'records');
    return {
      store: new FileRepository({ path }),
      async damage(number) {
        const name = fileNameOf(idOf(number));
        const text = await readFile(join(path, name));
        await writeFile(join(path, name), text.subarray(0, text.length / 2));
        return name;
      },
    };
  },
  sqlite: () => {
    const database = new DatabaseSync(':memory:');
    return {
      store: new SqliteRepository({ database }),
      async damage(number) {
        const id = idOf(number);
        database.prepare('UPDATE loopforge_records SET record = substr(record, 2) WHERE record_id = ?').run(id);
        return id;
      },
    };
  },
};

const NEW = { expectedVersion: null };
/** More than two pages of a stream. One file is written whole with each save. */
const RECORDS: { readonly [name: string]: number } = { file: 20, folder: 220, sqlite: 220 };

describe.each(Object.entries(STORES))('a scan of a %s', (name, open) => {
  const count = RECORDS[name] ?? 0;

  test('goes past what is damaged, where a list ends', async () => {
    const { store, damage } = open();
    for (let number = 0; number < count; number++)
      await store.save(aRecord(number, { updated_at: minute(number % 7) }), NEW);
    const all = await collect(store.list());
    expect(await collect(store.scan())).toEqual(all);
    const hurt = [3, 4, count - 1];
    const told: string[] = [];
    for (const number of hurt) told.push(await damage(number));
    const found = await collect(store.scan());
    const whole = found.filter((each) => !('problem' in each));
    expect(whole).toEqual(all.filter(({ record_id }) => !hurt.map(idOf).includes(record_id)));
    const damaged = found.flatMap((each) => ('problem' in each ? [each] : []));
    expect(damaged.map(({ id }) => id).sort()).toEqual(told.toSorted());
    for (const { problem } of damaged) expect(problem).toMatch(/ is damaged: /);
    await expect(collect(store.list())).rejects.toMatchObject({ code: 'store_damaged' });
  });

  test('keeps to its filter', async () => {
    const { store, damage } = open();
    for (let number = 0; number < 6; number++)
      await store.save(aRecord(number, { state: number < 3 ? 'merged' : 'closed', updated_at: minute(number) }), NEW);
    await damage(1);
    const ids = async (filter: object): Promise<readonly string[]> =>
      (await collect(store.scan(filter))).flatMap((each) => ('problem' in each ? [] : [each.record_id]));
    expect(await ids({ state: 'merged' })).toEqual([idOf(2), idOf(0)]);
    expect(await ids({ since: minute(1), until: minute(4) })).toEqual([idOf(3), idOf(2)]);
  });
});

test.each(['folder', 'sqlite'])(
  'a scan of a %s tells of each damage once, whatever is saved meanwhile',
  async (name) => {
    const { store, damage } = STORES[name]?.() ?? expect.unreachable();
    for (let number = 0; number < 120; number++) await store.save(aRecord(number, { updated_at: minute(number) }), NEW);
    const hurt = [await damage(119), await damage(50)];
    const told: string[] = [];
    for await (const each of store.scan()) {
      told.push('problem' in each ? each.id : `${each.record_id} ${each.head.seq}`);
      if (told.length === 4) await store.save(later(aRecord(10), { updated_at: minute(200) }), { expectedVersion: 1 });
    }
    expect(told).toHaveLength(120);
    expect(new Set(told)).toEqual(new Set([...told, ...hurt, `${idOf(10)} 2`]));
  },
);

test('a stream goes by the places of a list, not by records that were saved since', async () => {
  const [moved, jumper, last] = [1, 2, 3].map((number) => aRecord(number, { updated_at: minute(number) }));
  if (moved === undefined || jumper === undefined || last === undefined) throw new Error('There are three.');
  const rounds: (readonly Listed[])[] = [
    [
      { place: last, record: later(last, { updated_at: minute(30) }) },
      { place: moved, record: moved },
    ],
    [
      { place: { ...last, updated_at: minute(30) }, record: later(last, { updated_at: minute(30) }) },
      { place: { ...jumper, updated_at: minute(20) }, record: later(jumper, { updated_at: minute(20) }) },
    ],
  ];
  const since: unknown[] = [];
  const stream = streamRounds(async function* (filter) {
    since.push(filter.since);
    yield* rounds.shift() ?? [];
  }, {});
  const told = await collect(streamRecords(stream));
  expect(told.map(({ record_id, head }) => `${record_id} ${head.seq}`)).toEqual([
    `${idOf(3)} 2`,
    `${idOf(1)} 1`,
    `${idOf(2)} 2`,
  ]);
  expect(since).toEqual([undefined, minute(3), minute(30)]);
});

test('a file of a folder that the file system refuses is damage of that file alone', async () => {
  const path = aFolder();
  const store = new FileRepository({ path });
  await store.save(aRecord(1), NEW);
  await mkdir(join(path, 'other.json'));
  writeFileSync(join(path, 'notes.json'), '');
  const found = await collect(store.scan());
  expect(found).toEqual([
    { id: 'notes.json', problem: expect.stringContaining('notes.json is damaged: it is empty') },
    { id: 'other.json', problem: expect.stringContaining('EISDIR') },
    expect.objectContaining({ record_id: idOf(1) }),
  ]);
});

test('a row whose time is none is passed over like any other', async () => {
  const database = new DatabaseSync(':memory:');
  const store = new SqliteRepository({ database });
  for (let number = 0; number < 3; number++) await store.save(aRecord(number, { updated_at: minute(number) }), NEW);
  database.exec(`UPDATE loopforge_records SET updated_at = 'soon', record = '{}' WHERE record_id = '${idOf(1)}'`);
  const found = await collect(store.scan());
  expect(found.map((each) => ('problem' in each ? each.id : each.record_id))).toEqual([idOf(1), idOf(2), idOf(0)]);
});
