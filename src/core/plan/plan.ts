import { LoopForgeError } from '../errors.ts';
import { assess, type Situation } from '../facts/situation.ts';
import { type State, stateOf } from '../lifecycle/lifecycle.ts';
import { conditionsOn, lastingOf, observe } from '../lifecycle/observe.ts';
import type { OpenViolation, ReasonCode } from '../result.ts';
import { refusalSummary } from '../sentences.ts';
import { assertStep } from './assert-step.ts';
import { decideBeginning } from './begin.ts';
import type { Course, Refusal } from './course.ts';
import { draftBirth, draftNote, draftRejection } from './drafts.ts';
import { effectsOf } from './effects.ts';
import { type Level, levelWithFacts } from './level.ts';
import { allowedFrom, missingFor } from './missing.ts';
import type { Plan, PlanRequest } from './plan-types.ts';
import { recordAfter } from './record-after.ts';

/** What is appended, or why not; the effects follow from it. */
type Decision = Omit<Plan, 'effects'>;

/**
 * What one run does about one item: the entries to append, or a refusal with its reason, and what is to be shown of it.
 * Pure: facts, record, event and clock are given.
 * @throws LoopForgeError `input_invalid` (an assertion of an unknown state), `evidence_unavailable` (an assertion that
 * needs an unreadable fact), `lifecycle_invalid` (the record stands in a state that the lifecycle does not have).
 */
export function plan(request: PlanRequest): Plan {
  const decision = decide(request);
  return { ...decision, effects: effectsOf(request, decision) };
}

function decide(request: PlanRequest): Decision {
  const course = courseOf(request, assess(request));
  if (request.record === null) {
    const { lifecycle, settings, occasion, now } = request;
    const beginning = decideBeginning(course.situation, {
      lifecycle,
      conditions: course.conditions,
      settings,
      occasion,
      now,
      claimed: request.assertion !== null,
    });
    if (beginning.kind === 'not_tracked') return notTracked(course, beginning.notice);
    if (beginning.kind === 'adopt')
      return carryOut(request, { course: adopt(course), refusal: null, reason: 'adopted' });
    return carryOut(request, levelWithFacts(born(course)));
  }
  if (stateOf(request.lifecycle, course.state) === undefined) throw unknownState(request);
  return carryOut(request, levelWithFacts(course));
}

function courseOf(request: PlanRequest, situation: Situation): Course {
  const { lifecycle, event, caused, record } = request;
  const conditions = conditionsOn(situation.contexts);
  const observed = observe(lifecycle, conditions, event);
  return {
    lifecycle,
    situation,
    conditions,
    event,
    caused,
    record,
    observed: observed.state,
    lasting: lastingOf(lifecycle, conditions, observed.state),
    uncertain: observed.uncertain,
    state: record?.state ?? lifecycle.initial,
    drafts: [],
  };
}

function carryOut(request: PlanRequest, level: Level): Decision {
  const { assertion } = request;
  const found = judge(request, level.course, level.refusal);
  const first = found.judged;
  if (assertion === null) return conclude(request, found.course, level.reason, first, first.some(isFresh));
  const counted = courseOf(request, assess({ ...request, asserting: assertion.to }));
  const claimed = { ...counted, state: found.course.state, drafts: found.course.drafts };
  const standing = courseOf(request, assess({ ...request, standing: assertion.to })).observed;
  const { course, refusal } = assertStep(found.course, claimed, assertion, { now: request.now, observed: standing });
  const moved = course !== found.course;
  const reason = refusal === null && moved && assertion.override ? 'overridden' : moved ? '' : level.reason;
  if (refusal !== null) {
    const claim = judge(request, course, refusal, first);
    return conclude(request, claim.course, reason, [...first, ...claim.judged], true);
  }
  return conclude(request, course, reason, moved ? stillOpen(request, course, first) : first, false);
}

/**
 * After a step was claimed the next run's plan decides what of a violation is open, since the step may have healed it. A
 * claim that merely holds until something changes heals nothing.
 */
function stillOpen(request: PlanRequest, course: Course, judged: readonly Judged[]): readonly Judged[] {
  if (judged.length === 0) return judged;
  const next = { ...request, record: recordAfter(request, course.drafts), assertion: null };
  const level = levelWithFacts(courseOf(next, assess(next)));
  if (level.reason === 'asserted_holds') return judged;
  return judged.filter(({ refusal }) => refusal.cause === level.refusal?.cause);
}

function born(course: Course): Course {
  return { ...course, drafts: [draftBirth(course, stateNamed(course, course.lifecycle.initial), [])] };
}

function adopt(course: Course): Course {
  const birth = draftBirth(course, stateNamed(course, course.observed), ['unproven']);
  const reason = 'The item is older than its record: the state was taken over as it was found, its history unproven.';
  const note = draftNote(course, 'adopted', { at: null, reason });
  return { ...course, state: course.observed, drafts: [{ ...birth, trigger: 'adopted' }, note] };
}

