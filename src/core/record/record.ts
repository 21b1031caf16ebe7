import type { Actor } from '../actor.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** What stands in place of a value that was erased: its salted commitment. */
export interface Redacted {
  readonly redacted: string;
}

export type Source = 'observed' | 'reconstructed' | 'asserted' | 'override';
export type Flag = 'late' | 'no_checks' | 'stale' | 'unproven';

export const NOTE_KINDS = [
  'adopted',
  'reproved',
  'late_evidence',
  'restored',
  'merged_record',
  'continued',
  'transferred',
  'redaction',
  'repair',
  'edits_coalesced',
  'migration',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** The workflow run that wrote an entry. */
export interface RunRef {
  readonly id: string;
  readonly attempt: number;
  readonly url: string;
}

/** The settings that were law when the entry was made. Keys are the configuration file's. */
export interface EntrySettings {
  readonly ci: 'checks' | 'none' | 'asserted';
  readonly ignore_checks: readonly string[];
  readonly require_current_approval: boolean;
  readonly required_checks: readonly string[];
}

/** What the facts showed to the run that made the entry. */
export interface Basis {
  readonly observed: string | null;
  readonly sha: string | null;
  readonly cycle: number;
}

export interface Evidence {
  /** The fact's own time, where it has one. */
  readonly at: string | null;
  /** The facts that the gates and guards of this step read. */
  readonly facts: JsonObject;
  /** Check name → conclusion, where the step is about checks. */
  readonly checks: { readonly [name: string]: string } | null;
}

export interface Salts {
  readonly actor: string | null;
  readonly metadata: { readonly [key: string]: string | null };
}

/** What the three kinds of entry share. Times are UTC, `YYYY-MM-DDTHH:MM:SSZ`; hashes are unpadded base64url. */
export interface EntryBase {
  readonly seq: number;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly trigger: string;
  readonly timestamp: string;
  readonly recorded_at: string;
  readonly source: Source;
  readonly actor: Actor | Redacted | null;
  readonly run: RunRef | null;
  readonly pr: number | null;
  readonly pr_url: string | null;
  readonly sha: string | null;
  readonly lifecycle: string | null;
  /** Null where they are the same as the previous entry's. */
  readonly settings: EntrySettings | null;
  readonly basis: Basis;
  readonly evidence: Evidence;
  readonly flags: readonly Flag[];
  readonly metadata: { readonly [key: string]: JsonValue | Redacted };
  readonly salts: Salts;
  readonly prev_hash: string;
  readonly hash: string;
}

export interface Transition extends EntryBase {
  readonly to_state: string;
}

export interface Rejection extends EntryBase {
  readonly from_state: string;
  readonly to_state: string;
  readonly code: string;
  readonly cause: string;
  readonly message: string;
}

export interface Note extends EntryBase {
  readonly from_state: null;
  readonly to_state: null;
  readonly kind: NoteKind;
  /** What the note is about: a whole entry, a redaction's target, or null. */
  readonly was: JsonValue;
}

export type Entry = Transition | Rejection | Note;

export interface Genesis {
  readonly host: string | null;
  readonly repo_id: string | null;
  readonly issue_id: string | null;
  readonly record_id: string;
  readonly ref: string;
  readonly ref_number: number | null;
  readonly repo: string | null;
  readonly labels: { readonly [name: string]: string };
  readonly created_at: string;
  readonly auto_merge: boolean;
  readonly lifecycle: string;
  readonly nonce: string;
}

export interface SegmentRef {
  readonly comment_id: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly hash: string;
}

/** A refusal recorded in the current cycle. */
export interface Violation {
  readonly seq: number;
  readonly cause: string;
  readonly run_id: string | null;
}

/** Enough to plan from the head comment alone. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** How often the comment was written: 1 at creation. */
  readonly rev: number;
  /** Hash of the visible part; null where there is none (outside comments). */
  readonly view: string | null;
  readonly cycle: number;
  readonly pr: number | null;
  readonly sha: string | null;
  readonly source: Source;
  readonly basis: Basis;
  /** The pull request whose merge is recorded in the current cycle. */
  readonly merged_pr: number | null;
  /** A merge that was let through because no check had appeared: checks that report later settle it. */
  readonly provisional: { readonly pr: number | null; readonly sha: string | null } | null;
  readonly violations: readonly Violation[];
}

/** A work item's whole history; everything below `head` is a fold of genesis and entries. */
export interface LoopRecord {
  readonly schema_version: 1;
  readonly record_id: string;
  readonly ref: string;
  readonly ref_number: number | null;
  readonly repo: string | null;
  readonly genesis: Genesis;
  readonly transitions: readonly Transition[];
  readonly rejections: readonly Rejection[];
  readonly notes: readonly Note[];
  readonly segments: readonly SegmentRef[];
  readonly continues: { readonly comment_id: string; readonly hash: string } | null;
  readonly head: Head;
  readonly state: string;
  readonly pr_url: string | null;
  readonly pr_number: number | null;
  readonly auto_merge: boolean;
  readonly ci_status: { readonly [name: string]: string };
  readonly labels: { readonly [name: string]: string };
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
}
