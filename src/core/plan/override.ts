import { UNAVAILABLE } from '../facts/facts.ts';
import { stateOf } from '../lifecycle/lifecycle.ts';
import type { NoteDraft } from '../record/append.ts';
import { type Asserted, type Moment, takeClaimed, unknownState } from './assert-step.ts';
import type { Course } from './course.ts';
import { draftNote } from './drafts.ts';
import type { Judged } from './judging.ts';
import { forwardFromOverride } from './level.ts';
import { lackOf, type Need } from './need.ts';
import { overrideWay } from './override-way.ts';
import type { Assertion } from './plan-types.ts';
import { refuseAssertion } from './refusal.ts';

/**
 * Walks the way to a state because a person says so and gives a reason; from a gate the steps ahead are taken at once.
 * @throws LoopForgeError `input_invalid` for an unknown state.
 */
export function overrideStep(course: Course, claimed: Course, assertion: Assertion, moment: Moment): Asserted {
  const target = stateOf(course.lifecycle, assertion.to);
  if (target === undefined) throw unknownState(course, assertion.to);
  if (course.state === target.name) return { course, refusal: null };
  const way = overrideWay(course, target.name);
  if (way === null) return { course, refusal: refuseOverride(course, target.name) };
  const forced = way.reduce((at, step) => takeClaimed(at, claimed, step, assertion, moment), course);
  return { course: target.gate ? forwardFromOverride(forced, true) : forced, refusal: null };
}

function refuseOverride(course: Course, to: string): NonNullable<Asserted['refusal']> {
  const isConceivable = overrideWay(course, to, false) !== null;
  const needs = isConceivable ? [missingFact(course, to)] : [];
  return refuseAssertion(course, isConceivable ? 'guard_false' : 'illegal_transition', to, needs);
}

/** What even a person cannot stand in for: a merge that GitHub does not show, or a guard that must hold. */
function missingFact({ situation: { pull } }: Course, to: string): Need {
  const open = pull !== UNAVAILABLE && pull !== null && pull.state !== 'merged' ? pull : null;
  const lack =
    open === null ? lackOf('condition', ['the guards on the way']) : lackOf('not_merged', [`#${open.number}`]);
  return { ...lack, to };
}

/** Refusals that no way leads past, so that a person can only answer for them: in this state, or where they refused to go. */
export function acceptable(course: Course, to: string, open: readonly Judged[]): readonly Judged[] {
  return open.filter(
    ({ refusal }) => (to === refusal.to || to === course.state) && overrideWay(course, refusal.to) === null,
  );
}

/** A person answers for a refusal: the note names its entry. */
export function acceptNote(course: Course, seq: number, { actor, reason }: Assertion): NoteDraft {
  const note = draftNote(course, 'accept', { at: course.now, ...(reason === null ? {} : { reason }) });
  return { ...note, source: 'override', actor, was: { data: { seq }, kept: [], named: [] } };
}
