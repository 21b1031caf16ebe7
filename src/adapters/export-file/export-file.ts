import type { FileHandle } from 'node:fs/promises';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ExportChunk } from '../../codec/export/index.ts';
import { type JournalEnd, journalEnd, journalLine, type WrittenRecord } from '../../codec/export-run/index.ts';
import { systemDisk } from '../store/file/disk.ts';
import { Batch } from './batch.ts';
import { outputFailed } from './output-failed.ts';
import { newNameOf } from './replace-file.ts';

/** Where an export is while it is written. */
export interface ExportPaths {
  /** Where it is to be. */
  readonly path: string;
  readonly partial: string;
  readonly journal: string;
}

/** The files of an export, open for writing. */
export interface ExportHandles {
  readonly data: FileHandle;
  readonly journal: FileHandle;
  /** Where the data goes on, in bytes. */
  readonly size: number;
  /** How many records an earlier run left in it. */
  readonly records: number;
  /** Another run can go on with what this one leaves. */
  readonly canGoOn: boolean;
}

/** How often what was written is made lasting, so that another run goes on from there. */
const SYNCED_MS = 100;
/** How long a record waits for others to be written with. */
const FLUSHED_MS = 1_000;

/**
 * An export that becomes a file in one step, when it is whole. Until then it is beside it, with a journal of what is in it:
 * the data is written first and made lasting, then the journal, so that the journal never tells of what is not there.
 */
export class ExportFile {
  readonly #paths: ExportPaths;
  readonly #data: FileHandle;
  readonly #journal: FileHandle;
  readonly #batch = new Batch();
  /** In bytes: what is in the file. */
  #size: number;
  #records: number;
  readonly #canGoOn: boolean;
  /** Lines for records of which not all may be lasting yet. */
  #lines: { readonly at: number; readonly text: string }[] = [];
  #syncedAt = performance.now();
  #flushedAt = performance.now();
  #hasFailed = false;

  constructor(paths: ExportPaths, { data, journal, size, records, canGoOn }: ExportHandles) {
    this.#paths = paths;
    this.#data = data;
    this.#journal = journal;
    this.#size = size;
    this.#records = records;
    this.#canGoOn = canGoOn;
  }

  /** What there is to say of what is kept, as a sentence; null: nothing is. */
  get kept(): string | null {
    if (!this.#canGoOn || this.#records === 0) return null;
    return `What was written is kept in ${this.#paths.partial}: the same command goes on from there.`;
  }

  write(chunk: ExportChunk): Promise<void> | undefined {
    this.#batch.add(chunk);
    return this.#batch.isFull ? this.#flush() : undefined;
  }

  wrote(record: WrittenRecord): Promise<void> | undefined {
    const at = this.#size + this.#batch.size;
    this.#lines.push({ at, text: journalLine({ at, ...record }) });
    this.#records++;
    return performance.now() - this.#flushedAt > FLUSHED_MS ? this.#flush() : undefined;
  }

  /** Puts the file in its place. Its journal stays, and tells that it is whole. */
  async finish(end: JournalEnd): Promise<void> {
    await this.#flush();
    await this.#tried(async () => {
      await this.#sync();
      await this.#journal.appendFile(journalEnd(end));
      await this.#journal.datasync();
      await this.#close();
      await rename(this.#paths.partial, this.#paths.path);
      await systemDisk.syncFolder(dirname(this.#paths.path));
    });
  }

  /** Keeps what was written for another run; where that is nothing, nothing is left. */
  async stop(): Promise<void> {
    if (!this.#hasFailed) await this.#flush().catch(() => {});
    if (!this.#hasFailed) await this.#tried(() => this.#sync()).catch(() => {});
    await this.#close();
    if (this.kept === null) await removeBeside(this.#paths);
  }

  async #flush(): Promise<void> {
    await this.#tried(async () => {
      const bytes = this.#batch.take();
      for (let done = 0; done < bytes.length; ) {
        done += (await this.#data.write(bytes, done, bytes.length - done, this.#size + done)).bytesWritten;
      }
      this.#size += bytes.length;
      this.#flushedAt = performance.now();
      if (this.#flushedAt - this.#syncedAt > SYNCED_MS) await this.#sync();
    });
  }

  async #sync(): Promise<void> {
    const lasting = this.#lines.filter(({ at }) => at <= this.#size);
    this.#lines = this.#lines.slice(lasting.length);
    if (lasting.length > 0) {
      await this.#data.datasync();
      await this.#journal.appendFile(lasting.map(({ text }) => text).join(''));
    }
    this.#syncedAt = performance.now();
  }

  async #close(): Promise<void> {
    await this.#data.close();
    await this.#journal.close();
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.#hasFailed = true;
      throw outputFailed(this.#paths.path, cause);
    }
  }
}

/** Takes away all but the file in its place. */
export async function removeBeside({ partial, journal }: ExportPaths): Promise<void> {
  await rm(partial, { force: true });
  await rm(journal, { force: true });
  await rm(newNameOf(journal), { force: true });
}
