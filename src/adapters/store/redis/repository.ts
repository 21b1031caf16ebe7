import type {
  Closable,
  ListOptions,
  LoopRecord,
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
  storeDamaged,
  streamPages,
  streamRecords,
  textOfRecord,
  tooLarge,
  versionConflict,
} from '../shared/index.ts';
import { type Keys, membersOf, pageRange, placeOf, type Range, redisKeys, refRange } from './keys.ts';
import { type CheckedRedisOptions, checkedRedisOptions, type RedisOptions } from './options.ts';
import { DELETE_RECORD, READ_LAST, READ_PAGE, READ_RECORD, SAVE_RECORD } from './scripts.ts';
import { LAYOUT, RedisSession } from './session.ts';

/** What Redis takes of one value, unless proto-max-bulk-len says otherwise. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Keeps records in Redis, in a few keys that never expire. Needs the package `@redis/client`.
 *
 * Beside what a `Repository` throws every call may throw a LoopForgeError: `store_unreachable` where there is no
 * connection or no answer in time, `store_failed` where Redis refuses, `store_damaged`, `store_closed`, `driver_missing`.
 */
export class RedisRepository implements Repository, Scannable, Closable {
  readonly #options: CheckedRedisOptions;
  readonly #keys: Keys;
  readonly #session: RedisSession;

  /** Opens nothing yet. @throws LoopForgeError `input_invalid`, naming the option */
  constructor(options: RedisOptions) {
    this.#options = checkedRedisOptions(options);
    this.#keys = redisKeys(this.#options.prefix);
    this.#session = new RedisSession(this.#options, this.#keys.layout);
  }

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    if (!checkedText('id', id).isWellFormed()) return null;
    const text = await this.#session.read(READ_RECORD, [this.#keys.records], [id]);
    return text === null ? null : recordOfText(String(text), id, this.#options.store);
  }

  /** The record of that ref which was created last; null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    if (!checkedText('ref', ref).isWellFormed()) return null;
    const [id, text = null] = await this.#readRange(READ_LAST, this.#keys.byRef, refRange(ref), 1);
    return id === undefined ? null : this.#record(id ?? '', text);
  }

  /**
   * Compares and writes in one script.
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `record_invalid` for what JSON cannot hold, `too_large` past 512 MB
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const expected = checkedVersion(record, options);
    const { record_id, head } = record;
    const text = textOfRecord(record);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_BYTES) throw tooLarge(record_id, bytes, MAX_BYTES);
    const { state, time, ref } = membersOf(record);
    const values = [record_id, `${expected ?? ''}`, `${head.seq}`, text, state, time, ref, LAYOUT];
    const [outcome, found] = await this.#write(SAVE_RECORD, record_id, values);
    if (outcome === 'conflict') throw versionConflict(record_id, expected, found ? Number(found) : null);
    return JSON.parse(text);
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    if (!checkedText('id', id).isWellFormed()) return false;
    const [outcome] = await this.#write(DELETE_RECORD, id, [id]);
    return outcome === 'deleted';
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    return recordsIn(await this.#page({ state: checkedText('state', state) }, checkedPage(options)));
  }

  /** All records that match, newest first, page by page. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    yield* streamRecords(this.#listed(filter));
  }

  /** The same, past what is no record. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord> {
    yield* scanRecords(this.#listed(filter));
  }

  /** Ends the connection that was opened here; a client that was handed in stays open. */
  async close(): Promise<void> {
    await this.#session.close();
  }

  #listed(filter: RecordFilter | undefined): AsyncGenerator<Listed> {
    return streamPages((part, place) => this.#page(part, place), checkedFilter(filter));
  }

  async #page(filter: RecordFilter, { limit, after }: PagePlace): Promise<readonly Listed[]> {
    if (filter.state?.isWellFormed() === false) return [];
    const index = filter.state === undefined ? this.#keys.byTime : this.#keys.byState;
    const found = await this.#readRange(READ_PAGE, index, pageRange(filter, after), limit);
    return Array.from({ length: found.length / 3 }, (_, at) => {
      const [id, time, text] = found.slice(at * 3, at * 3 + 3);
      return listedAt(placeOf(id ?? '', time ?? ''), () => this.#record(id ?? '', text ?? null));
    });
  }

  async #readRange(script: string, index: string, range: Range, limit: number): Promise<readonly (string | null)[]> {
    const values = [range.from, range.to, `${limit}`, `${range.idAt}`];
    return textsOf(await this.#session.read(script, [this.#keys.records, index], values));
  }

  #record(id: string, text: string | null): LoopRecord {
    const { store } = this.#options;
    if (text === null) throw storeDamaged(`${id} in ${store}`, 'it stands in a list, and is not there itself');
    return recordOfText(text, id, store);
  }

  async #write(script: string, id: string, values: string[]): Promise<readonly (string | null)[]> {
    const answer = textsOf(await this.#session.write(script, Object.values(this.#keys), values));
    if (answer[0] !== 'damaged') return answer;
    throw storeDamaged(`${id} in ${this.#options.store}`, `its entry in ${this.#keys.places} cannot be read`);
  }
}

/** A client may have been told to give bytes. */
function textsOf(answer: unknown): readonly (string | null)[] {
  return Array.isArray(answer) ? answer.map((each) => (each === null ? null : String(each))) : [];
}
