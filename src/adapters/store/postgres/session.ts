import { loadDriver, OpenState, within } from '../shared/index.ts';
import { isInTheWay, isUsableAfter, postgresFailure } from './failures.ts';
import type { CheckedPostgresOptions, PostgresClient, PostgresPool, PostgresRows } from './options.ts';
import { type Ask, checkTable } from './schema.ts';
import type { Statement } from './statements.ts';

/** What is done: a write may have happened although its answer was lost. */
export type Access = 'read' | 'write';

/** So often a statement is sent that other transactions were in the way of. */
const TRIES = 5;

const ignore = (): void => undefined;

/** Pools that were handed in, and to which somebody listens. */
const HEARD = new WeakSet<PostgresPool>();

/** The connections of a repository: its own, opened with the first call, or a pool that was handed in. */
export class PostgresSession {
  readonly #options: CheckedPostgresOptions;
  readonly #open: OpenState;
  #own: Promise<PostgresPool & { end(): Promise<void> }> | null = null;
  #checked: Promise<void> | null = null;

  constructor(options: CheckedPostgresOptions) {
    this.#options = options;
    this.#open = new OpenState(options.store);
  }

  /** Sends one statement, whose transaction is its own. */
  async run(access: Access, { text, values }: Statement): Promise<PostgresRows> {
    await this.#checkOnce();
    return this.use(access, (ask) => again(() => ask(text, values)));
  }

  /**
   * Does something by one connection, which is given back whatever happens.
   * @throws LoopForgeError `store_closed`, `store_unreachable`, `store_failed`, `too_large`, `driver_missing`
   */
  async use<Result>(access: Access, work: (ask: Ask) => Promise<Result>): Promise<Result> {
    this.#open.check();
    let isSent = false;
    try {
      const client = await this.#connect();
      return await lent(client, () =>
        work((text, values = []) => {
          isSent = true;
          return this.#ask(client, { text, values });
        }),
      );
    } catch (error) {
      throw postgresFailure(error, this.#options.store, access === 'write' && isSent);
    }
  }

  /** Ends what was opened here; calls that are under way still get their answer. */
  async close(): Promise<void> {
    if (!this.#open.close() || this.#own === null) return;
    const pool = await this.#own.catch(() => null);
    await pool?.end();
  }

  /** Whether the table is one that this release knows: asked until it was answered once. */
  #checkOnce(): Promise<void> {
    this.#open.check();
    const { table, store } = this.#options;
    this.#checked ??= this.use('read', (ask) => checkTable(ask, table, store)).catch((error: unknown) => {
      this.#checked = null;
      throw error;
    });
    return this.#checked;
  }

  #ask(client: PostgresClient, statement: Statement): Promise<PostgresRows> {
    // The driver's own time-out for one statement; it cuts the connection off where it passes.
    const query = { ...statement, query_timeout: this.#options.timeoutMs };
    return client.query(query);
  }

  async #connect(): Promise<PostgresClient> {
    const pool = await this.#pool();
    return within(this.#options.timeoutMs, pool.connect(), (late) => late.release());
  }

  async #pool(): Promise<PostgresPool> {
    const { source } = this.#options;
    if ('url' in source) {
      this.#own ??= this.#openPool(source.url);
      return this.#own;
    }
    // A connection that breaks while it waits in the pool is an event; one that nobody listens to ends the process.
    if (!HEARD.has(source.pool)) source.pool.on('error', ignore);
    HEARD.add(source.pool);
    return source.pool;
  }

  async #openPool(connectionString: string): Promise<PostgresPool & { end(): Promise<void> }> {
    const { Pool } = await loadDriver('pg', async () => import('pg'));
    const pool = new Pool({
      connectionString,
      connectionTimeoutMillis: this.#options.timeoutMs,
      fallback_application_name: 'loopforge',
      keepAlive: true,
      allowExitOnIdle: true,
    });
    pool.on('error', ignore);
    return pool;
  }
}

/** While it is lent nobody else listens to the errors of a connection; it is thrown away where one broke it. */
async function lent<Result>(client: PostgresClient, work: () => Promise<Result>): Promise<Result> {
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    return await work();
  } catch (error) {
    if (!isUsableAfter(error)) broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

async function again<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await send();
    } catch (error) {
      if (left === 0 || !isInTheWay(error)) throw error;
    }
  }
}
