import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Disk } from './disk.ts';

const TEMPORARY = '.tmp';

/** Writes files so that each holds what it held before or what it is to hold, whenever the process or the power ends. */
export class AtomicFiles {
  readonly #disk: Disk;
  /** On the same file system as what is written: there a file can take another's place in one step. */
  readonly #folder: string;

  /** @param folder for what is being written, and for nothing else whose name ends in `.tmp` */
  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** Takes away what writers who were stopped left behind. Only for whoever holds the lock. */
  async clear(): Promise<void> {
    const names = await this.#disk.names(this.#folder);
    for (const name of names) if (name.endsWith(TEMPORARY)) await this.#disk.remove(join(this.#folder, name));
  }

  /** Makes a file hold this text: it is written beside, then put in its place, and lasting when this returns. */
  async replace(path: string, text: string): Promise<void> {
    const temporary = join(this.#folder, `${randomUUID()}${TEMPORARY}`);
    try {
      await this.#disk.write(temporary, Buffer.from(text), path);
      await this.#disk.rename(temporary, path);
    } catch (error) {
      // On a full disk it would take what little there is. What cannot be removed either, the next writer clears.
      await this.#disk.remove(temporary).catch(() => {});
      throw error;
    }
    await this.#disk.syncFolder(dirname(path));
  }
}
