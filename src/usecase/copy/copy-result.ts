import type { Hash, LoopRecord } from '../../core/model.ts';

/** What came of one record. */
export const COPY_OUTCOMES = [
  'copied', // it was not there
  'updated', // the record there was an earlier version of it
  'overwritten', // another one was there, and was to give way
  'present', // it is there already
  'ahead', // the record there is a later version of it; left as it is
  'differs', // another one is there; left as it is
  'damaged', // it does not hold where it comes from, or not any more where it went
  'refused', // the target does not take it
] as const;

export type CopyOutcome = (typeof COPY_OUTCOMES)[number];

export interface CopyResult {
  readonly id: string;
  readonly outcome: CopyOutcome;
  /** Version and last hash of the record that was read; null: it could not be read. */
  readonly version: number | null;
  readonly hash: Hash | null;
  /** Why; null where the outcome says all. */
  readonly message: string | null;
}

export function copyResult(record: LoopRecord, outcome: CopyOutcome, message: string | null = null): CopyResult {
  const { record_id, head } = record;
  return { id: record_id, outcome, version: head.seq, hash: head.hash, message };
}

const FINE: readonly CopyOutcome[] = ['copied', 'updated', 'overwritten', 'present'];

/** Whether the target has the record now, as it was read. */
export function isThere({ outcome }: Pick<CopyResult, 'outcome'>): boolean {
  return FINE.includes(outcome);
}
