import type { DynamoDBClientLike } from '../../src/adapters/store/dynamodb/options.ts';
import type { PostgresClient, PostgresPool } from '../../src/adapters/store/postgres/options.ts';
import type { RedisClient, RedisScripts } from '../../src/adapters/store/redis/options.ts';
import type { SqliteDatabase } from '../../src/adapters/store/sqlite/database.ts';

/**
 * What the driver alone takes of a call: the same statements with the same values, answered by the same server, without
 * anything of ours around them. Calls come one after another, so what it takes adds up.
 */
export class DriverTime {
  #ms = 0;
  #calls = 0;

  /** What it took since this was asked last, in milliseconds, and how often it was called. */
  take(): { readonly ms: number; readonly calls: number } {
    const taken = { ms: this.#ms, calls: this.#calls };
    this.#ms = 0;
    this.#calls = 0;
    return taken;
  }

  sync<Result>(call: () => Result): Result {
    const start = performance.now();
    try {
      return call();
    } finally {
      this.#add(start);
    }
  }

  async async<Result>(call: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await call();
    } finally {
      this.#add(start);
    }
  }

  #add(start: number): void {
    this.#ms += performance.now() - start;
    this.#calls++;
  }
}

export function timedDatabase(database: SqliteDatabase, time: DriverTime): SqliteDatabase {
  return {
    exec: (sql) => time.sync(() => database.exec(sql)),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (...values) => time.sync(() => statement.run(...values)),
        get: (...values) => time.sync(() => statement.get(...values)),
        all: (...values) => time.sync(() => statement.all(...values)),
      };
    },
  };
}

export function timedPool(pool: PostgresPool, time: DriverTime): PostgresPool {
  return {
    on: (event, listener) => pool.on(event, listener),
    connect: async () => timedConnection(await time.async(() => pool.connect()), time),
  };
}

function timedConnection(client: PostgresClient, time: DriverTime): PostgresClient {
  return {
    query: (query) => time.async(() => client.query(query)),
    on: (event, listener) => client.on(event, listener),
    off: (event, listener) => client.off(event, listener),
    release: (error) => client.release(error),
  };
}

export function timedRedis(client: RedisClient, time: DriverTime): RedisClient {
  return {
    ...timedScripts(client, time),
    on: (event, listener) => client.on(event, listener),
    withCommandOptions: (options) => timedScripts(client.withCommandOptions?.(options) ?? client, time),
  };
}

function timedScripts(client: RedisScripts, time: DriverTime): RedisScripts {
  return {
    eval: (script, values) => time.async(() => client.eval(script, values)),
    evalSha: (sha1, values) => time.async(() => client.evalSha(sha1, values)),
  };
}

export function timedDynamoDB(client: DynamoDBClientLike, time: DriverTime): DynamoDBClientLike {
  return { send: (command) => time.async(() => client.send(command)) };
}
