/** Where the records are: in a file, which is made where there is none, or in a database that is open already. */
export type SqliteOptions =
  | { readonly path: string; readonly database?: undefined }
  | { readonly database: SqliteDatabase; readonly path?: undefined };

/**
 * What this store needs of a database: what `DatabaseSync` of `node:sqlite` and `Database` of `better-sqlite3` have in
 * common. A statement is prepared once and run many times.
 */
export interface SqliteDatabase {
  /** Runs statements that give nothing back. */
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/** Values are bound in the order of the question marks. */
export interface SqliteStatement {
  run(...values: SqliteValue[]): { readonly changes: number | bigint };
  /** The first row; undefined: there is none. */
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

export type SqliteValue = string | number;
