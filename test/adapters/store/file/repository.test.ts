import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from '../../../../src/adapters/store/file/file-names.ts';
import { FileRepository } from '../../../../src/adapters/store/file/repository.ts';
import { aFolder, aRecord, collect, idOf, later, minute } from '../stored-records.ts';

const NEW = { expectedVersion: null };

/** The path of a file with records in it, by number. */
async function aFile(...numbers: readonly number[]): Promise<string> {
  const path = join(aFolder(), 'records.json');
  await storing(path, numbers);
  return path;
}

/** The path of a folder with records in it, and that of the file of each. */
async function aRecordFolder(...numbers: readonly number[]): Promise<{ path: string; files: readonly string[] }> {
  const path = join(aFolder(), 'records');
  await storing(path, numbers);
  return { path, files: numbers.map((number) => join(path, fileNameOf(idOf(number)))) };
}

async function storing(path: string, numbers: readonly number[]): Promise<void> {
  const repository = new FileRepository({ path });
  for (const number of numbers) await repository.save(aRecord(number), NEW);
  await repository.close();
}

/** What each call ends by, those that read and those that write. */
async function* errorsOf(repository: FileRepository, number: number): AsyncGenerator<unknown> {
  const calls = [
    () => repository.get(idOf(number)),
    () => repository.getByRef(`ref-${number}`),
    () => repository.listByState('merged'),
    () => collect(repository.list({ state: 'merged' })),
    () => repository.save(aRecord(number), NEW),
    () => repository.save(later(aRecord(number)), { expectedVersion: 1 }),
    () => repository.delete(idOf(number)),
  ];
  for (const call of calls) yield await call().catch((error: unknown) => error);
}

const wrapped = (text: string): string => `{"${idOf(1)}":${text}}`;
const GOOD = JSON.stringify(aRecord(1));
const ORIGINAL = `{"record_id":"${idOf(1)}","ref":"a","state":"closed","transitions":[]}`;

/** What may come to stand in place of a record, and what is said of it. */
const DAMAGE: readonly (readonly [string, (good: string) => string | Uint8Array, string])[] = [
  ['nothing', () => '', 'it is empty'],
  ['only a part', (good) => good.slice(0, -9), 'cut off'],
  ['zeros', (good) => new Uint8Array(good.length), 'not JSON'],
  ['other JSON', () => '[1, 2, 3]', 'is damaged'],
  ['a number', () => '7', 'is damaged'],
  ['a key that stands twice', (good) => good.replace('"state":', '"state":"closed","state":'), 'A key stands twice'],
  ['a byte order mark before it', (good) => `\uFEFF${good}`, 'byte order mark'],
  ['bytes that are no text', (good) => Buffer.concat([Buffer.from(good), Buffer.from([0xff])]), 'is damaged'],
  [
    'a version of another release',
    (good) => good.replace('"schema_version":1', '"schema_version":2'),
    'schema_version 2',
  ],
  ['a record of the Python original', (good) => good.replace(GOOD, ORIGINAL), '"loopforge copy" brings in'],
  ['something missing', (good) => good.replace('"state":', '"stat":'), 'This is not a LoopForge record'],
];

