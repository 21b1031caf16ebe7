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
  listedAt,
  type PagePlace,
  recordOfText,
  recordsIn,
  scanRecords,
  streamPages,
  streamRecords,
  textOfRecord,
  versionConflict,
} from '../shared/index.ts';
import { fromColumn, fromJsonb, toJsonb } from './jsonb-text.ts';
import {
  type CheckedPostgresOptions,
  checkedPostgresOptions,
  type PostgresOptions,
  type PostgresRows,
} from './options.ts';
import { migrateSchema } from './schema.ts';
import { PostgresSession } from './session.ts';
import {
  deleteById,
  insertNew,
  type Statement,
  selectById,
  selectByRef,
  selectPage,
  selectVersion,
  updateVersion,
} from './statements.ts';

/**
 * Keeps records in one table of Postgres, as jsonb. Needs the package `pg`, and the table: {@link migrate} makes it, or
 * the SQL of `postgresSchema()`.
 *
 * Beside what a `Repository` throws every call may throw a LoopForgeError: `store_unreachable` where there is no
 * connection or no answer in time, `store_failed` where Postgres refuses, `store_damaged`, `store_closed`,
 * `driver_missing`.
 */
export class PostgresRepository implements Repository, Scannable, Closable, Migratable {
  readonly #options: CheckedPostgresOptions;
  readonly #session: PostgresSession;

  /** Opens nothing yet. @throws LoopForgeError `input_invalid`, naming the option */
  constructor(options: PostgresOptions) {
    this.#options = checkedPostgresOptions(options);
    this.#session = new PostgresSession(this.#options);
  }

  /** Makes the table, or brings it up to date; several processes may call it at once. */
  async migrate(): Promise<void> {
    const { table, store } = this.#options;
    await this.#session.use('write', (ask) => migrateSchema(ask, table, store));
  }

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    const [record = null] = await this.#select(selectById(this.#options.table, checkedText('id', id)));
    return record;
  }

  /** The record of that ref which was created last; null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    const [record = null] = await this.#select(selectByRef(this.#options.table, checkedText('ref', ref)));
    return record;
  }

  /**
   * Compares and writes in one statement.
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `record_invalid` for what JSON cannot hold, `too_large` past 255 MB, or for an id that no index holds
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const { table } = this.#options;
    const expected = checkedVersion(record, options);
    const { record_id } = record;
    const text = textOfRecord(record);
    const jsonb = toJsonb(text);
    const statement = expected === null ? insertNew(table, jsonb) : updateVersion(table, record_id, expected, jsonb);
    const { rowCount } = await this.#session.run('write', statement);
    if (rowCount !== 1) throw versionConflict(record_id, expected, await this.#versionOf(record_id));
    return JSON.parse(text);
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    const { rowCount } = await this.#session.run('write', deleteById(this.#options.table, checkedText('id', id)));
    return rowCount === 1;
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    return recordsIn(await this.#page({ state: checkedText('state', state) }, checkedPage(options)));
  }

  /** All records that match, newest first, page by page. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    yield* streamRecords(this.#listed(filter));
  }

  /** The same, past rows that hold no record. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord> {
    yield* scanRecords(this.#listed(filter));
  }

  /** Ends the connections that were opened here; a pool that was handed in stays open. */
  async close(): Promise<void> {
    await this.#session.close();
  }

  async #select(statement: Statement): Promise<readonly LoopRecord[]> {
    const { rows } = await this.#session.run('read', statement);
    return rows.map((row) => this.#recordOf(row));
  }

  #listed(filter: RecordFilter | undefined): AsyncGenerator<Listed> {
    return streamPages((part, place) => this.#page(part, place), checkedFilter(filter));
  }

  async #page(filter: RecordFilter, place: PagePlace): Promise<readonly Listed[]> {
    const { rows } = await this.#session.run('read', selectPage(this.#options.table, filter, place));
    return rows.map((row) => {
      const place = { record_id: fromColumn(String(row['record_id'])), updated_at: String(row['moment']) };
      return listedAt(place, () => this.#recordOf(row));
    });
  }

  #recordOf(row: PostgresRows['rows'][number]): LoopRecord {
    const id = fromColumn(String(row['record_id']));
    return recordOfText(fromJsonb(String(row['record'])), id, this.#options.store);
  }

  async #versionOf(id: string): Promise<number | null> {
    const { rows } = await this.#session.run('read', selectVersion(this.#options.table, id));
    return rows[0] === undefined ? null : Number(rows[0]['version']);
  }
}
