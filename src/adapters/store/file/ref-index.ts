import { join } from 'node:path';
import { isBefore, type LoopRecord } from '../../../core/model.ts';
import type { AtomicFiles } from './atomic-files.ts';
import type { Disk } from './disk.ts';
import { shortHashOf } from './file-names.ts';

/** That a record has a ref, or had it, or is about to get it. */
interface RefEntry extends Pick<LoopRecord, 'ref' | 'record_id' | 'created_at'> {
  /** When the record was first stored, in milliseconds: tells apart what was created in one second. */
  readonly stored_at: number;
}

/** Says that no record is missing in the index. */
const COMPLETE = 'complete';

/**
 * Finds records of a folder by their ref, without reading all of them: a few thousand small files, of which one holds the
 * entries of every ref whose hash begins alike.
 *
 * An entry is on the disk before its record is, and taken away after it. So whenever the process or the power ends, the
 * index may name a record that does not have the ref, which whoever reads sees in the record; it never lacks one.
 */
export class RefIndex {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #files: AtomicFiles;

  constructor(folder: string, disk: Disk, files: AtomicFiles) {
    this.#folder = folder;
    this.#disk = disk;
    this.#files = files;
  }

  /** Ids of records that may have the ref, the one created last first. Null: the index cannot tell. */
  async idsOf(ref: string): Promise<readonly string[] | null> {
    if (!(await this.#isComplete())) return null;
    const entries = (await this.#read(this.#pathOf(ref)))?.filter((entry) => entry.ref === ref);
    return entries?.sort(lastCreatedFirst).map(({ record_id }) => record_id) ?? null;
  }

  /**
   * Enters a record that gets a ref.
   * @param before the record as it is stored; null: it is new
   * @param all all records, for an index that is not complete
   */
  async add(record: LoopRecord, before: LoopRecord | null, all: () => AsyncIterable<LoopRecord>): Promise<void> {
    const { ref, record_id, created_at } = record;
    let others = await this.#whole(ref);
    if (others === null) {
      await this.#build(all());
      others = (await this.#whole(ref)) ?? [];
    }
    const known = before === null ? [] : ((await this.#read(this.#pathOf(before.ref))) ?? []);
    const earlier = known.find((entry) => entry.record_id === record_id && entry.ref === before?.ref);
    const newest = Math.max(0, ...others.map((entry) => entry.stored_at));
    const stored_at = earlier?.stored_at ?? Math.max(Date.now(), newest + 1);
    const kept = others.filter((entry) => entry.record_id !== record_id || entry.ref !== ref);
    await this.#write(this.#pathOf(ref), [...kept, { ref, record_id, created_at, stored_at }]);
  }

  /** Forgets that a record had a ref. */
  async drop(ref: string, id: string): Promise<void> {
    const entries = (await this.#read(this.#pathOf(ref))) ?? [];
    const kept = entries.filter((entry) => entry.record_id !== id || entry.ref !== ref);
    if (kept.length < entries.length) await this.#write(this.#pathOf(ref), kept);
  }

  /** The entries of the file that a ref belongs in; null: it, or the whole index, must be made anew. */
  async #whole(ref: string): Promise<readonly RefEntry[] | null> {
    return (await this.#isComplete()) ? this.#read(this.#pathOf(ref)) : null;
  }

  /** Makes it of all records there are. What was stored in which order within a second is not known then. */
  async #build(all: AsyncIterable<LoopRecord>): Promise<void> {
    await this.#disk.makeFolder(this.#folder);
    await this.#disk.remove(join(this.#folder, COMPLETE));
    await this.#disk.syncFolder(this.#folder);
    const entries = new Map<string, RefEntry[]>();
    for await (const { ref, record_id, created_at } of all) {
      const path = this.#pathOf(ref);
      entries.set(path, [...(entries.get(path) ?? []), { ref, record_id, created_at, stored_at: 0 }]);
    }
    for (const name of await this.#disk.names(this.#folder)) {
      if (!entries.has(join(this.#folder, name))) await this.#disk.remove(join(this.#folder, name));
    }
    for (const [path, some] of entries) await this.#write(path, some);
    await this.#files.replace(join(this.#folder, COMPLETE), '');
  }

  async #isComplete(): Promise<boolean> {
    return (await this.#disk.read(join(this.#folder, COMPLETE))) !== null;
  }

  /** Null: it is damaged. */
  async #read(path: string): Promise<RefEntry[] | null> {
    const bytes = await this.#disk.read(path);
    if (bytes === null) return [];
    try {
      const entries: unknown = JSON.parse(Buffer.from(bytes).toString());
      return Array.isArray(entries) && entries.every(isEntry) ? entries : null;
    } catch {
      return null;
    }
  }

  async #write(path: string, entries: readonly RefEntry[]): Promise<void> {
    await this.#files.replace(path, `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
  }

  /** One of 4,096: with a hundred thousand records each holds some twenty-five entries. */
  #pathOf(ref: string): string {
    return join(this.#folder, `${shortHashOf(ref).slice(0, 3)}.json`);
  }
}

function isEntry(value: unknown): value is RefEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { ref, record_id, created_at, stored_at }: { readonly [field: string]: unknown } = { ...value };
  return [ref, record_id, created_at].every((text) => typeof text === 'string') && typeof stored_at === 'number';
}

function lastCreatedFirst(one: RefEntry, other: RefEntry): number {
  if (one.created_at !== other.created_at) return isBefore(one.created_at, other.created_at) ? 1 : -1;
  return other.stored_at - one.stored_at;
}
