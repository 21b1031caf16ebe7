import type { ListOptions, LoopRecord, RecordFilter, Repository } from '../../../core/model.ts';
import { DEFAULT_LIMIT, matches, newestFirst, type Placed, streamPages, versionConflict } from '../shared/index.ts';

/** A record as text, so that nobody else can change it, and what it is found by. */
interface StoredText extends Placed, Pick<LoopRecord, 'ref' | 'state'> {
  readonly version: number;
  readonly text: string;
}

/** Keeps records in this process, and loses them with it. */
export class MemoryRepository implements Repository {
  readonly #stored = new Map<string, StoredText>();
  /** Ids by ref, oldest first. */
  readonly #idsByRef = new Map<string, readonly string[]>();

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    const stored = this.#stored.get(id);
    return stored === undefined ? null : recordOf(stored);
  }

  /** The record of that ref which was created last; null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    const id = this.#idsByRef.get(ref)?.at(-1);
    return id === undefined ? null : this.get(id);
  }

  /** @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet). */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const stored = this.#stored.get(record.record_id);
    const version = stored?.version ?? null;
    if (version !== options.expectedVersion) throw versionConflict(record.record_id, options.expectedVersion, version);
    const { record_id, ref, state, updated_at, head } = record;
    const next = { record_id, ref, state, updated_at, version: head.seq, text: JSON.stringify(record) };
    if (stored?.ref !== ref) this.#moveRef(stored, next);
    this.#stored.set(record_id, next);
    return recordOf(next);
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    const stored = this.#stored.get(id);
    if (stored !== undefined) this.#forgetRef(stored);
    return this.#stored.delete(id);
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). */
  async listByState(state: string, { limit = DEFAULT_LIMIT, after }: ListOptions = {}): Promise<readonly LoopRecord[]> {
    return this.#page({ state }, limit, after);
  }

  /** All records that match, newest first, as they are when each is reached. */
  list(filter: RecordFilter = {}): AsyncIterable<LoopRecord> {
    return streamPages(async (part, { limit, after }) => this.#page(part, limit, after), filter);
  }

  #page(filter: RecordFilter, limit: number, after: Placed | undefined): readonly LoopRecord[] {
    return [...this.#stored.values()]
      .filter((stored) => matches(stored, filter) && (after === undefined || newestFirst(after, stored) < 0))
      .sort(newestFirst)
      .slice(0, limit)
      .map(recordOf);
  }

  #moveRef(stored: StoredText | undefined, next: StoredText): void {
    if (stored !== undefined) this.#forgetRef(stored);
    this.#idsByRef.set(next.ref, [...(this.#idsByRef.get(next.ref) ?? []), next.record_id]);
  }

  #forgetRef({ ref, record_id }: StoredText): void {
    const others = this.#idsByRef.get(ref)?.filter((id) => id !== record_id) ?? [];
    if (others.length > 0) this.#idsByRef.set(ref, others);
    else this.#idsByRef.delete(ref);
  }
}

function recordOf({ text }: StoredText): LoopRecord {
  return JSON.parse(text);
}
