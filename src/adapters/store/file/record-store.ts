import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AtomicFiles } from './atomic-files.ts';
import type { Disk } from './disk.ts';
import { FileLock } from './file-lock.ts';
import type { RecordFiles } from './record-files.ts';
import { RecordsInFile } from './records-in-file.ts';
import { RecordsInFolder } from './records-in-folder.ts';

/** Where records are, and all that is needed to read and to write them there. */
export class RecordStore {
  readonly records: RecordFiles;
  readonly #disk: Disk;
  readonly #files: AtomicFiles;
  readonly #lock: FileLock;
  /** The folder for the lock, for what is being written, and for the index. */
  readonly #side: string;

  /** @param path absolute; a name that ends in `.json` is a file's, any other a folder's */
  constructor(path: string, disk: Disk) {
    const isFile = path.toLowerCase().endsWith('.json');
    this.#side = isFile ? join(dirname(path), `.${basename(path)}.loopforge`) : join(path, '.loopforge');
    this.#disk = disk;
    this.#files = new AtomicFiles(disk, this.#side);
    this.#lock = new FileLock(join(this.#side, 'lock'));
    this.records = isFile
      ? new RecordsInFile(path, disk, this.#files)
      : new RecordsInFolder(path, this.#side, disk, this.#files);
  }

  /** Does something while nobody else writes, in a folder without left-overs of those who were stopped. */
  async write<T>(work: (records: RecordFiles) => Promise<T>): Promise<T> {
    await this.#disk.makeFolder(this.#side);
    return this.#lock.hold(async () => {
      await this.#files.clear();
      return work(this.records);
    });
  }

  async close(): Promise<void> {
    await this.#lock.close();
  }
}

/** What a path leads to: two names of one store must have one lock, and a link is to stay a link. */
export async function behindLinks(path: string): Promise<string> {
  // What is not there yet, or cannot be looked at, is tried by this name.
  return realpath(path).catch(() => path);
}
