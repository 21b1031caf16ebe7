import { join } from 'node:path';
import type { LoopRecord, RecordFilter } from '../../../core/model.ts';
import {
  type Listed,
  matches,
  newestFirst,
  type PagePlace,
  type Placed,
  storeDamaged,
  streamRecords,
  versionConflict,
} from '../shared/index.ts';
import type { AtomicFiles } from './atomic-files.ts';
import type { Disk } from './disk.ts';
import { fileFailure } from './failures.ts';
import { fileNameOf, isRecordName } from './file-names.ts';
import { jsonOf, recordAt } from './read-text.ts';
import type { RecordFiles } from './record-files.ts';
import { RefIndex } from './ref-index.ts';

/** So many files are read at a time. */
const AT_ONCE = 16;

/** A folder with a JSON file for each record, and an index by ref beside them. */
export class RecordsInFolder implements RecordFiles {
  readonly #path: string;
  readonly #disk: Disk;
  readonly #files: AtomicFiles;
  readonly #refs: RefIndex;
  /** The file that was read or written last: as long as it holds the same bytes, nothing in it is checked again. */
  #last: { readonly name: string; readonly bytes: Uint8Array } | null = null;

  /** @param side the folder in it that is not for records */
  constructor(path: string, side: string, disk: Disk, files: AtomicFiles) {
    this.#path = path;
    this.#disk = disk;
    this.#files = files;
    this.#refs = new RefIndex(join(side, 'refs'), disk, files);
  }

  get(id: string): Promise<LoopRecord | null> {
    return this.#read(fileNameOf(id));
  }

  async getByRef(ref: string): Promise<LoopRecord | null> {
    for (let before: string | null = null; ; ) {
      const ids = await this.#refs.idsOf(ref);
      if (ids === null) return this.#searchRef(ref);
      for (const id of ids) {
        const record = await this.get(id);
        if (record?.ref === ref) return record;
      }
      // One record may have lost the ref, and another got it, since the index was read.
      if (ids.join() === before) return null;
      before = ids.join();
    }
  }

  async page(filter: RecordFilter, { limit, after }: PagePlace): Promise<readonly LoopRecord[]> {
    let newest: LoopRecord[] = [];
    for await (const record of this.#all()) {
      if (!matches(record, filter) || (after !== undefined && newestFirst(after, record) >= 0)) continue;
      newest.push(record);
      if (newest.length >= 2 * limit) newest = newest.sort(newestFirst).slice(0, limit);
    }
    return newest.sort(newestFirst).slice(0, limit);
  }

  /** Remembers of each record only its place in the list, and reads it once more when its turn has nearly come. */
  async *inOrder(filter: RecordFilter): AsyncGenerator<Listed> {
    const places: Placed[] = [];
    for await (const each of this.#inTurn(await this.#names())) {
      if ('damage' in each) yield each;
      else if (matches(each.record, filter)) places.push(placeOf(each.record));
    }
    places.sort(newestFirst);
    const names = places.map(({ record_id }) => fileNameOf(record_id));
    yield* this.#inTurn(names, places);
  }

  async put(record: LoopRecord, text: string, expected: number | null): Promise<void> {
    const { record_id, ref, created_at } = record;
    const before = await this.get(record_id);
    const version = before?.head.seq ?? null;
    if (version !== expected) throw versionConflict(record_id, expected, version);
    if (before?.ref !== ref || before.created_at !== created_at) {
      await this.#refs.add(record, before, () => this.#all());
    }
    await this.#files.replace(join(this.#path, fileNameOf(record_id)), `${text}\n`);
    if (before !== null && before.ref !== ref) await this.#tidy(before);
  }

  async remove(id: string): Promise<boolean> {
    const before = await this.get(id);
    if (before === null) return false;
    await this.#disk.remove(join(this.#path, fileNameOf(id)));
    await this.#disk.syncFolder(this.#path);
    await this.#tidy(before);
    return true;
  }

  /** What was asked for is done by then, and an entry too many does no harm: that it cannot be removed is no failure. */
  async #tidy({ ref, record_id }: LoopRecord): Promise<void> {
    await this.#refs.drop(ref, record_id).catch(() => {});
  }

  /** Without an index: of one second, the record that was stored last is not known. */
  async #searchRef(ref: string): Promise<LoopRecord | null> {
    let last: LoopRecord | null = null;
    for await (const record of this.#all()) {
      if (record.ref === ref && (last === null || record.created_at > last.created_at)) last = record;
    }
    return last;
  }

  /** Every record, in no order. A file that is damaged ends it: nothing is left out unsaid. */
  async *#all(): AsyncGenerator<LoopRecord> {
    yield* streamRecords(this.#inTurn(await this.#names()));
  }

  async #names(): Promise<readonly string[]> {
    return (await this.#disk.names(this.#path)).filter(isRecordName);
  }

  /**
   * What these files hold, in this order; one that is not there any more is left out.
   * @param places of their records in a list; where none is given they are as they are
   */
  async *#inTurn(names: readonly string[], places: readonly Placed[] = []): AsyncGenerator<Listed> {
    for (let at = 0; at < names.length; at += AT_ONCE) {
      const some = names.slice(at, at + AT_ONCE).map((name, index) => this.#look(name, places[at + index]));
      for (const each of await Promise.all(some)) if (each !== null) yield each;
    }
  }

  /** What cannot be read is damage of this one file, also where it is the file system that refuses it. */
  async #look(name: string, place: Placed | undefined): Promise<Listed | null> {
    try {
      const record = await this.#read(name);
      return record === null ? null : { place: place ?? placeOf(record), record };
    } catch (error) {
      const damage = fileFailure(error, join(this.#path, name));
      return { place: place ?? { record_id: name, updated_at: '' }, damage };
    }
  }

  /** @throws LoopForgeError `store_damaged`, naming the file */
  async #read(name: string): Promise<LoopRecord | null> {
    const path = join(this.#path, name);
    const bytes = await this.#disk.read(path);
    if (bytes === null) return null;
    if (this.#last?.name === name && Buffer.compare(bytes, this.#last.bytes) === 0) {
      return JSON.parse(new TextDecoder().decode(bytes));
    }
    const record = recordAt(jsonOf(bytes, path), path);
    const ownName = fileNameOf(record.record_id);
    if (ownName === name) {
      this.#last = { name, bytes };
      return record;
    }
    throw storeDamaged(path, `it holds the record ${record.record_id}, whose file is named ${ownName}`);
  }
}

function placeOf({ record_id, updated_at }: LoopRecord): Placed {
  return { record_id, updated_at };
}
