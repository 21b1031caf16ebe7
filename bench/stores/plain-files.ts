import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileNameOf } from '../../src/adapters/store/file/file-names.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';

/** What a store of files does, by Node alone: read and parsed; or written beside, on the disk, and renamed. */
export interface PlainFiles {
  read(id: string): Promise<unknown>;
  /** All that there is. */
  readAll(): Promise<unknown>;
  write(record: LoopRecord): Promise<void>;
}

/** All records in one file: whatever is done, all of it is read, and for a write written again. */
export function plainFile(path: string): PlainFiles {
  const read = async (): Promise<object> => JSON.parse(await readFile(path, 'utf8'));
  return {
    read,
    readAll: read,
    async write() {
      await replace(path, JSON.stringify(await read()));
    },
  };
}

/** A file for each record. */
export function plainFolder(path: string): PlainFiles {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(path, name), 'utf8'));
  return {
    read: (id) => read(fileNameOf(id)),
    async readAll() {
      const names = (await readdir(path)).filter((name) => name.endsWith('.json'));
      for (let at = 0; at < names.length; at += AT_ONCE) await Promise.all(names.slice(at, at + AT_ONCE).map(read));
    },
    write: (record) => replace(join(path, fileNameOf(record.record_id)), `${JSON.stringify(record)}\n`),
  };
}

/** Adds records to a file of all, an object by id. */
export async function addAll(path: string, texts: readonly string[]): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '{}');
  const all: { [id: string]: LoopRecord } = JSON.parse(before);
  for (const text of texts) {
    const record: LoopRecord = JSON.parse(text);
    all[record.record_id] = record;
  }
  await writeFile(path, JSON.stringify(all));
}

/** So many files are read at a time. */
const AT_ONCE = 16;

/** Writes a file for each record; the index of the folder is made anew with the next save. */
export async function writeAll(path: string, texts: readonly string[]): Promise<void> {
  await mkdir(path, { recursive: true });
  for (const text of texts) {
    const { record_id }: LoopRecord = JSON.parse(text);
    await writeFile(join(path, fileNameOf(record_id)), `${text}\n`);
  }
  await rm(join(path, '.loopforge', 'refs'), { recursive: true, force: true });
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.beside`;
  const file = await open(beside, 'w');
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(beside, path);
  const folder = await open(dirname(path));
  await folder.sync();
  await folder.close();
}
