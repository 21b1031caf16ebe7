import { createHash } from 'node:crypto';
import { createRecord } from '../../../src/compose/library/records.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';

const BASE = createRecord({ ref: 'a ticket', repo: 'acme/widgets' });

/** A record's id by its number. */
export function idOf(number: number): string {
  return `loop-${number.toString(16).padStart(8, '0')}`;
}

export function aRecord(number: number, change: Partial<LoopRecord> = {}): LoopRecord {
  const id = idOf(number);
  return { ...BASE, genesis: { ...BASE.genesis, record_id: id }, record_id: id, ref: `ref-${number}`, ...change };
}

/** The next version of a record. */
export function later(record: LoopRecord, change: Partial<LoopRecord> = {}): LoopRecord {
  return { ...record, head: { ...record.head, seq: record.head.seq + 1 }, ...change };
}

/** So many seconds after the beginning of a day. */
export function second(seconds: number): Instant {
  return instantOf(Date.UTC(2026, 10, 22) + seconds * 1000);
}

/** A record with a text wherever one may stand, and some numbers. */
export function holding(number: number, text: string, numbers: readonly number[] = []): LoopRecord {
  const metadata = { text, [text]: text, numbers };
  const transitions = BASE.transitions.map((step) => ({ ...step, metadata }));
  return { ...aRecord(number), transitions, ref: text, state: text, labels: { [text]: text } };
}

/** A text that nothing makes shorter, the same each time. */
export function incompressible(length: number): string {
  const parts = Array.from({ length: Math.ceil(length / 40) }, (_, at) =>
    createHash('sha256').update(`${at}`).digest('base64'),
  );
  return parts.join('').slice(0, length);
}