function stateNamed(course: Course, name: string): State {
  const state = stateOf(course.lifecycle, name);
  if (state === undefined) throw new LoopForgeError('lifecycle_invalid', `The lifecycle has no state "${name}".`);
  return state;
}

/** A refusal, and whether it is new to the record. */
interface Judged {
  readonly refusal: Refusal;
  readonly violation: OpenViolation;
  readonly fresh: boolean;
}

function isFresh({ fresh }: Judged): boolean {
  return fresh;
}

/** Drafts the entry of a refusal that the record does not hold yet; one of a cause that was judged before says no more. */
function judge(
  request: PlanRequest,
  course: Course,
  refusal: Refusal | null,
  before: readonly Judged[] = [],
): { readonly course: Course; readonly judged: readonly Judged[] } {
  if (refusal === null || before.some((one) => one.refusal.cause === refusal.cause)) return { course, judged: [] };
  const recorded = request.record?.head.violations.findLast((one) => one.cause === refusal.cause);
  const violation = {
    seq: recorded?.seq ?? null,
    cause: refusal.cause,
    summary: refusalSummary(refusal),
    message: refusal.message,
  };
  if (recorded !== undefined) {
    return { course, judged: [{ refusal, violation, fresh: isRerun(request, recorded.run_id) }] };
  }
  const drafts = [...course.drafts, rejection(course, request, refusal)];
  return { course: { ...course, drafts }, judged: [{ refusal, violation, fresh: true }] };
}

function conclude(
  request: PlanRequest,
  course: Course,
  reason: ReasonCode | '',
  judged: readonly Judged[],
  refused: boolean,
): Decision {
  return {
    ...outcomeOf(request, course, reason, refused, judged.at(-1)?.refusal ?? null),
    ...standing(course),
    previousState: request.record?.state ?? null,
    violations: judged.map((one) => one.violation),
    notice: null,
  };
}

/** A re-run of the very run that recorded a refusal is red again while the violation is open. */
function isRerun({ context }: PlanRequest, runId: string | null): boolean {
  return context.run !== null && context.run.attempt > 1 && context.run.id === runId;
}

function rejection(course: Course, request: PlanRequest, refusal: Refusal): ReturnType<typeof draftRejection> {
  const { assertion } = request;
  const state = stateOf(course.lifecycle, refusal.to);
  const trigger =
    assertion !== null && refusal.to === assertion.to ? assertion.trigger : (state?.trigger ?? refusal.to);
  const reads = state?.when == null ? {} : course.conditions.whenOf(state).reads;
  const claimed = assertion !== null && refusal.to === assertion.to;
  const metadata = claimed ? assertion.metadata : {};
  return draftRejection(course, { ...refusal, trigger, reads, actor: claimed ? assertion.actor : null, metadata });
}

/** What says less than that a refusal is still open. */
const YIELDING: readonly (ReasonCode | '')[] = ['asserted_holds', 'late_evidence', 'reproved'];

function outcomeOf(
  request: PlanRequest,
  course: Course,
  reason: ReasonCode | '',
  refused: boolean,
  refusal: Refusal | null,
): Pick<Plan, 'drafts' | 'outcome' | 'reason' | 'message' | 'refused'> {
  const { drafts } = course;
  const message = refusal?.message ?? null;
  if (refused) return { drafts, outcome: 'rejected', reason: refusal?.code ?? reason, message, refused };
  const steps = drafts.filter((draft) => draft.kind === 'transition').length;
  const said = refusal !== null && (reason === '' || YIELDING.includes(reason)) ? 'already_recorded' : reason;
  if (reason === 'evidence_unavailable') {
    return { drafts: steps === 0 ? [] : drafts, outcome: 'deferred', reason, message, refused };
  }
  if (request.record === null && steps === 1) return { drafts, outcome: 'created', reason: said, message, refused };
  return { drafts, outcome: steps > 0 ? 'transitioned' : 'unchanged', reason: said, message, refused };
}

function standing(course: Course): Pick<Plan, 'lasting' | 'state' | 'allowed' | 'missing' | 'warnings' | 'situation'> {
  const { lifecycle, conditions, situation, state, lasting } = course;
  return {
    lasting,
    state,
    allowed: allowedFrom(lifecycle, conditions, state),
    missing: missingFor(lifecycle, conditions, situation, state),
    warnings: situation.warnings,
    situation,
  };
}

function notTracked(course: Course, notice: string): Decision {
  return {
    ...standing(course),
    drafts: [],
    outcome: 'ignored',
    reason: 'not_tracked',
    message: null,
    refused: false,
    previousState: null,
    state: null,
    violations: [],
    notice,
  };
}

function unknownState({ record, lifecycle }: PlanRequest): LoopForgeError {
  return new LoopForgeError(
    'lifecycle_invalid',
    `The record of ${record?.record_id} stands in "${record?.state}", which the lifecycle ${lifecycle.name} does not have. Use the lifecycle that the record was made under.`,
  );
}
