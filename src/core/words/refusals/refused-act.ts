import type {
  Actor,
  Instant,
  LoopRecord,
  MissingNeed,
  NeedKind,
  Redacted,
  Rejection,
  RejectionDraft,
  Sha,
  Source,
} from '../../model.ts';
import { vetoReasonOf } from './veto-reason.ts';

/** What somebody did that was refused. */
export type ActKind =
  /** A pull request was merged. */
  | 'merge'
  /** The item was closed. */
  | 'close'
  /** A closed item was opened again, and the lifecycle has no way back. */
  | 'reopen'
  /** Nobody did anything: what had been proven is so no more. */
  | 'lost'
  /** A workflow said that a step was taken, or a person would force one. */
  | 'claim'
  /** Nobody did anything wrong: the guard that was asked said no. */
  | 'veto'
  /** The facts moved on past what the lifecycle allows. */
  | 'step';

/** A refusal, as a plan has just found it or as the record keeps it. */
export interface RefusedStep {
  readonly code: string;
  readonly cause: string;
  readonly from: string;
  readonly to: string;
  readonly source: Source;
  readonly actor: Actor | Redacted | null;
  /** When it was done; null: the facts do not tell. */
  readonly at: Instant | null;
  readonly pr: number | null;
  readonly sha: Sha | null;
  readonly needs: readonly MissingNeed[];
  /** Why the guard said no; null: it did not say why, or it was another refusal. */
  readonly reason: string | null;
}

export function refusedInRecord(entry: Rejection): RefusedStep {
  const { code, cause, from_state: from, to_state: to, source, actor, evidence, pr, sha, needs, message } = entry;
  const reason = code === 'vetoed' ? vetoReasonOf(message) : null;
  return { code, cause, from, to, source, actor, at: evidence.at, pr, sha, needs, reason };
}

export function refusedInDraft(draft: RejectionDraft): RefusedStep {
  const { code, cause, from, to, source, actor, at, pr, sha, needs, message } = draft;
  const reason = code === 'vetoed' ? vetoReasonOf(message) : null;
  return { code, cause, from, to, source, actor, at, pr, sha, needs, reason };
}

/** What the cause of a refusal says that was done; it is (code, act, pull request, head, cycle). */
export function actOf({ code, cause, source }: Pick<RefusedStep, 'code' | 'cause' | 'source'>): ActKind {
  if (source === 'asserted' || source === 'override') return 'claim';
  if (code === 'gate_lost') return 'lost';
  const [, act = '', ...rest] = cause.split('|');
  if (act === 'merge' || act === 'close') return act;
  if (code === 'vetoed') return 'veto';
  return rest.length === 0 && code === 'illegal_transition' ? 'reopen' : 'step';
}

/** The gate whose proof is gone, of a refusal for that. */
export function lostGateOf({ cause }: Pick<RefusedStep, 'cause'>): string {
  return cause.split('|')[1] ?? '';
}

const OF_A_CLOSE: readonly NeedKind[] = ['pull_request', 'closed_by_commit', 'closed_elsewhere', 'not_merged'];

/** What a close lacked that no merge came before: the rest is about a merge that nobody made. */
export function closeNeedsOf({ needs }: Pick<RefusedStep, 'needs'>): readonly MissingNeed[] {
  const own = needs.filter(({ kind }) => OF_A_CLOSE.includes(kind));
  return own.length > 0 ? own : needs;
}

/** Refusals that are open, as the record's own part holds them; null: it stands in a sealed part. */
export function openRefusals({ head, rejections }: LoopRecord): readonly (Rejection | null)[] {
  return (head.shown?.open ?? []).map((seq) => rejections.find((one) => one.seq === seq) ?? null);
}
