import { type Instant, type LoopRecord, msBetween } from '../../core/model.ts';
import { openNumbers } from './open-violations.ts';

/** Which records are asked for: those that meet all of it. */
export interface RecordQuery {
  /** In one of these states; empty: in any. */
  readonly states: readonly string[];
  /** In their state for so many milliseconds, or longer; null: for however long. */
  readonly olderThanMs: number | null;
  /** Only those with a refusal that is open. */
  readonly openViolations: boolean;
}

/** All records. */
export const EVERY_RECORD: RecordQuery = { states: [], olderThanMs: null, openViolations: false };

/** @param now the moment up to which a record has been in its state */
export function matchesQuery(record: LoopRecord, query: RecordQuery, now: Instant): boolean {
  const { states, olderThanMs, openViolations } = query;
  if (states.length > 0 && !states.includes(record.state)) return false;
  if (olderThanMs !== null && msBetween(sinceOf(record), now) < olderThanMs) return false;
  return !openViolations || openNumbers(record).length > 0;
}

/**
 * Since when a record is in its state: the moment of its last step, as the step tells it. Notes and refusals move nothing,
 * and so do not begin it anew; a step from a state to itself and the one by which an item was reopened do. The head tells
 * it, so a sealed part need not be read.
 */
export function sinceOf({ head, created_at }: Pick<LoopRecord, 'head' | 'created_at'>): Instant {
  return head.at ?? created_at;
}
