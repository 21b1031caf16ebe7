import { type LoopRecord, type RejectionDraft, stateOf } from '../model.ts';
import type { OpenViolation } from '../outcome/index.ts';
import {
  type About,
  type RefusedStep,
  refusalSentence,
  refusedInDraft,
  refusedInRecord,
  remedySentence,
} from '../words/index.ts';
import { draftRejection, type PlanInProgress, type PlanRequest, type Refusal } from './steps/index.ts';

/** A refusal, and whether it is new to the record. */
export interface JudgedRefusal {
  readonly refusal: Refusal;
  readonly violation: OpenViolation;
  readonly fresh: boolean;
}

export function isFresh({ fresh }: JudgedRefusal): boolean {
  return fresh;
}

export interface Judgement {
  readonly progress: PlanInProgress;
  readonly judged: readonly JudgedRefusal[];
}

/**
 * Drafts the entry of a refusal that the record does not hold yet; one of a cause that was judged before says no more,
 * and one that somebody answers for is over.
 * @param view the facts as the refused act saw them, where they are not the plan's own
 */
export function judge(
  request: PlanRequest,
  { progress, judged: before }: Judgement,
  refusal: Refusal | null,
  view: PlanInProgress = progress,
): Judgement {
  if (refusal === null || before.some((one) => one.refusal.cause === refusal.cause))
    return { progress, judged: before };
  const recorded = request.record?.head.violations.findLast((one) => one.cause === refusal.cause);
  if (recorded !== undefined && recorded.accepted !== null) return { progress, judged: before };
  const draft = rejection(view, request, refusal);
  if (recorded !== undefined) {
    const refused = recordedRefusal(request.record, recorded.seq) ?? refusedInDraft(draft);
    const violation = violationOf(request, refusal, refused, recorded.seq);
    return { progress, judged: [...before, { refusal, violation, fresh: isRerun(request, recorded.run_id) }] };
  }
  const violation = violationOf(request, refusal, refusedInDraft(draft), null);
  const drafts = [...progress.drafts, draft];
  return { progress: { ...progress, drafts }, judged: [...before, { refusal, violation, fresh: true }] };
}

/** As it was recorded, with who did it and when; null: it stands in a sealed part. */
function recordedRefusal(record: LoopRecord | null, seq: number): RefusedStep | null {
  const entry = record?.rejections.find((one) => one.seq === seq);
  return entry === undefined ? null : refusedInRecord(entry);
}

function violationOf(
  { facts }: PlanRequest,
  { cause, message, remedies, claimed, to }: Refusal,
  refused: RefusedStep,
  seq: number | null,
): OpenViolation {
  const isIssue = facts.issue !== null;
  const about: About = { issue: isIssue ? facts.number : null };
  const summary = refusalSentence(refused, isIssue ? 'issue' : 'pull request');
  const overrideTo = claimed === true ? null : to;
  const remedy = remedySentence({ refused, remedies, mayOverride: overrideTo !== null, about });
  return { seq, cause, summary, remedy, remedies, overrideTo, message };
}

/** A re-run of the very run that recorded a refusal is red again while the violation is open. */
function isRerun({ context }: PlanRequest, runId: string | null): boolean {
  return context.run !== null && context.run.attempt > 1 && context.run.id === runId;
}

/** A refused claim is a claim: the facts do not prove what it says. */
function rejection(view: PlanInProgress, { assertion }: PlanRequest, refusal: Refusal): RejectionDraft {
  const state = stateOf(view.lifecycle, refusal.to);
  const reads = state?.when == null ? {} : view.conditions.whenOf(state).reads;
  const needs = refusal.needs.map(({ kind, names, counts }) => ({ kind, names, counts }));
  const claim = assertion !== null && refusal.claimed ? assertion : null;
  const trigger = claim?.trigger ?? state?.trigger ?? refusal.to;
  const { code, from, to, cause, message } = refusal;
  const draft = draftRejection(view, {
    ...{ code, from, to, cause, message, needs, trigger, reads },
    actor: claim?.actor ?? null,
    metadata: claim?.metadata ?? {},
  });
  return claim === null ? draft : { ...draft, source: 'asserted' };
}
