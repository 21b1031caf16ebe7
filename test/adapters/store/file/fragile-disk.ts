import { dirname } from 'node:path';
import type { Disk } from '../../../../src/adapters/store/file/disk.ts';

/** A file's bytes, whatever it is called. */
interface Content {
  bytes: Buffer;
  /** As many of them as are on the disk for good. */
  synced: Buffer;
}

type Entries = Map<string, Content>;

/**
 * A file system in memory whose machine stops after so many steps: a byte that is written is a step, and so is every
 * other change. It then does nothing any more, and throws.
 *
 * As on a real one, what was written is in the file for whoever reads, and on the disk only once it has been synced: the
 * bytes with their file, the names with their folder.
 */
export class FragileDisk implements Disk {
  /** How many steps there have been. */
  steps = 0;
  /** After so many it stops. */
  stopAfter = Number.POSITIVE_INFINITY;
  #entries: Entries;
  #synced: Entries;

  constructor(entries: Entries = new Map()) {
    this.#entries = new Map(entries);
    this.#synced = new Map(entries);
  }

  /** What is there for the next process. */
  afterKill(): FragileDisk {
    return new FragileDisk(copyOf(this.#entries, ({ bytes }) => bytes));
  }

  /** What is there for the next start of the machine: nothing that was not synced. */
  afterPowerCut(): FragileDisk {
    return new FragileDisk(copyOf(this.#synced, ({ synced }) => synced));
  }

  /** The same where the disk had come as far as the names, and not as far as the bytes of their files. */
  afterPowerCutWithNames(): FragileDisk {
    return new FragileDisk(copyOf(this.#entries, ({ synced }) => synced));
  }

  get paths(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }

  text(path: string): string | undefined {
    return this.#entries.get(path)?.bytes.toString();
  }

  async read(path: string): Promise<Uint8Array | null> {
    this.#check();
    return this.#entries.get(path)?.bytes ?? null;
  }

  async names(folder: string): Promise<readonly string[]> {
    this.#check();
    return this.paths.flatMap((path) => (dirname(path) === folder ? path.slice(folder.length + 1) : []));
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#step();
    const content = { bytes: Buffer.alloc(0), synced: Buffer.alloc(0) };
    this.#entries.set(path, content);
    const count = Math.min(bytes.length, this.stopAfter - this.steps);
    content.bytes = Buffer.from(bytes.subarray(0, count));
    this.steps += count;
    this.#step();
    content.synced = content.bytes;
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step();
    const content = this.#entries.get(from);
    if (content === undefined) throw new Error(`ENOENT: ${from}`);
    this.#entries.set(to, content);
    this.#entries.delete(from);
  }

  async remove(path: string): Promise<boolean> {
    this.#step();
    return this.#entries.delete(path);
  }

  /** Folders are there always. */
  async makeFolder(): Promise<void> {
    this.#step();
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step();
    for (const path of this.#synced.keys()) if (dirname(path) === folder) this.#synced.delete(path);
    for (const [path, content] of this.#entries) if (dirname(path) === folder) this.#synced.set(path, content);
  }

  #step(): void {
    this.#check();
    this.steps++;
  }

  #check(): void {
    if (this.steps >= this.stopAfter) throw new Error('stopped');
  }
}

function copyOf(entries: Entries, bytesOf: (content: Content) => Buffer): Entries {
  return new Map([...entries].map(([path, content]) => [path, { bytes: bytesOf(content), synced: bytesOf(content) }]));
}
