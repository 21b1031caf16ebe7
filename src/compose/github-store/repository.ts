import {
  checkedFilter,
  checkedPage,
  checkedText,
  checkedVersion,
  matches,
  newestFirst,
  OpenState,
  textOfRecord,
} from '../../adapters/store/shared/index.ts';
import {
  type Binding,
  type Closable,
  type EntryWriter,
  hasCode,
  type ItemBound,
  type ListOptions,
  LoopForgeError,
  type LoopRecord,
  quote,
  type RecordFilter,
  type Repository,
  type Scannable,
  type UnreadableRecord,
} from '../../core/model.ts';
import {
  deleteStored,
  type ListedRecord,
  listStored,
  readStored,
  saveStored,
} from '../../usecase/comment-store/index.ts';
import { bindingFrom } from '../../usecase/find-record/index.ts';
import { StoreConnection } from './connection.ts';
import { isSameName, numberIn, referenceIn } from './item-name.ts';
import type { GitHubRepositoryOptions, Pace } from './options.ts';
import { checkedOptions } from './store-place.ts';

/**
 * Keeps each record in a comment of its issue, as the action does and through the same code: found, locked, written,
 * sealed and counted the same, so that both can work on one record. Ids are `owner/repo#42`. There is no index: a list
 * reads every issue of the repository that has a record.
 */
export class GitHubRepository implements Repository, ItemBound, Scannable, Closable {
  /** `owner/repo` */
  readonly #name: string;
  readonly #connection: StoreConnection;
  readonly #state: OpenState;

  /** @throws LoopForgeError `input_invalid`, naming the option */
  constructor(options: GitHubRepositoryOptions, pace: Pace = 'single') {
    const place = checkedOptions(options);
    this.#name = `${place.owner}/${place.repo}`;
    this.#connection = new StoreConnection(place, pace);
    this.#state = new OpenState(`The store github:${this.#name}`);
  }

  /**
   * The whole record of an issue; null where there is no such issue, or it has no record.
   * @throws LoopForgeError `record_unreadable`, `record_tampered`, and what GitHub answers
   */
  async get(id: string): Promise<LoopRecord | null> {
    this.#state.check();
    const number = numberIn(checkedText('id', id));
    const record = number === null ? null : await this.#read(number);
    return record !== null && (record.record_id === id || this.#isOurs(id)) ? record : null;
  }

  /** The record of the issue with this URL. @throws LoopForgeError as {@link get} does */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    this.#state.check();
    const reference = referenceIn(checkedText('ref', ref));
    const record = reference === null ? null : await this.#read(reference.number);
    return record !== null && (record.ref === ref || record.record_id === ref) ? record : null;
  }

  /**
   * The record must go on from the one in the comment, or be the first of its issue.
   * @throws ConflictError; LoopForgeError `input_invalid` where the record belongs elsewhere, does not hold or would
   *   rewrite entries, `too_large`, `not_found`, `lock_timeout`, `permission_missing`, and what GitHub answers
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    this.#state.check();
    const expectedVersion = checkedVersion(record, options);
    // The caller may go on with the record while it is being saved.
    const copy: LoopRecord = JSON.parse(textOfRecord(record));
    const number = numberIn(copy.record_id);
    if (number === null) throw this.#noItem(copy.record_id);
    const ports = await this.#connection.ports();
    return saveStored(ports, this.#connection.request, { number, record: copy, expectedVersion });
  }

  /** Deletes the record's comments; GitHub remembers that, and `verify` tells of it. */
  async delete(id: string): Promise<boolean> {
    this.#state.check();
    const number = numberIn(checkedText('id', id));
    if (number === null || (!this.#isOurs(id) && (await this.get(id)) === null)) return false;
    const ports = await this.#connection.ports();
    return (await unlessMissing(deleteStored(ports, this.#connection.request, number))) ?? false;
  }

  /** Takes as many requests as {@link list}, whatever the limit is. */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    const { limit, after } = checkedPage(options);
    const found: LoopRecord[] = [];
    for await (const record of this.list({ state: checkedText('state', state) })) {
      if (after === undefined || newestFirst(after, record) < 0) found.push(record);
    }
    return found.sort(newestFirst).slice(0, limit);
  }

  /** By the creation of the items, the oldest first: one request for 48 of them with their records. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord, void> {
    for await (const listed of this.#listed(filter)) {
      if (listed.kind === 'unread') throw listed.error;
      yield listed.record;
    }
  }

  /** The same, past records that cannot be read. */
  async *scan(filter?: RecordFilter): AsyncGenerator<LoopRecord | UnreadableRecord, void> {
    for await (const listed of this.#listed(filter)) {
      if (listed.kind === 'read') yield listed.record;
      else yield { id: `${this.#name}#${listed.number}`, problem: listed.error.message };
    }
  }

  async *#listed(filter: RecordFilter | undefined): AsyncGenerator<ListedRecord, void> {
    this.#state.check();
    const asked = checkedFilter(filter);
    for await (const listed of listStored(await this.#connection.bulk(), this.#connection.request)) {
      this.#state.check();
      if (listed.kind === 'unread' || matches(listed.record, asked)) yield listed;
    }
  }

  /**
   * The issue that a new record is for.
   * @param ref its URL, or `owner/repo#42`
   * @throws LoopForgeError `input_invalid`, `not_found`
   */
  async bindingFor(ref: string): Promise<Binding> {
    this.#state.check();
    const reference = referenceIn(checkedText('ref', ref));
    if (reference === null) throw this.#noItem(ref);
    const { number, repository, origin } = reference;
    const reading = await this.#connection.remembering(await (await this.#connection.github()).read(number));
    const isHere = isSameName(repository, reading.facts.repo) || isSameName(repository, this.#name);
    if (!isHere || (origin !== null && new URL(origin).host !== reading.host)) throw this.#noItem(ref);
    return bindingFrom(reading);
  }

  /** The workflow run that this process belongs to, or else the account of the token. */
  async writer(): Promise<EntryWriter> {
    this.#state.check();
    return this.#connection.writer();
  }

  async close(): Promise<void> {
    this.#state.close();
  }

  async #read(number: number): Promise<LoopRecord | null> {
    const github = await this.#connection.github();
    const stored = await unlessMissing(readStored(github, this.#connection.request, number));
    if (stored === null) return null;
    this.#connection.remembering(stored.reading);
    return stored.record;
  }

  /** By the name that the repository goes by here; it may have had another when the record was born. */
  #isOurs(id: string): boolean {
    return `${this.#name}#${numberIn(id)}` === id;
  }

  #noItem(text: unknown): LoopForgeError {
    const message = `${quote(text)} is no issue of ${this.#name}. Records here belong to issues: write ${this.#name}#42, or its URL.`;
    return new LoopForgeError('input_invalid', message);
  }
}

/** Null for an item that is not there; that the repository is not, or not for this token, is an error still. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'not_found') && !error.everywhere) return null;
    throw error;
  }
}
