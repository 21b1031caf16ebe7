import type { ExportChunk } from '../../codec/export/index.ts';
import { Batch } from './batch.ts';

/** An export that goes to whoever reads it. What has gone is gone: another run begins anew. */
export class StreamSink {
  readonly #batch = new Batch();
  readonly #send: (bytes: Uint8Array) => Promise<void>;

  /** @param send resolves when more may come */
  constructor(send: (bytes: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  write(chunk: ExportChunk): Promise<void> | undefined {
    this.#batch.add(chunk);
    return this.#batch.isFull ? this.#flush() : undefined;
  }

  wrote(): undefined {
    return undefined;
  }

  async finish(): Promise<void> {
    await this.#flush();
  }

  /** What has come until now goes out: it ends with a whole record. */
  async stop(): Promise<void> {
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#batch.size > 0) await this.#send(this.#batch.take());
  }
}