describe('a file', () => {
  test('holds an object of records by id, one on a line, in the order in which they were created', async () => {
    const path = await aFile(2, 1);
    const repository = new FileRepository({ path });
    await repository.save(later(aRecord(2), { updated_at: minute(5) }), { expectedVersion: 1 });
    const text = readFileSync(path, 'utf8');
    expect(Object.keys(JSON.parse(text))).toEqual([idOf(2), idOf(1)]);
    expect(text.split('\n')).toHaveLength(5);
    await repository.delete(idOf(2));
    await repository.delete(idOf(1));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({});
    expect(await repository.get(idOf(1))).toBeNull();
  });

  test('may be laid out as it likes, and what another writes is seen', async () => {
    const path = await aFile(1);
    const repository = new FileRepository({ path });
    expect(await repository.get(idOf(2))).toBeNull();
    writeFileSync(path, JSON.stringify({ [idOf(2)]: aRecord(2), [idOf(1)]: aRecord(1) }, null, 2));
    expect(await repository.get(idOf(2))).toEqual(aRecord(2));
    await repository.save(aRecord(3), NEW);
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual([idOf(2), idOf(1), idOf(3)]);
  });

  test.each(DAMAGE)('that holds %s is damage for every call, named, and stays as it is', async (_, change, words) => {
    const path = await aFile();
    const bytes = Buffer.from(change(wrapped(GOOD)));
    writeFileSync(path, bytes);
    const repository = new FileRepository({ path });
    for await (const error of errorsOf(repository, 1)) {
      expect(error).toMatchObject({ code: 'store_damaged', message: expect.stringContaining(path) });
      expect(error).toMatchObject({ message: expect.stringContaining(words) });
    }
    expect(readFileSync(path)).toEqual(bytes);
  });

  test.each([
    ['the record of another', JSON.stringify({ [idOf(2)]: aRecord(1) }), 'it holds the record'],
    ['a list of records', JSON.stringify([aRecord(1)]), 'no object of records by id'],
    ['one record of the original', ORIGINAL, '"loopforge copy" brings in'],
    ['a list of those', `[${ORIGINAL}]`, '"loopforge copy" brings in'],
  ])('that holds %s is damage', async (_, text, words) => {
    const path = await aFile();
    writeFileSync(path, text);
    for await (const error of errorsOf(new FileRepository({ path }), 1))
      expect(error).toMatchObject({ code: 'store_damaged', message: expect.stringContaining(words) });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('behind a link is written where it is, by whichever name it is called, and keeps its permissions', async () => {
    const path = await aFile(1);
    chmodSync(path, 0o640);
    const link = join(aFolder(), 'link.json');
    symlinkSync(path, link);
    await storing(link, [2]);
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual([idOf(1), idOf(2)]);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(link, '..'))).toEqual(['link.json']);
  });
});

