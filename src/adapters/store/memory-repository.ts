import { ConflictError, isBefore, type ListOptions, type LoopRecord, type Repository } from '../../core/model.ts';

const DEFAULT_LIMIT = 100;

/** Keeps records in this process. Records are immutable, so what it hands out cannot change what it holds. */
export class MemoryRepository implements Repository {
  readonly #records = new Map<string, LoopRecord>();
  /** Ids by ref, oldest first. */
  readonly #idsByRef = new Map<string, readonly string[]>();

  async get(id: string): Promise<LoopRecord | null> {
    return this.#records.get(id) ?? null;
  }

  /** The newest record of that ref. */
  async getByRef(ref: string): Promise<LoopRecord | null> {
    const id = this.#idsByRef.get(ref)?.at(-1);
    return id === undefined ? null : this.get(id);
  }

  /** @throws ConflictError when the stored version is not `expectedVersion` (null: not stored yet). */
  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    const stored = this.#records.get(record.record_id);
    const version = stored?.head.seq ?? null;
    if (version !== options.expectedVersion) {
      const versions = `expected version ${options.expectedVersion ?? 'none'}, found ${version ?? 'none'}`;
      throw new ConflictError(`Record ${record.record_id} was changed by another writer: ${versions}. Load it again.`);
    }
    if (stored?.ref !== record.ref) this.#moveRef(stored, record);
    this.#records.set(record.record_id, record);
    return record;
  }

  async delete(id: string): Promise<boolean> {
    const record = this.#records.get(id);
    if (record !== undefined) this.#forgetRef(record);
    return this.#records.delete(id);
  }

  async listByState(state: string, options: ListOptions = {}): Promise<readonly LoopRecord[]> {
    const { limit = DEFAULT_LIMIT, after } = options;
    return [...this.#records.values()]
      .filter((record) => record.state === state && (after === undefined || newestFirst(after, record) < 0))
      .sort(newestFirst)
      .slice(0, limit);
  }

  #moveRef(stored: LoopRecord | undefined, record: LoopRecord): void {
    if (stored !== undefined) this.#forgetRef(stored);
    this.#idsByRef.set(record.ref, [...(this.#idsByRef.get(record.ref) ?? []), record.record_id]);
  }

  #forgetRef({ ref, record_id }: LoopRecord): void {
    const others = this.#idsByRef.get(ref)?.filter((id) => id !== record_id) ?? [];
    if (others.length > 0) this.#idsByRef.set(ref, others);
    else this.#idsByRef.delete(ref);
  }
}

type Placed = Pick<LoopRecord, 'record_id' | 'updated_at'>;

function newestFirst(a: Placed, b: Placed): number {
  if (a.updated_at !== b.updated_at) return isBefore(a.updated_at, b.updated_at) ? 1 : -1;
  if (a.record_id === b.record_id) return 0;
  return a.record_id < b.record_id ? -1 : 1;
}
