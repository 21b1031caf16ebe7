import { LoopForgeError } from '../../../core/model.ts';

/** What this store needs of a `Pool` of the package `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What this store needs of a client that such a pool lends. */
export interface PostgresClient {
  query(query: { readonly text: string; readonly values?: string[] }): Promise<PostgresRows>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  /** Given an error, the connection is not used again. */
  release(error?: Error): void;
}

export interface PostgresRows {
  readonly rows: readonly { readonly [column: string]: unknown }[];
  readonly rowCount: number | null;
}

/** Where Postgres is: a URL, or a pool that is the caller's and stays open. */
export type PostgresOptions = (
  | {
      /** `postgres://user:password@host:5432/database?sslmode=verify-full`; what `pg` reads of a URL may stand in it. */
      readonly url: string;
      readonly pool?: never;
    }
  | { readonly pool: PostgresPool; readonly url?: never }
) & {
  /** The table, or `schema.table`; `loopforge_records` where it is left out. Upper and lower case count. */
  readonly table?: string;
  /** How long a call waits for a connection, and how long for an answer: milliseconds, 30,000 where it is left out. */
  readonly timeoutMs?: number;
};

export interface CheckedPostgresOptions {
  /** As people would name it, without credentials. */
  readonly store: string;
  readonly source: { readonly url: string } | { readonly pool: PostgresPool };
  /** As SQL names it, in quotes. */
  readonly table: string;
  readonly timeoutMs: number;
}

export const DEFAULT_TABLE = 'loopforge_records';
const DEFAULT_TIMEOUT_MS = 30_000;
/** `setTimeout` takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

/** @throws LoopForgeError `input_invalid`, naming the option; the URL is not repeated, for it may hold a password */
export function checkedPostgresOptions(options: PostgresOptions): CheckedPostgresOptions {
  const { url, pool, table = DEFAULT_TABLE, timeoutMs = DEFAULT_TIMEOUT_MS } = { ...options };
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > LONGEST_MS)
    throw wrong('timeoutMs must be a whole number of milliseconds from 1');
  const rest = { table: quotedTable(table), timeoutMs };
  if (url !== undefined && pool !== undefined) throw wrong('url and pool exclude each other');
  if (url !== undefined) return { store: nameOfUrl(url), source: { url }, ...rest };
  if (pool === undefined) throw wrong('url or pool must be given');
  if (typeof pool?.connect !== 'function' || typeof pool.on !== 'function') throw wrong('pool must be a Pool of pg');
  return { store: 'Postgres', source: { pool }, ...rest };
}

/**
 * A table as SQL names it.
 * @throws LoopForgeError `input_invalid`
 */
export function quotedTable(table: string): string {
  const name = '[A-Za-z_][A-Za-z0-9_$]{0,62}';
  if (typeof table !== 'string' || !new RegExp(`^${name}(?:\\.${name})?$`).test(table))
    throw wrong('table must be the name of a table, or schema.table, of ASCII letters, digits, _ and $');
  return table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

/** `Postgres at host:port`. The driver takes a URL without a host as well: then it asks the environment. */
function nameOfUrl(url: string): string {
  const form = 'url must be like postgres://user:password@host:5432/database';
  if (typeof url !== 'string' || !/^postgres(?:ql)?:\/\//i.test(url)) throw wrong(form);
  const withHost = [url, url.replace('@/', '@localhost/')].find((each) => URL.canParse(each));
  if (withHost === undefined || !isDecodable(url)) throw wrong(`${form}, with what is special in a password encoded`);
  const { host } = new URL(withHost);
  return host === '' ? 'Postgres' : `Postgres at ${host}`;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function wrong(problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `PostgresRepository: ${problem}.`);
}