describe('a folder', () => {
  test('holds a file for each record, and nothing else that is seen', async () => {
    const { path, files } = await aRecordFolder(1, 2);
    expect(
      readdirSync(path)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(files.map((file) => basename(file)).sort());
    expect(JSON.parse(readFileSync(files[0] ?? '', 'utf8'))).toEqual(aRecord(1));
  });

  test.each(DAMAGE)(
    'of which one file holds %s: that record is damaged, and lists say so',
    async (_, change, words) => {
      const { path, files } = await aRecordFolder(1, 2);
      const [file = ''] = files;
      const bytes = Buffer.from(change(GOOD));
      writeFileSync(file, bytes);
      const repository = new FileRepository({ path });
      for await (const error of errorsOf(repository, 1)) {
        expect(error).toMatchObject({ code: 'store_damaged', message: expect.stringContaining(file) });
        expect(error).toMatchObject({ message: expect.stringContaining(words) });
      }
      expect(readFileSync(file)).toEqual(bytes);
      expect(await repository.get(idOf(2))).toEqual(aRecord(2));
      expect(await repository.getByRef('ref-2')).toEqual(aRecord(2));
      const next = later(aRecord(2));
      expect(await repository.save(next, { expectedVersion: 1 })).toEqual(next);
      expect(await repository.save(aRecord(3), NEW)).toEqual(aRecord(3));
    },
  );

  test.each(['a copy.json', 'loop-00000001.json', `${'0'.repeat(32)}.json`])(
    'in which a record stands in a file of another name, %s: lists leave it out for nobody',
    async (name) => {
      const { path } = await aRecordFolder(1);
      writeFileSync(join(path, name), GOOD);
      const repository = new FileRepository({ path });
      await expect(collect(repository.list())).rejects.toMatchObject({
        code: 'store_damaged',
        message: expect.stringContaining(join(path, name)),
      });
      expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    },
  );

  test('may hold files of other kinds', async () => {
    const { path } = await aRecordFolder(1);
    for (const name of ['README.md', '._loop.json', '.DS_Store']) writeFileSync(join(path, name), 'x');
    expect(await collect(new FileRepository({ path }).list())).toEqual([aRecord(1)]);
  });

  test('finds by ref without reading other records', async () => {
    const { path, files } = await aRecordFolder(1, 2, 3);
    for (const file of files.slice(1)) writeFileSync(file, 'damaged');
    expect(await new FileRepository({ path }).getByRef('ref-1')).toEqual(aRecord(1));
  });

  test.each<[string, (side: string) => void]>([
    ['is gone', (side) => rmSync(side, { recursive: true })],
    [
      'is damaged',
      (side) => {
        for (const name of readdirSync(join(side, 'refs'))) writeFileSync(join(side, 'refs', name), '[{}');
      },
    ],
    ['is not complete', (side) => rmSync(join(side, 'refs', 'complete'))],
  ])('of which the index %s is searched, and the next save of a new ref makes it anew', async (_, spoil) => {
    const { path } = await aRecordFolder(1, 2);
    const repository = new FileRepository({ path });
    spoil(join(path, '.loopforge'));
    expect(await repository.getByRef('ref-1')).toEqual(aRecord(1));
    for (const number of [1, 2]) await repository.save(later(aRecord(number), { ref: 'same' }), { expectedVersion: 1 });
    spoil(join(path, '.loopforge'));
    await repository.save(aRecord(3, { created_at: minute(9), ref: 'same' }), NEW);
    expect((await repository.getByRef('same'))?.record_id).toBe(idOf(3));
    await repository.delete(idOf(3));
    expect((await repository.getByRef('same'))?.ref).toBe('same');
    expect(await repository.getByRef('ref-1')).toBeNull();
    await repository.close();
  });
});

describe.each([
  ['a file', 'records.json'],
  ['a folder', 'records'],
])('%s', (_, name) => {
  test('that is not there is an empty store, and made only by a save', async () => {
    const folder = aFolder();
    const repository = new FileRepository({ path: join(folder, 'not', 'yet', name) });
    expect(await repository.get(idOf(1))).toBeNull();
    expect(await repository.getByRef('ref-1')).toBeNull();
    expect(await repository.listByState('merged')).toEqual([]);
    expect(await collect(repository.list())).toEqual([]);
    expect(await repository.delete(idOf(1))).toBe(false);
    await expect(repository.save(aRecord(1), { expectedVersion: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect(readdirSync(folder)).toEqual([]);
    await repository.save(aRecord(1), NEW);
    expect(await repository.get(idOf(1))).toEqual(aRecord(1));
    await repository.close();
  });

  test('that is of the other kind is refused, with what the kinds are', async () => {
    const path = join(aFolder(), name);
    if (name.endsWith('.json')) mkdirSync(path);
    else writeFileSync(path, '{}');
    for await (const error of errorsOf(new FileRepository({ path }), 1))
      expect(error).toMatchObject({
        code: 'store_failed',
        message: expect.stringMatching(/refused: E(ISDIR|NOTDIR).+A path that ends in \.json is that of a file/),
      });
  });

  test('takes no path by which it could leave its place', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'secret.json'), GOOD);
    const repository = new FileRepository({ path: join(folder, name) });
    for (const id of [
      '../secret',
      '../secret.json',
      '/etc/passwd',
      '..',
      '',
      'a\0b',
      'x'.repeat(5000),
      '__proto__',
      '\uD800',
    ])
      expect(await repository.get(id)).toBeNull();
  });

  test('ids that a file system could take for one another are kept apart', async () => {
    const path = join(aFolder(), name);
    const repository = new FileRepository({ path });
    const ids = [
      'acme/widgets#42',
      'Acme/Widgets#42',
      'acme-widgets/x#42',
      `${'a'.repeat(300)}/b#1`,
      'con/nul#1',
      '../..#1',
    ];
    const record = (id: string) => ({
      ...aRecord(1),
      record_id: id,
      genesis: { ...aRecord(1).genesis, record_id: id },
    });
    for (const id of ids) await repository.save(record(id), NEW);
    for (const id of ids) expect(await repository.get(id)).toEqual(record(id));
    expect(new Set(ids.map((id) => fileNameOf(id).toLowerCase())).size).toBe(ids.length);
    expect(Math.max(...ids.map((id) => fileNameOf(id).length))).toBeLessThan(130);
  });

  test('what is no record is refused before anything is written', async () => {
    const folder = aFolder();
    const repository = new FileRepository({ path: join(folder, name) });
    await expect(repository.save(aRecord(1, { record_id: 'a' }), NEW)).rejects.toMatchObject({
      code: 'record_invalid',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('closes when the saves that have begun are done', async () => {
    const path = join(aFolder(), name);
    const repository = new FileRepository({ path });
    const saves = [1, 2, 3].map((number) => repository.save(aRecord(number), NEW));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await repository.close();
    await repository.close();
    const states = await Promise.allSettled(saves);
    expect(await collect(new FileRepository({ path }).list())).toHaveLength(
      states.filter(({ status }) => status === 'fulfilled').length,
    );
    for await (const error of errorsOf(repository, 1)) expect(error).toMatchObject({ code: 'store_closed' });
  });
});

test.each([[undefined], [{}], [{ path: '' }], [{ path: 7 }], [{ path: 'a\0b' }]])(
  'options that are none are refused: %o',
  (options) => {
    // @ts-expect-error Plain JavaScript calls with anything.
    expect(() => new FileRepository(options)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  },
);
