import { entriesOf } from '../chain/index.ts';
import type { Entry, Head, LoopRecord } from '../index.ts';

type Outbox = NonNullable<Head['outbox']>;

/** Entries that a sink was told of, or one that wants no more. */
export interface Delivered {
  readonly sink: string;
  /** The first that it was told of. */
  readonly from: number;
  /** The last one. */
  readonly upTo: Pick<Entry, 'seq' | 'hash'>;
  /** Whoever is there wants no more of it: nothing waits for them, whatever came meanwhile. */
  readonly isOver: boolean;
}

/**
 * The record with the first of its new entries put down for every sink that is to be told of them. Where something waits
 * already it stays the first: what it comes before waits with it.
 * @param appended never empty
 */
export function withWaiting(record: LoopRecord, appended: readonly Entry[], sinks: readonly string[]): LoopRecord {
  const first = firstUntold(record, appended);
  const before = soFar(record);
  const added = sinks.filter((sink) => !Object.hasOwn(before, sink)).map((sink) => [sink, first] as const);
  return withOutbox(record, { ...before, ...Object.fromEntries(added) });
}

/** Without what waits for an entry that the record does not have: nothing would be told before it had come so far. */
function soFar({ head }: LoopRecord): Outbox {
  return Object.fromEntries(Object.entries(head.outbox ?? {}).filter(([, from]) => from <= head.seq));
}

/** What was appended by hand, outside of any run, was nobody's to tell: it goes out with what comes next. */
function firstUntold(record: LoopRecord, appended: readonly Entry[]): number {
  let first = appended[0]?.seq ?? record.head.seq;
  for (const { seq, run } of entriesOf(record).toReversed()) {
    if (seq !== first - 1) continue;
    if (run !== null) break;
    first = seq;
  }
  return first;
}

/**
 * The record with nothing waiting any more that was delivered. It only ever goes on: what another run has delivered beyond
 * that stays delivered, and what is no more the same in the record, or came before, still waits.
 * @returns null: nothing of it changes
 */
export function withoutDelivered(record: LoopRecord, delivered: readonly Delivered[]): LoopRecord | null {
  const before = record.head.outbox ?? {};
  const after = delivered.reduce((outbox, one) => advanced(outbox, record, one), before);
  return after === before ? null : withOutbox(record, after);
}

function advanced(outbox: Outbox, record: LoopRecord, { sink, from, upTo, isOver }: Delivered): Outbox {
  const waiting = outbox[sink];
  if (waiting === undefined) return outbox;
  const { [sink]: _, ...others } = outbox;
  if (isOver) return others;
  if (waiting < from || waiting > upTo.seq || !holds(record, upTo)) return outbox;
  return upTo.seq >= record.head.seq ? others : { ...others, [sink]: upTo.seq + 1 };
}

/** Whether the record has this very entry, as far as it shows without its sealed parts. */
function holds(record: LoopRecord, { seq, hash }: Delivered['upTo']): boolean {
  const sealed = record.segments.some((ref) => ref.last_seq === seq && ref.hash === hash);
  return sealed || entriesOf(record).some((entry) => entry.seq === seq && entry.hash === hash);
}

function withOutbox(record: LoopRecord, outbox: Outbox): LoopRecord {
  const isEmpty = Object.keys(outbox).length === 0;
  return { ...record, head: { ...record.head, outbox: isEmpty ? null : outbox } };
}
