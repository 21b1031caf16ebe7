import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { DynamoDBOptions } from '../../adapters/store/dynamodb/options.ts';
import { systemClock, systemRandom } from '../../adapters/system/system.ts';
import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import { exportOriginal, importRecord, readOriginals, UnreadableLine } from '../../codec/original/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import type { Original, OriginalRecords, SourceRecord } from '../../usecase/copy/index.ts';

/** Whether a file holds records of the Python original, and not ours. */
export async function holdsOriginals(path: string): Promise<boolean> {
  try {
    return readOriginals(await readText(path)).some((value) => !isOurs(value) && !(value instanceof UnreadableLine));
  } catch (error) {
    if (error instanceof LoopForgeError) return false;
    throw error;
  }
}

function isOurs(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'schema_version' in value;
}

/**
 * The records of the Python original in a file, each made one of ours.
 * @throws LoopForgeError `input_invalid` where it cannot be read; `record_unreadable`, `record_invalid` where it is none
 */
export async function* importedFromFile(path: string): AsyncGenerator<SourceRecord, void> {
  yield* imported(readOriginals(await readText(path)), path);
}

/**
 * The same of a table of DynamoDB.
 * @throws LoopForgeError `store_unreachable`, `store_failed`, `driver_missing`, `input_invalid` for wrong options
 */
export async function* importedFromTable(options: DynamoDBOptions): AsyncGenerator<SourceRecord, void> {
  const { itemsOfTable } = await import('../../adapters/store/dynamodb/table.ts');
  yield* imported(itemsOfTable(options), `the table ${options.tableName}`);
}

async function* imported(
  values: Iterable<unknown> | AsyncIterable<unknown>,
  place: string,
): AsyncGenerator<SourceRecord, void> {
  const options = { random: systemRandom, now: systemClock, lifecycleHash: builtinLifecycle('strict').hash };
  let number = 0;
  for await (const value of values) {
    number++;
    if (value instanceof UnreadableLine) {
      yield { id: `line ${value.number} of ${place}`, problem: value.problem };
      continue;
    }
    try {
      yield importRecord(value, options);
    } catch (error) {
      if (!(error instanceof LoopForgeError)) throw error;
      yield { id: idIn(value) ?? `record ${number} of ${place}`, problem: error.message };
    }
  }
}

/** Of the original's JSON or of an item. */
function idIn(value: unknown): string | null {
  const id = fieldOf(value, 'record_id');
  const text = typeof id === 'string' ? id : fieldOf(id, 'S');
  return typeof text === 'string' ? text : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}

const FLUSH_MS = 1_000;

/** A JSON file of records in the original's form, by id. It is written every second, and at the end. */
export class OriginalFile implements OriginalRecords {
  readonly #path: string;
  readonly #records: Map<string, Original>;
  #flushedAt = performance.now();
  #isChanged = false;

  private constructor(path: string, records: Map<string, Original>) {
    this.#path = path;
    this.#records = records;
  }

  /**
   * What is there already stays.
   * @throws LoopForgeError as {@link importedFrom} does, also for a record that is none of the original's
   */
  static async open(path: string): Promise<OriginalFile> {
    const records = new Map<string, Original>();
    const text = await readText(path).catch((error: unknown) => {
      if (error instanceof LoopForgeError && isMissing(error.cause)) return null;
      throw error;
    });
    const options = { random: systemRandom, now: systemClock, lifecycleHash: builtinLifecycle('strict').hash };
    for (const value of text === null ? [] : readOriginals(text)) {
      if (value instanceof UnreadableLine) {
        throw new LoopForgeError(
          'record_unreadable',
          `Line ${value.number} of ${path}: ${value.problem} Nothing was written.`,
        );
      }
      const { record } = exportOriginal(importRecord(value, options));
      records.set(record.record_id, record);
    }
    return new OriginalFile(path, records);
  }

  get(id: string): Original | undefined {
    return this.#records.get(id);
  }

  async put(record: Original): Promise<void> {
    this.#records.set(record.record_id, record);
    this.#isChanged = true;
    if (performance.now() - this.#flushedAt > FLUSH_MS) await this.flush();
  }

  /** Written beside, and put in the old one's place: whoever stops it leaves one or the other. */
  async flush(): Promise<void> {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    const lines = [...this.#records].map(([id, record]) => `${JSON.stringify(id)}:${JSON.stringify(record)}`);
    const beside = `${this.#path}.${randomUUID()}.tmp`;
    try {
      const file = await open(beside, 'w');
      await file.writeFile(`{\n${lines.join(',\n')}\n}\n`);
      await file.sync();
      await file.close();
      await rename(beside, this.#path);
    } catch (cause) {
      await rm(beside, { force: true });
      throw new LoopForgeError('store_failed', `${this.#path} cannot be written: ${String(cause)}.`, { cause });
    }
    this.#flushedAt = performance.now();
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const why = isMissing(cause) ? 'does not exist' : `cannot be read: ${String(cause)}`;
    throw new LoopForgeError('input_invalid', `${path} ${why}.`, { cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
