import { createHash } from 'node:crypto';
import { type Instant, instantOf, LoopForgeError, type LoopRecord } from '../../../core/model.ts';

/** How many partitions the index over all records has: each takes about 500 saves a second. */
export const SHARDS = ['0', '1', '2', '3'] as const;

/** Where an index has a record. */
export interface IndexEntry {
  readonly record_id: string;
  readonly updated_at: string;
}

/** Bytes. The key of an index takes 2,048 as its first part and 1,024 as its second, where an id stands behind a time. */
const MAX_KEY = 2_048;
const MAX_ID = 1_000;
const MAX_REF = 1_000;

/** Whether a text can be the key of an item or of an index; if not, nothing is found by it. */
export function isKey(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= MAX_KEY;
}

/** What a ref is found by: itself, or its hash where it is too long for an index. */
export function refKey(ref: string): string {
  if (Buffer.byteLength(ref) <= MAX_REF) return ref;
  return `sha256:${createHash('sha256').update(ref).digest('hex')}`;
}

/** Two records of one second were created in the order in which they were stored first: `stamp` grows with time. */
export function createdOrder(createdAt: Instant, stamp: number): string {
  return `${createdAt}#${String(stamp).padStart(17, '0')}`;
}

let lastStamp = 0;

/** Microseconds since 1970 by this machine's clock; no two of one process are alike. */
export function nextStamp(): number {
  lastStamp = Math.max(Date.now() * 1_000, lastStamp + 1);
  return lastStamp;
}

/** Milliseconds from 1970 to the last moment that a record can say. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59Z');
const DIGITS = 12;

/** Seconds from a moment to the last one there is, as text: a text that stands further on is an earlier moment. */
export function secondsLeft(at: string, more = 0): string {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = at.split(/\D/).map(Number);
  // A day that there is not is one further on, and never no number at all.
  const moment = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  return String((LAST_MOMENT - moment) / 1_000 + more).padStart(DIGITS, '0');
}

/** Places a record in the index over all of them: newest first, then by id. */
export function listOrder({ updated_at, record_id }: IndexEntry): string {
  return `${secondsLeft(updated_at)}#${record_id}`;
}

/** The record that is placed there. */
export function placedAt(order: string): IndexEntry {
  const updated_at = instantOf(LAST_MOMENT - Number(order.slice(0, DIGITS)) * 1_000);
  return { record_id: order.slice(DIGITS + 1), updated_at };
}

/** Spreads records over the partitions of that index. */
export function shardOf(id: string): string {
  const sum = [...Buffer.from(id)].reduce((total, byte) => (total * 31 + byte) % 65_521, 0);
  return SHARDS[sum % SHARDS.length] ?? SHARDS[0];
}

/** @throws LoopForgeError `too_large` for an id or a state that no index can hold */
export function checkKeys({ record_id, state }: LoopRecord): void {
  for (const [name, text, limit] of [
    ['id', record_id, MAX_ID],
    ['state', state, MAX_KEY],
  ] as const) {
    const bytes = Buffer.byteLength(text);
    if (bytes <= limit) continue;
    const message = `The ${name} of a record takes ${bytes} bytes, and DynamoDB finds records by at most ${limit}. Nothing was written.`;
    throw new LoopForgeError('too_large', message);
  }
}
