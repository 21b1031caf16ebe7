import type { ExportChunk, ExportEncoder } from '../../codec/export/index.ts';
import { type JournalEnd, markOf, type Watermark, watermarkText } from '../../codec/export-run/index.ts';
import {
  type Entry,
  entriesOf,
  type Instant,
  isBefore,
  type LoopRecord,
  type UnreadableRecord,
} from '../../core/model.ts';
import { cancelled } from '../lock/index.ts';
import type { ExportSink } from './export-sink.ts';
import { WatermarkAhead } from './watermark-ahead.ts';
import { WrittenRecords, writtenOf } from './written-records.ts';

export interface ExportRequest<Unread extends UnreadableRecord> {
  readonly source: AsyncIterable<LoopRecord | Unread>;
  /** Which of its records are asked for. */
  readonly selects: (record: LoopRecord) => boolean;
  /** Entries recorded then or later, but for those that are named; null: from the first on. */
  readonly since: Watermark | null;
  /** Entries recorded before. */
  readonly until: Instant | null;
  /** Whether the next export can go on from this one. */
  readonly isFeed: boolean;
  /** The moment at which it began. */
  readonly began: Instant;
  readonly encoder: ExportEncoder;
  /** Each record is written whole, and once. */
  readonly wholeRecords: boolean;
  readonly sink: ExportSink;
  /** What the sink holds of an earlier run. */
  readonly written?: WrittenRecords;
  readonly isCancelled: () => boolean;
  /** Called for each record that is read, with how many there were. */
  readonly seen: (count: number) => void;
  readonly unread: (each: Unread) => void;
}

/** What an export came to. */
export interface ExportResult extends JournalEnd {
  /** See `NextWatermark`. */
  readonly isMoved: boolean;
}

/**
 * Writes the entries of records that are asked for: one record at a time, each entry once. What cannot be read is told, and
 * the rest goes on. Where it ends early, what was written stays in the sink.
 * @throws LoopForgeError `cancelled`, between two records; what strikes the source or the sink
 */
export async function exportRecords<Unread extends UnreadableRecord>(
  request: ExportRequest<Unread>,
): Promise<ExportResult> {
  const run = new ExportRun(request);
  try {
    await run.all();
    const result = run.result();
    await request.sink.finish(result);
    return result;
  } catch (error) {
    await request.sink.stop();
    throw error;
  }
}

class ExportRun<Unread extends UnreadableRecord> {
  readonly #request: ExportRequest<Unread>;
  readonly #known: ReadonlySet<string>;
  readonly #written: WrittenRecords;
  readonly #ahead: WatermarkAhead;
  #isAllRead = true;

  constructor(request: ExportRequest<Unread>) {
    const { since, until, began, written = new WrittenRecords() } = request;
    this.#request = request;
    this.#known = new Set(since?.written);
    this.#written = written;
    this.#ahead = new WatermarkAhead({ began, since: since?.moment ?? null, until });
  }

  async all(): Promise<void> {
    const { source, encoder, selects, isCancelled, seen, unread } = this.#request;
    const beginning = encoder.begin();
    // A file that goes on has it.
    if (this.#written.records === 0) await this.#write(beginning);
    let count = 0;
    if (isCancelled()) throw cancelled();
    for await (const each of source) {
      seen(++count);
      if ('problem' in each) {
        this.#isAllRead = false;
        unread(each);
      } else if (selects(each)) await this.#take(each);
      if (isCancelled()) throw cancelled();
    }
    await this.#write(encoder.end());
  }

  result(): ExportResult {
    const { records, entries } = this.#written;
    const { isMoved, moment, written } = this.#ahead.get();
    // Of what could not be read entries may have been written before: they are named until it can.
    const named = this.#isAllRead ? written : [...new Set([...written, ...this.#known])];
    const watermark = { moment, written: named };
    const isFeed = this.#request.isFeed;
    return { records, entries, watermark: isFeed ? watermarkText(watermark) : null, isMoved: isFeed && isMoved };
  }

  async #take(record: LoopRecord): Promise<void> {
    const { encoder, wholeRecords, sink } = this.#request;
    const all = entriesOf(record);
    const through = this.#written.through(record, all);
    const asked = all.filter((entry) => this.#isInWindow(entry));
    // Also those that this export does not go as far as: the next one may.
    const known = all.filter((entry) => this.#isKnown(entry));
    for (const entry of [...known, ...asked.filter(({ seq }) => seq <= through)]) this.#ahead.add(entry);
    if (wholeRecords && through > 0) return;
    const entries = asked.filter((entry) => entry.seq > through && !known.includes(entry));
    if (entries.length === 0) return;
    await this.#write(encoder.add({ record, entries }));
    const written = writtenOf(record, entries.length);
    await sink.wrote(written);
    this.#written.add(written);
    for (const entry of entries) this.#ahead.add(entry);
  }

  #isInWindow({ recorded_at }: Entry): boolean {
    const { since, until } = this.#request;
    if (since !== null && isBefore(recorded_at, since.moment)) return false;
    return until === null || isBefore(recorded_at, until);
  }

  /** An export before this one has it. */
  #isKnown(entry: Entry): boolean {
    return this.#known.size > 0 && this.#known.has(markOf(entry));
  }

  async #write(chunks: Iterable<ExportChunk>): Promise<void> {
    const { sink } = this.#request;
    for (const chunk of chunks) {
      const full = sink.write(chunk);
      if (full !== undefined) await full;
    }
  }
}
