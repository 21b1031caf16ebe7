import { type Instant, isBefore, type LoopRecord, type RecordFilter } from '../../../core/model.ts';

/** What places a record in a list. Of what is damaged any text may stand in either. */
export interface Placed {
  readonly record_id: string;
  readonly updated_at: string;
}

export const DEFAULT_LIMIT = 100;

/** The order of lists, for `sort`: newest `updated_at` first, then by id in code units. */
export function newestFirst(a: Placed, b: Placed): number {
  if (a.updated_at !== b.updated_at) return a.updated_at < b.updated_at ? 1 : -1;
  if (a.record_id === b.record_id) return 0;
  return a.record_id < b.record_id ? -1 : 1;
}

/** Whether a text has the form of a moment. */
export function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
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
