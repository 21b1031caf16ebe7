import type { Instant, LoopRecord } from '../../core/model.ts';
import { allowedByRecord } from './law-of-record.ts';
import { openViolations, type RecordedViolation } from './open-violations.ts';
import { sinceOf } from './record-query.ts';

/** What a list tells of one record, under the names that it has as JSON. */
export interface ListedItem {
  /** `owner/repo#42`; of what is no item of GitHub its ref. */
  readonly item: string;
  readonly record_id: string;
  readonly ref: string;
  readonly state: string;
  /** Since when it is in this state. */
  readonly since: Instant;
  readonly updated_at: Instant;
  readonly pr_number: number | null;
  /** States that may be entered; null: that is not known. */
  readonly allowed: readonly string[] | null;
  /** Those that are open. */
  readonly violations: readonly RecordedViolation[];
}

/** What the record alone tells, as the last run left it. */
export function listedItem(record: LoopRecord): ListedItem {
  const { record_id, ref, state, updated_at, pr_number } = record;
  return {
    item: itemNameOf(record),
    record_id,
    ref,
    state,
    since: sinceOf(record),
    updated_at,
    pr_number,
    allowed: allowedByRecord(record),
    violations: openViolations(record),
  };
}

/** `owner/repo#42`, by the names that the record has now; of what is no item of GitHub its ref. */
export function itemNameOf({ repo, ref_number, ref }: Pick<LoopRecord, 'repo' | 'ref_number' | 'ref'>): string {
  return repo === null || ref_number === null ? ref : `${repo}#${ref_number}`;
}
