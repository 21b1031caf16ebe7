import type { CommentsEvidence, DeletionsEvidence } from '../comments/index.ts';
import type { TodayEvidence } from '../completeness/index.ts';
import type { CorroborationEvidence } from '../corroboration/index.ts';
import type { Finding } from '../findings/index.ts';
import type { HistoryEvidence } from '../history/index.ts';
import type { RecordEvidence } from '../record/index.ts';
import type { RunsEvidence } from '../runs/index.ts';
import type { LineEvidence, ValueEvidence, ViewEvidence } from '../text/index.ts';

/** All that checks look at, by what it is called in the register. */
export interface CheckEvidence {
  /** The hidden line of a comment. */
  readonly line: LineEvidence;
  /** The value that stands in it, or in a file. */
  readonly value: ValueEvidence;
  /** What people read, once the rest of the record holds. */
  readonly view: ViewEvidence;
  /** The record, with its sealed parts as far as they are there. */
  readonly record: RecordEvidence;
  /** The same, where all of them are. */
  readonly all_entries: RecordEvidence;
  /** The comments of the item. */
  readonly comments: CommentsEvidence;
  /** What GitHub kept of the record's comments: every revision. */
  readonly history: HistoryEvidence;
  /** What GitHub's timeline shows of the item, and of the pull requests that entries name. */
  readonly timeline: DeletionsEvidence & CorroborationEvidence;
  /** The workflow runs that entries name. */
  readonly runs: RunsEvidence;
  /** The facts of today. */
  readonly today: TodayEvidence;
}

/** A piece of evidence, or why it is not there. */
export type Gathered<Piece> =
  | { readonly kind: 'there'; readonly piece: Piece }
  /** Some of it: what is there is looked at, and yet the check has not run. */
  | { readonly kind: 'in_part'; readonly piece: Piece; readonly why: string }
  /** It was asked for. */
  | { readonly kind: 'not_had'; readonly why: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'not_asked'; readonly why: string };

/** What was gathered so far. A check of which nothing is known here does not run. */
export type GatheredEvidence = { readonly [Kind in keyof CheckEvidence]?: Gathered<CheckEvidence[Kind]> };

export function there<Piece>(piece: Piece): Gathered<Piece> {
  return { kind: 'there', piece };
}

export function notHad(why: string, findings: readonly Finding[] = []): Gathered<never> {
  return { kind: 'not_had', why, findings };
}

export function notAskedFor(why: string): Gathered<never> {
  return { kind: 'not_asked', why };
}
