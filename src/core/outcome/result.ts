import {
  type CommentRef,
  type Entry,
  type ErrorCode,
  LoopForgeError,
  type LoopRecord,
  type Need,
  type Settings,
  type Sha,
} from '../model.ts';
import type { WaysOut } from './remedy.ts';

/** How a run ended for one item, best first; `WORST_FIRST` says which one speaks for a run with several items. @internal */
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

/** Why an outcome is what it is. @internal */
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
  'dry_run',
  'merge_judged',
  'merge_in_flight',
  'conversation_locked',
  'newer_record',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** A violation that this run's plan yields again: it is open. */
export interface OpenViolation extends WaysOut {
  /** The entry that says so; null: it is not written yet. */
  readonly seq: number | null;
  readonly cause: string;
  /** Who did what, when, and how things stood, in one sentence. */
  readonly summary: string;
  /** What makes it good again, in one sentence. */
  readonly remedy: string;
  readonly message: string;
}

/** What a result is about. */
export type ResultSubject =
  /** An issue, or a pull request that is an item of its own. */
  | { readonly kind: 'item'; readonly number: number }
  /** A pull request that is no item. */
  | { readonly kind: 'pull_request'; readonly number: number }
  /** No single item: an event that leads to none, or trouble that strikes all. */
  | { readonly kind: 'run' };

/** Where an item that was read stands after the run. */
export interface Standing {
  readonly recordId: string | null;
  readonly state: string | null;
  readonly previousState: string | null;
  /** The state that GitHub shows, this run's event apart; null: the item was not judged. */
  readonly observed: string | null;
  /** States that may be entered from `state` now. */
  readonly allowed: readonly string[];
  /** What the next states need. */
  readonly missing: readonly Need[];
  readonly violations: readonly OpenViolation[];
  /** Null: there is none, or it could not be read. */
  readonly pull: { readonly number: number; readonly headSha: Sha } | null;
  /** The record comment. */
  readonly comment: CommentRef | null;
  readonly record: LoopRecord | null;
  /** Things that went well enough and yet want to be read. */
  readonly warnings: readonly string[];
  /** What a person should know of this run, and need do nothing about. */
  readonly notices: readonly string[];
  /** What is good to know, on every run alike. */
  readonly remarks: readonly string[];
  /** How it is told, too. */
  readonly settings: Settings;
}

/** How one effect went: a failure never changes what was recorded. */
export interface EffectVerdict {
  /** `label`, `status`, `mirror`, or the name of a hook. */
  readonly name: string;
  readonly ok: boolean;
  /** What was shown, or why it was not. */
  readonly message: string;
}

/** What every item that was read and judged has. */
interface Judged {
  readonly subject: ResultSubject;
  readonly standing: Standing;
  /** Entries appended by this run (of a dry run: that would be). */
  readonly appended: readonly Entry[];
  readonly effects: readonly EffectVerdict[];
}

/** Steps were taken, and none was refused. */
interface Recorded extends Judged {
  readonly outcome: 'created' | 'transitioned';
  readonly reason: ReasonCode | '';
}

/** A step was refused. Others may have been taken before it. */
export interface Refused extends Judged, WaysOut {
  readonly outcome: 'rejected';
  readonly reason: ReasonCode | '';
  readonly message: string;
}

/** Nothing moved; notes may have been appended. */
interface Unchanged extends Judged {
  readonly outcome: 'unchanged';
  readonly reason: ReasonCode | '';
}

/** It cannot be decided or written now, and a later run will. `standing` null: nothing was read. */
export interface Deferred extends Omit<Judged, 'standing'> {
  readonly outcome: 'deferred';
  readonly reason: ReasonCode | '';
  readonly standing: Standing | null;
  readonly notice: string;
}

/** None of our business. `standing` null: nothing was read. */
export interface Ignored {
  readonly outcome: 'ignored';
  readonly reason: ReasonCode | '';
  readonly subject: ResultSubject;
  readonly standing: Standing | null;
  readonly notice: string;
  /** Its pull request may be merged, as far as LoopForge is concerned: a status says so. */
  readonly effects?: readonly EffectVerdict[];
}

/** Something went wrong before the item was judged, or its record could not be stored. */
export interface Failed {
  readonly outcome: 'failed';
  readonly reason: ErrorCode;
  readonly subject: ResultSubject;
  readonly message: string;
  /** What was thrown. */
  readonly error: unknown;
}

/** What came of one item in one run, told apart by `outcome`. */
export type ItemResult = Recorded | Refused | Unchanged | Deferred | Ignored | Failed;

/** The trouble that struck one item, or with the subject `run` all of them. */
export function failedResult(subject: ResultSubject, error: unknown): Failed {
  const known = error instanceof LoopForgeError ? error : null;
  const message = known?.message ?? `A defect in LoopForge itself: ${String(error)}`;
  return { outcome: 'failed', reason: known?.code ?? 'internal', subject, message, error };
}

/** Null: nothing was read. */
export function standingOf(result: ItemResult): Standing | null {
  return result.outcome === 'failed' ? null : result.standing;
}

/** Entries that the run appended to the item's record. */
export function appendedBy(result: ItemResult): readonly Entry[] {
  return 'appended' in result ? result.appended : [];
}

/** How the effects went that the run had on the item. */
export function effectsOn(result: ItemResult): readonly EffectVerdict[] {
  return ('effects' in result ? result.effects : undefined) ?? [];
}
