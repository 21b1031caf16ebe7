import type { Binding, LoopRecord } from '../record/index.ts';
import type { Actor, Instant, RunRef } from '../values/index.ts';

export interface ListOptions {
  /** At most so many; the default is 100. */
  readonly limit?: number;
  /** The last record of the page before: the list goes on behind its place, even if it has moved since. */
  readonly after?: Pick<LoopRecord, 'record_id' | 'updated_at'>;
}

/** Which records are streamed; without any of it all of them. */
export interface RecordFilter {
  readonly state?: string;
  /** Updated at this moment or later. */
  readonly since?: Instant;
  /** Updated before this moment. */
  readonly until?: Instant;
}

/**
 * Where records are stored. The version of a record is its `head.seq`. What a store returns or was given is the caller's
 * to change: the store keeps its own copy. "Not there" is null or false, "another writer was first" an error whose code
 * is `conflict`, and "it could not be read or written" any other error: never one in place of the other.
 */
export interface Repository {
  get(id: string): Promise<LoopRecord | null>;
  /** Of several records for a ref the one created last. */
  getByRef(ref: string): Promise<LoopRecord | null>;
  /**
   * Compares and writes in one step. `expectedVersion` null: the record must not exist yet.
   * @throws where the stored version differs, an error whose `code` is `conflict`, such as `ConflictError`.
   */
  save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord>;
  /** Whether it was there. */
  delete(id: string): Promise<boolean>;
  /** Newest `updated_at` first, then by `record_id` in code units. */
  listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]>;
  /**
   * All records that match, one by one, in the order of {@link listByState}. What is saved while they are read may come
   * a second time; none is left out.
   */
  list(filter?: RecordFilter): AsyncIterable<LoopRecord>;
}

/** A store that holds on to something: a file, a connection. Once closed, every call is an error (`store_closed`). */
export interface Closable {
  close(): Promise<void>;
}

/** A store with a schema, which must be there before anything is stored. */
export interface Migratable {
  /** Brings the schema up to date; nothing is done where it is. May be called by several at once. */
  migrate(): Promise<void>;
}

/** On whose account entries are written; null where nobody is to be named. */
export interface EntryWriter {
  readonly actor: Actor | null;
  /** The workflow run that writes. */
  readonly run: RunRef | null;
}

/** A store whose records belong to items that exist without it, such as issues: an item has one record, and names it. */
export interface ItemBound {
  /**
   * What a new record for this ref is bound to.
   * @throws LoopForgeError `input_invalid` where the ref is no item of this store, `not_found` where there is no such item
   */
  bindingFor(ref: string): Promise<Binding>;
  writer(): Promise<EntryWriter>;
}

/** In place of a record that is stored and cannot be read. */
export interface UnreadableRecord {
  readonly id: string;
  /** Why, in words. */
  readonly problem: string;
}

/** A store that can go on past what it cannot read: `list` ends there, so that nobody takes it for shorter than it is. */
export interface Scannable {
  /** What {@link Repository.list} gives, and each record that cannot be read in its place. */
  scan(filter?: RecordFilter): AsyncIterable<LoopRecord | UnreadableRecord>;
}

/** A store as the library takes it. */
export type AnyRepository = Repository & Partial<ItemBound>;
