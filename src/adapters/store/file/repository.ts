import { resolve } from 'node:path';
import { readLongRecord } from '../../../codec/record/index.ts';
import {
  type Closable,
  type ListOptions,
  LoopForgeError,
  type LoopRecord,
  type RecordFilter,
  type Repository,
  type Scannable,
  type UnreadableRecord,
} from '../../../core/model.ts';
import {
  checkedFilter,
  checkedPage,
  checkedText,
  checkedVersion,
  type Listed,
  OpenState,
  scanRecords,
  streamRecords,
  streamRounds,
  textOfRecord,
  versionConflict,
} from '../shared/index.ts';
import { systemDisk } from './disk.ts';
import { fileFailure } from './failures.ts';
import { behindLinks, RecordStore } from './record-store.ts';

/** Where the records are. */
export interface FileOptions {
  /** A name that ends in `.json` is that of a file with all records, any other that of a folder with a file for each. */
  readonly path: string;
}

/**
 * Keeps records in a JSON file, or in a folder of one JSON file for each. Several processes may write at once: a lock of
 * the operating system lets one in at a time. A save is on the disk when it returns, and one that is interrupted leaves
 * the record of before or the new one.
 *
 * Every method throws a LoopForgeError: `store_damaged`, naming it, for a file that holds something else;
 * `store_unreachable` where others kept writing for ten seconds; `store_failed` for what the file system refuses (no
 * permission, a full disk); `store_closed` after `close()`.
 */
export class FileRepository implements Repository, Scannable, Closable {
  readonly #path: string;
  readonly #state: OpenState;
  #store: Promise<RecordStore> | null = null;

  /**
   * Reads and makes nothing yet.
   * @throws LoopForgeError `input_invalid`
   */
  constructor(options: FileOptions) {
    this.#path = checkedPath(options);
    this.#state = new OpenState(this.#path);
  }

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    const wanted = checkedText('id', id);
    return this.#do(({ records }) => records.get(wanted));
  }

  /** The record of that ref which was created last; of one second the one that was stored last. Null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    const wanted = checkedText('ref', ref);
    return this.#do(({ records }) => records.getByRef(wanted));
  }

  /**
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `record_invalid` for what is no record
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const expected = checkedVersion(record, options);
    const text = textOfRecord(readLongRecord(record));
    const stored: LoopRecord = JSON.parse(text);
    return this.#do(async (store) => {
      await refuseLate(store, stored, expected);
      await store.write((records) => records.put(stored, text, expected));
      return JSON.parse(text);
    });
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    const wanted = checkedText('id', id);
    return this.#do(async (store) => {
      if ((await store.records.get(wanted)) === null) return false;
      return store.write((records) => records.remove(wanted));
    });
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). All files of a folder are read for it. */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    const filter = { state: checkedText('state', state) };
    const page = checkedPage(options);
    return this.#do(({ records }) => records.page(filter, page));
  }

  /**
   * All records that match, newest first. All files of a folder are read first, of which only the places in the list are
   * kept; each record is then read when it is reached.
   */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    yield* streamRecords(this.#listed(filter));
  }

  /** The same, past files of a folder, or records of a file, that cannot be read. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord> {
    yield* scanRecords(this.#listed(filter));
  }

  async *#listed(filter: RecordFilter | undefined): AsyncGenerator<Listed> {
    const { records } = await this.#do(async (store) => store);
    const stream = streamRounds((part) => records.inOrder(part), checkedFilter(filter));
    try {
      for (;;) {
        const next = await this.#do(() => stream.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await stream.return(undefined);
    }
  }

  /** Waits for saves that have begun. */
  async close(): Promise<void> {
    if (this.#state.close()) await (await this.#store)?.close();
  }

  async #do<T>(work: (store: RecordStore) => Promise<T>): Promise<T> {
    this.#state.check();
    try {
      this.#store ??= behindLinks(this.#path).then((path) => new RecordStore(path, systemDisk));
      return await work(await this.#store);
    } catch (error) {
      throw fileFailure(error, this.#path);
    }
  }
}

/** Whoever is late already need not wait for the lock to be told so. */
async function refuseLate({ records }: RecordStore, { record_id }: LoopRecord, expected: number | null): Promise<void> {
  const version = (await records.get(record_id))?.head.seq ?? null;
  if (version !== expected) throw versionConflict(record_id, expected, version);
}

function checkedPath(options: FileOptions): string {
  const { path }: { readonly path?: unknown } = options ?? {};
  if (typeof path === 'string' && path !== '' && !path.includes('\0')) return resolve(path);
  throw new LoopForgeError('input_invalid', 'FileRepository: path must be that of a .json file or of a folder.');
}
