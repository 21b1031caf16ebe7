import { isBefore, type LoopRecord, type RecordFilter } from '../../../core/model.ts';

/** What places a record in a list. */
export type Placed = Pick<LoopRecord, 'record_id' | 'updated_at'>;

export const DEFAULT_LIMIT = 100;

/** The order of lists, for `sort`: newest `updated_at` first, then by id in code units. */
export function newestFirst(a: Placed, b: Placed): number {
  if (a.updated_at !== b.updated_at) return isBefore(a.updated_at, b.updated_at) ? 1 : -1;
  if (a.record_id === b.record_id) return 0;
  return a.record_id < b.record_id ? -1 : 1;
}

/** Whether a record is among those that are asked for. */
export function matches(
  record: Pick<LoopRecord, 'state' | 'updated_at'>,
  { state, since, until }: RecordFilter,
): boolean {
  if (state !== undefined && record.state !== state) return false;
  if (since !== undefined && isBefore(record.updated_at, since)) return false;
  return until === undefined || isBefore(record.updated_at, until);
}
