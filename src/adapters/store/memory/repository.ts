import {
  isBefore,
  type ListOptions,
  type LoopRecord,
  type RecordFilter,
  type Repository,
} from '../../../core/model.ts';
import {
  checkedFilter,
  checkedPage,
  checkedText,
  checkedVersion,
  type Listed,
  matches,
  newestFirst,
  type PagePlace,
  recordsIn,
  streamPages,
  streamRecords,
  textOfRecord,
  versionConflict,
} from '../shared/index.ts';

/** A record as text, so that nobody else can change it, and what it is found by. */
interface StoredText extends Pick<LoopRecord, 'record_id' | 'ref' | 'state' | 'created_at' | 'updated_at'> {
  readonly version: number;
  /** How many records had been created here before it. */
  readonly place: number;
  readonly text: string;
}

/** Keeps records in this process, and loses them with it. */
export class MemoryRepository implements Repository {
  readonly #stored = new Map<string, StoredText>();
  /** Ids by ref. */
  readonly #idsByRef = new Map<string, Set<string>>();
  #created = 0;

  /** Null: there is none. */
  async get(id: string): Promise<LoopRecord | null> {
    const stored = this.#stored.get(checkedText('id', id));
    return stored === undefined ? null : recordOf(stored);
  }

  /** The record of that ref which was created last; null: there is none. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    const ids = this.#idsByRef.get(checkedText('ref', ref)) ?? [];
    const found = [...ids].flatMap((id) => this.#stored.get(id) ?? []);
    return found.length === 0 ? null : recordOf(found.reduce(createdLater));
  }

  /**
   * @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet); LoopForgeError
   * `record_invalid` for what JSON cannot hold
   */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const expected = checkedVersion(record, options);
    const { record_id, ref, state, created_at, updated_at, head } = record;
    const text = textOfRecord(record);
    const stored = this.#stored.get(record_id);
    const version = stored?.version ?? null;
    if (version !== expected) throw versionConflict(record_id, expected, version);
    const place = stored?.place ?? this.#created++;
    const next = { record_id, ref, state, created_at, updated_at, version: head.seq, place, text };
    if (stored !== undefined) this.#forgetRef(stored);
    this.#stored.set(record_id, next);
    this.#idsByRef.set(ref, (this.#idsByRef.get(ref) ?? new Set()).add(record_id));
    return recordOf(next);
  }

  /** Whether it was there. */
  async delete(id: string): Promise<boolean> {
    const stored = this.#stored.get(checkedText('id', id));
    if (stored !== undefined) this.#forgetRef(stored);
    return this.#stored.delete(id);
  }

  /** Newest `updated_at` first, then by id; at most `limit` (100). */
  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    return recordsIn(this.#page({ state: checkedText('state', state) }, checkedPage(options)));
  }

  /** All records that match, newest first, as they are when each is reached. */
  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    const listed = streamPages(async (part, place) => this.#page(part, place), checkedFilter(filter));
    yield* streamRecords(listed);
  }

  #page(filter: RecordFilter, { limit, after }: PagePlace): readonly Listed[] {
    return [...this.#stored.values()]
      .filter((stored) => matches(stored, filter) && (after === undefined || newestFirst(after, stored) < 0))
      .sort(newestFirst)
      .slice(0, limit)
      .map((stored) => ({ place: stored, record: recordOf(stored) }));
  }

  #forgetRef({ ref, record_id }: StoredText): void {
    const ids = this.#idsByRef.get(ref);
    ids?.delete(record_id);
    if (ids?.size === 0) this.#idsByRef.delete(ref);
  }
}

/** The one of two records that was created later; of one second the one that was stored later. */
function createdLater(one: StoredText, other: StoredText): StoredText {
  if (one.created_at !== other.created_at) return isBefore(one.created_at, other.created_at) ? other : one;
  return one.place < other.place ? other : one;
}

function recordOf({ text }: StoredText): LoopRecord {
  return JSON.parse(text);
}
