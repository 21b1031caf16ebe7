import type { ErrorCode } from './errors.ts';
import type { Need } from './plan/need.ts';
import type { Entry, LoopRecord } from './record/record.ts';
import type { Verification } from './verify/types.ts';

/** How a run ended for one item, best first; `WORST_FIRST` says which one speaks for a run with several items. */
export const OUTCOMES = ['created', 'transitioned', 'unchanged', 'rejected', 'ignored', 'deferred', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const WORST_FIRST: readonly Outcome[] = [
  'failed',
  'rejected',
  'deferred',
  'transitioned',
  'created',
  'unchanged',
  'ignored',
];

/** Why an outcome is what it is. */
export const REASON_CODES = [
  'illegal_transition',
  'gate_not_met',
  'gate_lost',
  'guard_false',
  'behind',
  'evidence_unavailable',
  'already_recorded',
  'asserted_holds',
  'late_evidence',
  'reproved',
  'overridden',
  'issue_required',
  'adopted',
  'no_item',
  'not_tracked',
  'own_event',
  'event_not_mapped',
  'read_only_token',
  'vetoed',
  'conflict',
  'dry_run',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** A violation that this run's plan yields again: it is open. */
export interface OpenViolation {
  readonly seq: number | null;
  readonly cause: string;
  /** The refusal in one line. */
  readonly summary: string;
  readonly message: string;
}

/** What came of one item in one run: all that outputs, summary and annotations are made from. */
export interface ItemResult {
  readonly outcome: Outcome;
  /** A transition was appended. */
  readonly changed: boolean;
  readonly reason: ReasonCode | ErrorCode | '';
  readonly state: string | null;
  readonly previousState: string | null;
  /** States that may be entered from `state` now. */
  readonly allowed: readonly string[];
  /** What the next states need. */
  readonly missing: readonly Need[];
  readonly violations: readonly OpenViolation[];
  readonly recordId: string | null;
  /** Number of the item: an issue's, or a pull request's where that is the item. */
  readonly number: number | null;
  readonly pullRequestNumber: number | null;
  readonly commentId: string | null;
  readonly commentUrl: string | null;
  readonly headHash: string | null;
  readonly headSha: string | null;
  /** Entries appended by this run (of a dry run: that would be). */
  readonly appended: readonly Entry[];
  readonly record: LoopRecord | null;
  /** Why `deferred` or `ignored`, in words. */
  readonly notice: string | null;
  /** The message, when rejected or failed. */
  readonly error: string | null;
  /** Things that went well enough and yet want to be read. */
  readonly warnings: readonly string[];
  /** The run must end red because of this item. */
  readonly red: boolean;
  /** The item is to be told of in the job summary. */
  readonly summary: boolean;
  /** Of `verify` alone. */
  readonly verification?: Verification;
}
