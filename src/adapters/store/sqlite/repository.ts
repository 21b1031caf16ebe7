import { readLongRecord } from '../../../codec/record/index.ts';
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
  type Listed,
  recordsIn,
  scanRecords,
  streamPages,
  streamRecords,
  textOfRecord,
  versionConflict,
} from '../shared/index.ts';
import { SqliteConnection } from './connection.ts';
import type { SqliteOptions } from './database.ts';
import { migrate } from './migrations.ts';
import { columnValues, readPage, recordOfRow, versionOfRow } from './rows.ts';

/**
 * Keeps records in a table of a SQLite database: of a file, opened by the `node:sqlite` of Node itself, or of a database
 * that is handed in, of `node:sqlite` or of `better-sqlite3`.
 *
 * Every method throws a LoopForgeError: `store_unreachable` where other connections kept the database locked for ten
 * seconds, `store_failed` for what else SQLite refuses (a full disk, no permission, the schema of a newer release),
 * `store_damaged` for a file that is no database and for a row that is no record, `store_closed` after `close()`.
 */
export class SqliteRepository implements Repository, Scannable, Migratable, Closable {
  readonly #connection: SqliteConnection;

  /**
   * Opens nothing yet.
   * @throws LoopForgeError `input_invalid`
   */
  constructor(options: SqliteOptions) {
    this.#connection = new SqliteConnection(options);
  }

  /** Brings the schema up to date. The first call of any method does so, too; here it can be done ahead. */
  async migrate(): Promise<void> {
    const { store } = this.#connection;
    await this.#connection.run((_, database) => migrate(database, store));
  }

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    return this.#first('get', checkedText('id', id));
  }

  /** The record of that ref which was created last; of one second the one that was stored last. Null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    return this.#first('byRef', checkedText('ref', ref));
  }

  /**
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `record_invalid` for what is no record
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const expected = checkedVersion(record, options);
    const text = textOfRecord(readLongRecord(record));
    const { record_id } = record;
    const columns = columnValues(record, text);
    await this.#connection.run(({ insert, update, version }) => {
      const { changes } =
        expected === null ? insert.run(...columns, record_id) : update.run(...columns, record_id, expected);
      if (Number(changes) === 0) throw versionConflict(record_id, expected, versionOfRow(version.get(record_id)));
    });
    return JSON.parse(text);
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    const wanted = checkedText('id', id);
    return this.#connection.run((statements) => Number(statements.delete.run(wanted).changes) > 0);
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    const filter = { state: checkedText('state', state) };
    const place = checkedPage(options);
    const { store } = this.#connection;
    return recordsIn(await this.#connection.run((statements) => readPage(statements, filter, place, store)));
  }

  /** All records that match, newest first, as they are when each is reached; a hundred at a time are in memory. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    yield* streamRecords(this.#listed(filter));
  }

  /** The same, past rows that hold no record. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord> {
    yield* scanRecords(this.#listed(filter));
  }

  #listed(filter: RecordFilter | undefined): AsyncGenerator<Listed> {
    const { store } = this.#connection;
    return streamPages(
      (part, place) => this.#connection.run((statements) => readPage(statements, part, place, store)),
      checkedFilter(filter),
    );
  }

  /** Writes all into the one file and closes it; a database that was handed in stays open. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** Text that is no Unicode would be looked for as another; no record has such. */
  async #first(name: 'get' | 'byRef', wanted: string): Promise<LoopRecord | null> {
    const row = await this.#connection.run((statements) => statements[name].get(wanted));
    return row === undefined || !wanted.isWellFormed() ? null : recordOfRow(row, this.#connection.store);
  }
}
