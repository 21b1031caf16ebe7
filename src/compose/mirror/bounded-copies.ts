import { type Copies, hasCode, LoopForgeError, type LoopRecord, WAITS } from '../../core/model.ts';
import type { MirrorStore } from '../github/index.ts';

/** Who may wait, and what may not be said. */
interface Bounds {
  /** As the settings call the mirror. */
  readonly name: string;
  /** Texts that appear in no message. */
  readonly secrets: readonly string[];
}

/**
 * The copies in a database that may be slow, dead, or new: no call outlasts its time, a mirror that did not answer twice in
 * a row is not asked again in this run, and a schema that is not there yet is made, once, if the account may.
 */
export class BoundedCopies implements Copies {
  readonly #store: MirrorStore['repository'];
  readonly #bounds: Bounds;
  /** Calls in a row that were not answered. */
  #unanswered = 0;
  #migration: Promise<void> | null = null;

  constructor(store: MirrorStore['repository'], bounds: Bounds) {
    this.#store = store;
    this.#bounds = bounds;
  }

  get(id: string): Promise<LoopRecord | null> {
    return this.#call(() => this.#store.get(id));
  }

  save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    return this.#call(() => this.#store.save(record, options));
  }

  delete(id: string): Promise<boolean> {
    return this.#call(() => this.#store.delete(id));
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    if (this.#unanswered >= WAITS.mirror.unanswered)
      throw this.#silent('it did not answer before, and is not asked again in this run');
    try {
      const answer = await this.#withSchema(work);
      this.#unanswered = 0;
      return answer;
    } catch (error) {
      if (hasCode(error, 'store_unreachable')) this.#unanswered++;
      else this.#unanswered = 0;
      throw this.#told(error);
    }
  }

  /** What a store refuses may be for want of a schema. */
  async #withSchema<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#inTime(work, WAITS.mirror.callMs);
    } catch (error) {
      if (!hasCode(error, 'store_failed') || this.#store.migrate === undefined) throw error;
      await this.#migrateOnce(error);
      return this.#inTime(work, WAITS.mirror.callMs);
    }
  }

  /** All that wait for it share one try. @throws what was refused first, and why that could not be helped */
  async #migrateOnce(first: LoopForgeError): Promise<void> {
    const { migrate } = this.#store;
    this.#migration ??= this.#inTime(async () => migrate?.call(this.#store), WAITS.mirror.migrateMs);
    try {
      await this.#migration;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new LoopForgeError(first.code, `${first.message} Nor could this account make what is missing: ${why}`, {
        cause,
      });
    }
  }

  async #inTime<T>(work: () => Promise<T>, ms: number): Promise<T> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const seconds = ms / 1000;
    const timeout = setTimeout(() => reject(this.#silent(`there was no answer for ${seconds} s`)), ms);
    try {
      return await Promise.race([work(), tooLate]);
    } finally {
      clearTimeout(timeout);
    }
  }

  #silent(why: string): LoopForgeError {
    return new LoopForgeError('store_unreachable', `${this.#bounds.name} cannot be reached: ${why}.`);
  }

  /** An error as it may be shown: what a driver says is not ours, and may hold anything. */
  #told(error: unknown): unknown {
    const message = error instanceof Error ? error.message : String(error);
    const said = this.#bounds.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), message);
    if (said === message && error instanceof LoopForgeError) return error;
    return new LoopForgeError(error instanceof LoopForgeError ? error.code : 'store_failed', said, { cause: error });
  }
}
