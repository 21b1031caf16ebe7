import { resolve } from 'node:path';
import { LoopForgeError } from '../../../core/model.ts';
import { OpenState, openNodeSqlite, whileBusy } from '../shared/index.ts';
import type { SqliteDatabase, SqliteOptions } from './database.ts';
import { failureOf } from './failures.ts';
import { migrate } from './migrations.ts';
import { prepareStatements, type Statements } from './statements.ts';

interface Opened {
  readonly database: SqliteDatabase;
  readonly statements: Statements;
  /** Null: it was handed in, and is closed by whoever did that. */
  readonly close: (() => void) | null;
}

/** A database with the schema in it. It is opened, and the schema brought up to date, with the first call. */
export class SqliteConnection {
  /** As its user would name it. */
  readonly store: string;
  readonly #open: () => Promise<Opened>;
  readonly #state: OpenState;
  #opened: Promise<Opened> | null = null;

  /** @throws LoopForgeError `input_invalid` */
  constructor(options: SqliteOptions) {
    const { path, database } = checked(options);
    this.store = path ?? 'SQLite';
    this.#state = new OpenState(this.store);
    this.#open = () => (path === undefined ? connect(database, this.store) : openFile(path, this.store));
  }

  /**
   * Does something with the statements, once again where another connection was in the way.
   * @throws LoopForgeError also for what SQLite throws
   */
  async run<T>(work: (statements: Statements, database: SqliteDatabase) => T): Promise<T> {
    this.#state.check();
    try {
      const { statements, database } = await this.#whenOpen();
      return await whileBusy(() => {
        this.#state.check();
        return work(statements, database);
      });
    } catch (error) {
      throw failureOf(error, this.store);
    }
  }

  /** Closes what it opened itself. */
  async close(): Promise<void> {
    if (!this.#state.close() || this.#opened === null) return;
    const opened = await this.#opened.catch(() => null);
    opened?.close?.();
  }

  async #whenOpen(): Promise<Opened> {
    this.#opened ??= this.#open();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = null; // The next call tries again.
      throw error;
    }
  }
}

/**
 * WAL: readers do not wait for the one who writes, nor the other way round. FULL: a save that has returned outlives a
 * power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
async function openFile(path: string, store: string): Promise<Opened> {
  const database = openNodeSqlite(path);
  const close = (): void => {
    // Where others have it open, closing alone would leave all that was written in the log beside the file.
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {}
    database.close();
  };
  try {
    await whileBusy(() => database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'));
    return await connect(database, store, close);
  } catch (error) {
    database.close();
    throw error;
  }
}

async function connect(database: SqliteDatabase, store: string, close: Opened['close'] = null): Promise<Opened> {
  await whileBusy(() => migrate(database, store));
  return { database, statements: prepareStatements(database), close };
}

function checked(options: SqliteOptions): SqliteOptions {
  const { path, database }: { readonly path?: unknown; readonly database?: unknown } = options ?? {};
  if (path !== undefined && database !== undefined) throw invalid('path and database exclude each other');
  if (isDatabase(database)) return { database };
  if (database !== undefined) throw invalid('database must be one of node:sqlite or better-sqlite3');
  if (typeof path !== 'string' || path === '') throw invalid('path must be that of a file; or hand in a database');
  return { path: path === ':memory:' ? path : resolve(path) };
}

function isDatabase(value: unknown): value is SqliteDatabase {
  if (typeof value !== 'object' || value === null || !('exec' in value) || !('prepare' in value)) return false;
  return typeof value.exec === 'function' && typeof value.prepare === 'function';
}

function invalid(what: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `SqliteRepository: ${what}.`);
}
