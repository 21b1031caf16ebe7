import { createHash } from 'node:crypto';
import { OpenState, storeFailed, within } from '../shared/index.ts';
import { RedisConnection } from './connection.ts';
import { isUnknownScript, redisFailure } from './failures.ts';
import type { CheckedRedisOptions, RedisScripts, RedisScriptValues } from './options.ts';
import { READ_LAYOUT } from './scripts.ts';

/** The version of keys and scripts. */
export const LAYOUT = '1';

/** Runs the scripts of a repository. */
export class RedisSession {
  readonly #options: CheckedRedisOptions;
  readonly #open: OpenState;
  readonly #connection: RedisConnection;
  readonly #layoutKey: string;
  #checked: Promise<void> | null = null;

  constructor(options: CheckedRedisOptions, layoutKey: string) {
    this.#options = options;
    this.#open = new OpenState(options.store);
    this.#connection = new RedisConnection(options);
    this.#layoutKey = layoutKey;
  }

  /** @throws LoopForgeError `store_closed`, `store_unreachable`, `store_failed`, `driver_missing` */
  async read(script: string, keys: string[], values: string[]): Promise<unknown> {
    await this.#checkOnce();
    return this.#run(script, { keys, arguments: values }, false);
  }

  /** The same of what changes something, which may have happened although its answer was lost. */
  async write(script: string, keys: string[], values: string[]): Promise<unknown> {
    await this.#checkOnce();
    return this.#run(script, { keys, arguments: values }, true);
  }

  /** Ends what was opened here. */
  async close(): Promise<void> {
    if (this.#open.close()) await this.#connection.close();
  }

  /** Whether the keys are laid out as this release knows it: asked until it was answered once. */
  #checkOnce(): Promise<void> {
    this.#open.check();
    this.#checked ??= this.#checkLayout().catch((error: unknown) => {
      this.#checked = null;
      throw error;
    });
    return this.#checked;
  }

  async #checkLayout(): Promise<void> {
    const layout = await this.#run(READ_LAYOUT, { keys: [this.#layoutKey], arguments: [] }, false);
    if (layout === null || String(layout) === LAYOUT) return;
    const why = `its keys have the layout ${layout}, made by a newer release; this one knows ${LAYOUT}`;
    throw storeFailed(this.#options.store, why, 'Use that release, or a newer one.');
  }

  async #run(script: string, values: RedisScriptValues, isWrite: boolean): Promise<unknown> {
    const { store, timeoutMs } = this.#options;
    const late = new AbortController();
    let isSent = false;
    try {
      const client = await this.#connection.client();
      isSent = isWrite;
      const scripts = client.withCommandOptions?.({ abortSignal: late.signal }) ?? client;
      return await within(timeoutMs, runScript(scripts, script, values), undefined, () => {
        late.abort();
        this.#connection.giveUp();
      });
    } catch (error) {
      throw redisFailure(error, store, isSent);
    }
  }
}

/** Redis knows a script by its hash, until it is started anew or told to forget it. */
async function runScript(client: RedisScripts, script: string, values: RedisScriptValues): Promise<unknown> {
  try {
    return await client.evalSha(createHash('sha1').update(script).digest('hex'), values);
  } catch (error) {
    if (!isUnknownScript(error)) throw error;
    return client.eval(script, values);
  }
}
