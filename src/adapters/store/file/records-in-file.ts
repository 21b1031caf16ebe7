import { isBefore, type LoopRecord, type RecordFilter } from '../../../core/model.ts';
import {
  type Listed,
  listedAt,
  matches,
  newestFirst,
  type PagePlace,
  recordsIn,
  storeDamaged,
  textOfRecord,
  versionConflict,
} from '../shared/index.ts';
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

/** What a file holds. */
interface Content {
  readonly records: Records;
  readonly damaged: readonly Listed[];
}

/** All records in one JSON file: an object of records by id, each on a line, in the order in which they were created. */
export class RecordsInFile implements RecordFiles {
  readonly #path: string;
  readonly #disk: Disk;
  readonly #files: AtomicFiles;
  /** What was read last: as long as the file holds the same bytes, they are not looked at again. */
  #last: (Content & { readonly bytes: Uint8Array }) | null = null;

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
    const found = find(await this.#read(), filter);
    const behind = after === undefined ? found : found.filter(({ record }) => newestFirst(after, record) < 0);
    return behind.slice(0, limit).map(({ text }) => JSON.parse(text));
  }

  async *inOrder(filter: RecordFilter): AsyncGenerator<Listed> {
    const { records, damaged } = await this.#readPastDamage();
    yield* damaged;
    for (const { record, text } of find(records, filter)) yield { place: record, record: JSON.parse(text) };
  }

  async put(record: LoopRecord, text: string, expected: number | null): Promise<void> {
    const records = await this.#read();
    const { record_id } = record;
    const version = records.get(record_id)?.record.head.seq ?? null;
    if (version !== expected) throw versionConflict(record_id, expected, version);
    await this.#write(new Map(records).set(record_id, { record, text }));
  }

  async remove(id: string): Promise<boolean> {
    const records = new Map(await this.#read());
    if (!records.delete(id)) return false;
    await this.#write(records);
    return true;
  }

  /** @throws LoopForgeError `store_damaged` also where one record of the file is: nothing is left out unsaid */
  async #read(): Promise<Records> {
    const { records, damaged } = await this.#readPastDamage();
    recordsIn(damaged);
    return records;
  }

  async #readPastDamage(): Promise<Content> {
    const bytes = await this.#disk.read(this.#path);
    if (bytes === null) return { records: new Map(), damaged: [] };
    if (this.#last === null || Buffer.compare(bytes, this.#last.bytes) !== 0) {
      this.#last = { bytes, ...contentOf(jsonOf(bytes, this.#path), this.#path) };
    }
    return this.#last;
  }

  async #write(records: Records): Promise<void> {
    const lines = [...records].map(([id, { text }]) => `${JSON.stringify(id)}: ${text}`);
    const text = `{\n${lines.join(',\n')}\n}\n`;
    await this.#files.replace(this.#path, text);
    this.#last = { bytes: Buffer.from(text), records, damaged: [] };
  }
}

function find(records: Records, filter: RecordFilter): readonly Stored[] {
  const found = [...records.values()].filter(({ record }) => matches(record, filter));
  return found.sort((one, other) => newestFirst(one.record, other.record));
}

/** @throws LoopForgeError `store_damaged` for what is no object of records at all */
function contentOf(value: unknown, path: string): Content {
  if (isOfTheOriginal(value)) recordAt(value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw storeDamaged(path, 'it holds no object of records by id');
  }
  const records = new Map<string, Stored>();
  const damaged: Listed[] = [];
  for (const [id, one] of Object.entries(value)) {
    const listed = listedAt({ record_id: id, updated_at: '' }, () => recordOfId(id, one, path));
    if ('damage' in listed) damaged.push(listed);
    else records.set(id, { record: listed.record, text: textOfRecord(listed.record) });
  }
  return { records, damaged };
}

/** @throws LoopForgeError `store_damaged` */
function recordOfId(id: string, value: unknown, path: string): LoopRecord {
  const record = recordAt(value, `${id} in ${path}`);
  if (record.record_id === id) return record;
  throw storeDamaged(`${id} in ${path}`, `it holds the record ${record.record_id}`);
}

function copyOf(stored: Stored | undefined): LoopRecord | null {
  return stored === undefined ? null : JSON.parse(stored.text);
}
