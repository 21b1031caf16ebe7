import { loadDriver, within } from '../shared/index.ts';
import type { CheckedRedisOptions, RedisClient } from './options.ts';

/** A client that was opened here. */
interface OwnClient extends RedisClient {
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
}

const ignore = (): void => undefined;

/** Clients that were handed in, and to whose errors somebody listens. */
const HEARD = new WeakSet<RedisClient>();

/**
 * The client of a repository: its own, or one that was handed in. Its own never waits in the background for a server that
 * is gone: the call that needs it next connects anew, and fails in good time where it cannot.
 */
export class RedisConnection {
  readonly #options: CheckedRedisOptions;
  #own: Promise<OwnClient> | null = null;
  #ready: OwnClient | null = null;

  constructor(options: CheckedRedisOptions) {
    this.#options = options;
  }

  async client(): Promise<RedisClient> {
    const { source } = this.#options;
    if ('url' in source) return this.#connected(source.url);
    // A connection that breaks is an event; one that nobody listens to ends the process.
    if (!HEARD.has(source.client)) source.client.on('error', ignore);
    HEARD.add(source.client);
    return source.client;
  }

  /** Gives up a connection that does not answer, if it is our own: what was sent by it may still be done. */
  giveUp(): void {
    const client = this.#ready;
    this.#forget();
    if (client !== null) destroy(client);
  }

  /** Ends what was opened here, once calls that are under way have their answer. */
  async close(): Promise<void> {
    const client = await this.#own?.catch(() => null);
    if (client === null || client === undefined) return;
    await within(this.#options.timeoutMs, client.close()).catch(() => destroy(client));
  }

  #connected(url: string): Promise<OwnClient> {
    if (this.#ready !== null && !this.#ready.isReady) this.giveUp();
    this.#own ??= this.#connect(url).catch((error: unknown) => {
      this.#forget();
      throw error;
    });
    return this.#own;
  }

  #forget(): void {
    this.#own = null;
    this.#ready = null;
  }

  async #connect(url: string): Promise<OwnClient> {
    const { createClient } = await loadDriver('@redis/client', async () => import('@redis/client'));
    const { timeoutMs } = this.#options;
    const client: OwnClient = createClient({
      url,
      disableOfflineQueue: true,
      socket: { connectTimeout: timeoutMs, reconnectStrategy: false },
    });
    client.on('error', ignore);
    try {
      await within(timeoutMs, client.connect());
    } catch (error) {
      destroy(client);
      throw error;
    }
    this.#ready = client;
    return client;
  }
}

/** One that has ended by itself says so by an error. */
function destroy(client: OwnClient): void {
  try {
    client.destroy();
  } catch {}
}
