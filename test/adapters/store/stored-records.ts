import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRecord } from '../../../src/compose/library/records.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';

const SAMPLE = createRecord({ ref: 'a' }, { clock: () => minute(0), random: (size) => new Uint8Array(size) });

/** The id of the record with that number. */
export function idOf(number: number): string {
  return `loop-${number.toString(16).padStart(8, '0')}`;
}

/** A record that every store takes: of a number that makes its id and its ref, else like any other. */
export function aRecord(number: number, change: Partial<LoopRecord> = {}): LoopRecord {
  const record_id = idOf(number);
  const genesis = { ...SAMPLE.genesis, record_id };
  return { ...SAMPLE, genesis, record_id, ref: `ref-${number}`, ...change };
}

/** The same record one version later. */
export function later(record: LoopRecord, change: Partial<LoopRecord> = {}): LoopRecord {
  return { ...record, head: { ...record.head, seq: record.head.seq + 1 }, ...change };
}

/** A moment of one day. */
export function minute(number: number): Instant {
  return instantOf(Date.UTC(2026, 10, 22, 8, number));
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** In memory, where there is such a place: there nobody waits for a disk. */
export const QUICK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(QUICK, 'loopforge-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
