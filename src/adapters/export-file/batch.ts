import type { ExportChunk } from '../../codec/export/index.ts';

const FULL = 64 * 1024;

/** Collects pieces, so that the system is asked once for many. */
export class Batch {
  #pieces: Uint8Array[] = [];
  #size = 0;

  add(chunk: ExportChunk): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= FULL;
  }

  /** All of it, in one piece; the batch is empty then. */
  take(): Uint8Array {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    return bytes;
  }
}
