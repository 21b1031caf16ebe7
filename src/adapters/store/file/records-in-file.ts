import { isBefore, type LoopRecord, type RecordFilter } from '../../../core/model.ts';
import { matches, newestFirst, type PagePlace, storeDamaged, textOfRecord, versionConflict } from '../shared/index.ts';
import type { AtomicFiles } from './atomic-files.ts';
import type { Disk } from './disk.ts';
import { isOfTheOriginal, jsonOf, recordAt } from './read-text.ts';
import type { RecordFiles } from './record-files.ts';

/** A record of the file, which nobody else may change, and the text that it is stored as. */
interface Stored {
  readonly record: LoopRecord;
  readonly text: string;
}

/** By id, in the order in which they were created. */
type Records = ReadonlyMap<string, Stored>;

/** All records in one JSON file: an object of records by id, each on a line, in the order in which they were created. */
export class RecordsInFile implements RecordFiles {
  readonly #path: string;
  readonly #disk: Disk;
  readonly #files: AtomicFiles;
  /** What was read last: as long as the file holds the same bytes, they are not looked at again. */
  #last: { readonly bytes: Uint8Array; readonly records: Records } | null = null;

  constructor(path: string, disk: Disk, files: AtomicFiles) {
    this.#path = path;
    this.#disk = disk;
    this.#files = files;
  }

  async get(id: string): Promise<LoopRecord | null> {
    return copyOf((await this.#read()).get(id));
  }

  async getByRef(ref: string): Promise<LoopRecord | null> {
    let last: Stored | undefined;
    for (const stored of (await this.#read()).values()) {
      if (stored.record.ref !== ref) continue;
      if (last === undefined || !isBefore(stored.record.created_at, last.record.created_at)) last = stored;
    }
    return copyOf(last);
  }

  async page(filter: RecordFilter, { limit, after }: PagePlace): Promise<readonly LoopRecord[]> {
    const found = await this.#find(filter);
    const behind = after === undefined ? found : found.filter(({ record }) => newestFirst(after, record) < 0);
    return behind.slice(0, limit).map(({ text }) => JSON.parse(text));
  }

  async *inOrder(filter: RecordFilter): AsyncGenerator<LoopRecord> {
    for (const { text } of await this.#find(filter)) yield JSON.parse(text);
  }

  async put(record: LoopRecord, text: string, expected: number | null): Promise<void> {
    const records = await this.#read();
    const { record_id } = record;
    const version = records.get(record_id)?.record.head.seq ?? null;
    if (version !== expected) throw versionConflict(record_id, expected, version);
    await this.#write(new Map(records).set(record_id, { record: JSON.parse(text), text }));
  }

  async remove(id: string): Promise<boolean> {
    const records = new Map(await this.#read());
    if (!records.delete(id)) return false;
    await this.#write(records);
    return true;
  }

  async #find(filter: RecordFilter): Promise<readonly Stored[]> {
    const found = [...(await this.#read()).values()].filter(({ record }) => matches(record, filter));
    return found.sort((one, other) => newestFirst(one.record, other.record));
  }

  async #read(): Promise<Records> {
    const bytes = await this.#disk.read(this.#path);
    if (bytes === null) return new Map();
    if (this.#last === null || Buffer.compare(bytes, this.#last.bytes) !== 0) {
      this.#last = { bytes, records: recordsOf(jsonOf(bytes, this.#path), this.#path) };
    }
    return this.#last.records;
  }

  async #write(records: Records): Promise<void> {
    const lines = [...records].map(([id, { text }]) => `${JSON.stringify(id)}: ${text}`);
    const text = `{\n${lines.join(',\n')}\n}\n`;
    await this.#files.replace(this.#path, text);
    this.#last = { bytes: Buffer.from(text), records };
  }
}

/** @throws LoopForgeError `store_damaged` */
function recordsOf(value: unknown, path: string): Records {
  if (isOfTheOriginal(value)) recordAt(value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw storeDamaged(path, 'it holds no object of records by id');
  }
  const records = new Map<string, Stored>();
  for (const [id, one] of Object.entries(value)) {
    const record = recordAt(one, `${id} in ${path}`);
    if (record.record_id !== id) throw storeDamaged(`${id} in ${path}`, `it holds the record ${record.record_id}`);
    records.set(id, { record, text: textOfRecord(record) });
  }
  return records;
}

function copyOf(stored: Stored | undefined): LoopRecord | null {
  return stored === undefined ? null : JSON.parse(stored.text);
}
