import type { LoopRecord } from '../record/index.ts';

export interface ListOptions {
  readonly limit?: number;
  /** The last record of the page before: the list goes on behind its place, even if it has moved since. */
  readonly after?: Pick<LoopRecord, 'record_id' | 'updated_at'>;
}

/** Where records are stored. The version is `head.seq`. */
export interface Repository {
  get(id: string): Promise<LoopRecord | null>;
  getByRef(ref: string): Promise<LoopRecord | null>;
  /**
   * `expectedVersion` null: the record must not exist yet.
   * @throws where the stored version differs, an error whose `code` is `conflict`, such as `ConflictError`.
   */
  save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord>;
  delete(id: string): Promise<boolean>;
  /** Newest `updated_at` first, then by `record_id`; at most `limit` (100). */
  listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]>;
}
