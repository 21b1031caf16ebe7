import { Zip, ZipDeflate } from 'fflate';
import { LoopForgeError } from '../../../core/model.ts';

/** Above it a ZIP needs another form, which not every program reads. */
const LONGEST_ARCHIVE = 0xffff_ffff;

/** Against level 1 a file is a tenth smaller, and takes a quarter more time. */
const LEVEL = 6;

/** In bytes: what is packed at once. */
const BATCH = 65_536;

/**
 * When its parts were changed: the first moment that a ZIP can tell, so that the same content is the same bytes. ZIP tells
 * the time without saying where, and `fflate` asks this date for its hours on this machine: they are the same on all.
 */
const MTIME = new Date(1980, 0, 1);

/** The parts of an archive are written one after the other; what is done of it leaves at once. */
export class Archive {
  readonly #zip = new Zip((error, chunk) => this.#take(error, chunk));
  readonly #encoder = new TextEncoder();
  readonly #batch = new Uint8Array(BATCH);
  #filled = 0;
  #part: ZipDeflate | null = null;
  #done: Uint8Array[] = [];
  #length = 0;

  /** The part before it is at its end. */
  begin(path: string): void {
    this.#endPart();
    this.#part = new ZipDeflate(path, { level: LEVEL });
    this.#part.mtime = MTIME;
    this.#zip.add(this.#part);
  }

  /** More of the part that was begun last. */
  write(text: string): void {
    let rest = text;
    while (rest !== '') {
      const { read, written } = this.#encoder.encodeInto(rest, this.#batch.subarray(this.#filled));
      this.#filled += written;
      rest = rest.slice(read);
      if (rest !== '') this.#pack(false);
    }
  }

  end(): void {
    this.#endPart();
    this.#zip.end();
  }

  /** The bytes that there are and were not taken yet. */
  taken(): readonly Uint8Array[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #endPart(): void {
    this.#pack(true);
    this.#part = null;
  }

  #pack(isLast: boolean): void {
    this.#part?.push(this.#batch.subarray(0, this.#filled), isLast);
    this.#filled = 0;
  }

  #take(error: unknown, chunk: Uint8Array): void {
    if (error !== null && error !== undefined) throw error;
    this.#length += chunk.length;
    if (this.#length > LONGEST_ARCHIVE) {
      const message = 'An XLSX file holds at most 4 GB. Export less at once, from day to day, or as CSV.';
      throw new LoopForgeError('too_large', message);
    }
    this.#done.push(chunk);
  }
}
