import type { ExportChunk } from '../../codec/export/index.ts';
import type { JournalEnd, WrittenRecord } from '../../codec/export-run/index.ts';

/** Where an export goes. */
export interface ExportSink {
  /** Takes a piece. Whoever gives the next one waits for what this returns. */
  write(chunk: ExportChunk): Promise<void> | undefined;
  /** All of a record's pieces have been written. */
  wrote(record: WrittenRecord): Promise<void> | undefined;
  /** All is written: it stays, and is whole. */
  finish(end: JournalEnd): Promise<void>;
  /** It ends before that: what was taken stays, as far as another run can go on from it. */
  stop(): Promise<void>;
}
