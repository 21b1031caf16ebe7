import { type AnswerDraft, missingNeed, type Need, type NoteDraft, UNAVAILABLE } from '../model.ts';
import type { JudgedRefusal } from './judging.ts';
import {
  type Asserted,
  type Assertion,
  type ClaimInProgress,
  claimedState,
  draftNote,
  forwardFromOverride,
  overrideWay,
  type PlanInProgress,
  refuseAssertion,
  takeClaimed,
} from './steps/index.ts';

/**
 * Walks the way to a state because a person says so and gives a reason; from a gate the steps ahead are taken at once.
 * @throws LoopForgeError `input_invalid` for an unknown state.
 */
export function overrideStep(claim: ClaimInProgress): Asserted {
  const { progress, claimed, assertion, moment } = claim;
  const target = claimedState(claim);
  if (progress.state === target.name) return { progress, refusal: null };
  const way = overrideWay(progress, target.name);
  if (way === null) return { progress, refusal: refuseOverride(progress, target.name) };
  const forced = way.reduce((at, step) => takeClaimed(at, claimed, step, assertion, moment), progress);
  return { progress: target.gate ? forwardFromOverride(forced, true) : forced, refusal: null };
}

function refuseOverride(progress: PlanInProgress, to: string): NonNullable<Asserted['refusal']> {
  const isConceivable = overrideWay(progress, to, false) !== null;
  const needs = isConceivable ? [missingFact(progress, to)] : [];
  return refuseAssertion(progress, isConceivable ? 'guard_false' : 'illegal_transition', to, needs);
}

/** What even a person cannot stand in for: a merge that GitHub does not show, or a guard that must hold. */
function missingFact({ situation: { pull } }: PlanInProgress, to: string): Need {
  const open = pull !== UNAVAILABLE && pull !== null && pull.state !== 'merged' ? pull : null;
  const lack = open === null ? missingNeed('condition') : missingNeed('not_merged', [`#${open.number}`]);
  return { ...lack, to };
}

/** Refusals that no way leads past, so that a person can only answer for them: in this state, or where they refused to go. */
export function acceptable(
  progress: PlanInProgress,
  to: string,
  open: readonly JudgedRefusal[],
): readonly JudgedRefusal[] {
  return open.filter(
    ({ refusal }) => (to === refusal.to || to === progress.state) && overrideWay(progress, refusal.to) === null,
  );
}

/** A person answers for a refusal: the note names its entry, also where that is yet to be appended. */
export function acceptNote(
  progress: PlanInProgress,
  { violation: { seq, cause } }: JudgedRefusal,
  { actor, reason }: Assertion,
): NoteDraft | AnswerDraft {
  const made = draftNote(progress, 'accept', { at: progress.now, ...(reason === null ? {} : { reason }) });
  const { was: _nothing, ...note } = { ...made, source: 'override' as const, actor };
  return seq === null ? { ...note, answersFor: cause } : { ...note, was: { data: { seq }, kept: [], named: [] } };
}
