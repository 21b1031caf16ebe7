import type {
  Closable,
  ListOptions,
  LoopRecord,
  Migratable,
  RecordFilter,
  Repository,
  Scannable,
  UnreadableRecord,
} from '../../../core/model.ts';
import {
  checkedFilter,
  checkedPage,
  checkedText,
  checkedVersion,
  scanRecords,
  streamRecords,
} from '../shared/index.ts';
import { DynamoDBConnection } from './connection.ts';
import { findIdsByRef } from './entries.ts';
import { listAll, listOfState } from './lists.ts';
import { migrateTable } from './migrations.ts';
import { checkedTable, type DynamoDBOptions } from './options.ts';
import { getRecord } from './records.ts';
import { DynamoDBTable } from './table.ts';
import { deleteRecord, saveRecord } from './writes.ts';

/**
 * Keeps records in a table of DynamoDB: by default that of the environment variable `LOOPFORGE_TABLE`, or `loopforge`.
 * `get` shows what was saved last. Lists and `getByRef` go by indexes, which DynamoDB tells of a save a moment later.
 *
 * Every call throws LoopForgeError `store_unreachable`, `store_failed` (with what to do; no table yet: `migrate()`),
 * `store_damaged`, `store_closed`, `driver_missing`, or `input_invalid` for wrong arguments.
 */
export class DynamoDBRepository implements Repository, Scannable, Closable, Migratable {
  readonly #connection: DynamoDBConnection;
  readonly #table: DynamoDBTable;

  /** @throws LoopForgeError `input_invalid`, naming the option */
  constructor(options: DynamoDBOptions = {}) {
    this.#connection = new DynamoDBConnection(checkedTable(options, process.env));
    this.#table = new DynamoDBTable(this.#connection);
  }

  /** Creates the table and its indexes, as far as they are missing, and waits for them. */
  async migrate(): Promise<void> {
    await migrateTable(this.#connection);
  }

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    this.#connection.check();
    return getRecord(this.#table, checkedText('id', id));
  }

  /** The record of that ref which was created last; null: there is none, or the index does not know it yet. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    this.#connection.check();
    for await (const id of findIdsByRef(this.#table, checkedText('ref', ref))) {
      const record = await getRecord(this.#table, id);
      if (record?.ref === ref) return record;
    }
    return null;
  }

  /**
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `too_large` where it takes more than 3.8 MB compressed, `record_invalid` for what JSON cannot hold
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    this.#connection.check();
    return JSON.parse(await saveRecord(this.#table, record, checkedVersion(record, options)));
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    this.#connection.check();
    return deleteRecord(this.#table, checkedText('id', id));
  }

  /** Newest `updated_at` first, and within one second as DynamoDB has them; at most `limit` (100). */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    this.#connection.check();
    return listOfState(this.#table, checkedText('state', state), checkedPage(options));
  }

  /** All records that match, newest first, as they are when each is reached. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    this.#connection.check();
    yield* streamRecords(listAll(this.#table, checkedFilter(filter)));
  }

  /** The same, past items that hold no record. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord> {
    this.#connection.check();
    yield* scanRecords(listAll(this.#table, checkedFilter(filter)));
  }

  /** A client that was handed in stays open. */
  async close(): Promise<void> {
    await this.#connection.close();
  }
}
