import { LoopForgeError } from '../core/errors.ts';
import { UNAVAILABLE } from '../core/facts/facts.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommentRef } from '../core/ports.ts';
import type { Entry, LoopRecord } from '../core/record/record.ts';
import type { Look } from './look.ts';

export const BLANK: ItemResult = {
  outcome: 'unchanged',
  changed: false,
  reason: '',
  state: null,
  previousState: null,
  allowed: [],
  missing: [],
  violations: [],
  recordId: null,
  number: null,
  pullRequestNumber: null,
  commentId: null,
  commentUrl: null,
  headHash: null,
  headSha: null,
  appended: [],
  record: null,
  notice: null,
  error: null,
  warnings: [],
  red: false,
  summary: true,
};

export interface Written {
  readonly record: LoopRecord | null;
  readonly appended: readonly Entry[];
  readonly comment: CommentRef | null;
}

/** What a look and its writing came to. */
export function resultOf(look: Look, written: Written): ItemResult {
  const { plan, reading, found } = look;
  const { record, appended } = written;
  const pull = plan.situation.pull;
  const known = pull === UNAVAILABLE ? null : pull;
  const comment = written.comment ?? found.stored?.comment ?? null;
  return {
    ...BLANK,
    outcome: plan.outcome,
    changed: appended.some((entry) => entry.to_state !== null && !('cause' in entry)),
    reason: plan.reason,
    state: plan.state,
    previousState: plan.previousState,
    allowed: plan.allowed,
    missing: plan.missing,
    violations: plan.violations,
    recordId: record?.record_id ?? null,
    number: reading.facts.number,
    pullRequestNumber: known?.number ?? null,
    commentId: comment?.databaseId ?? null,
    commentUrl: comment?.url ?? null,
    headHash: record?.head.hash ?? null,
    headSha: known?.headSha ?? null,
    appended,
    record,
    notice: plan.notice ?? deferredNotice(look),
    error: plan.outcome === 'rejected' ? plan.message : null,
    warnings: warningsOf(look),
    red: plan.refused && look.law.onInvalid === 'fail',
    summary: look.run.summary,
  };
}

/** A dry run tells what would be, changes nothing and is never red for a refusal. */
export function dryResultOf(look: Look, composed: Pick<Written, 'record' | 'appended'>): ItemResult {
  const result = resultOf(look, { record: composed.record, appended: composed.appended, comment: null });
  const seen = look.found.stored?.record ?? null;
  return { ...result, changed: false, record: seen, headHash: seen?.head.hash ?? null, red: false };
}

function deferredNotice({ plan }: Look): string | null {
  if (plan.outcome !== 'deferred') return null;
  return 'Facts that this step needs could not be read, so nothing was decided. See the warnings for what is missing; the next run looks again.';
}

function warningsOf({ plan, reading, found, law }: Look): readonly string[] {
  const open = plan.violations
    .filter((violation) => !(plan.refused && violation.message === plan.message))
    .map((violation) => `Open violation (recorded before): ${violation.message}`);
  const tolerated = plan.refused && law.onInvalid === 'warn' && plan.message !== null ? [plan.message] : [];
  return [...tolerated, ...open, ...plan.warnings, ...reading.notices, ...found.warnings];
}

/** The item failed: the error speaks for it, and the run is red. */
export function failedResult(number: number | null, error: unknown): ItemResult {
  const known = error instanceof LoopForgeError ? error : null;
  const message = known?.message ?? `A defect in LoopForge itself: ${String(error)}`;
  return { ...BLANK, outcome: 'failed', reason: known?.code ?? 'internal', number, error: message, red: true };
}
