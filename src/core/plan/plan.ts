import { LoopForgeError } from '../errors.ts';
import { type PullFacts, UNAVAILABLE } from '../facts/facts.ts';
import { assess, isReopened, type Situation } from '../facts/situation.ts';
import { type State, stateOf } from '../lifecycle/lifecycle.ts';
import { conditionsOn, lastingOf, observe } from '../lifecycle/observe.ts';
import type { ReasonCode } from '../result.ts';
import { type Asserted, assertStep, type Moment } from './assert-step.ts';
import { decideBeginning } from './begin.ts';
import { conclude, type Decision, notTracked, putOff } from './conclude.ts';
import type { Course } from './course.ts';
import { draftBirth, draftNote } from './drafts.ts';
import { effectsOf } from './effects.ts';
import { IN_FLIGHT, isMergeInFlight, stillOpen } from './in-flight.ts';
import { isFresh, type Judged, type Judgement, judge } from './judging.ts';
import { leaveAlone } from './left-alone.ts';
import { type Level, levelWithFacts } from './level.ts';
import { type CourseFor, hadMerge, isMergeInOrder, judgeMerges, mergesToJudge } from './merges.ts';
import { acceptable, acceptNote, overrideStep } from './override.ts';
import type { Assertion, Plan, PlanRequest } from './plan-types.ts';
import { recordAfter } from './record-after.ts';

/**
 * What one run does about one item: the entries to append, or a refusal with its reason, and what is to be shown of it.
 * Pure: facts, record, event and clock are given.
 * @throws LoopForgeError `input_invalid` (an assertion of an unknown state), `evidence_unavailable` (an assertion that
 * needs an unreadable fact), `lifecycle_invalid` (the record stands in a state that the lifecycle does not have).
 */
export function plan(request: PlanRequest): Plan {
  const decision = isMergeInFlight(request) ? inFlight(request) : decide(request);
  return { ...decision, effects: effectsOf(request, decision) };
}

/** The close waits for the merge that it came before; steps up to it are taken. */
function inFlight(request: PlanRequest): Decision {
  const decision = decide({ ...request, facts: stillOpen(request.facts) });
  if (decision.refused || decision.outcome === 'ignored') return decision;
  return { ...decision, outcome: 'deferred', reason: 'merge_in_flight', notice: IN_FLIGHT };
}

function decide(asked: PlanRequest): Decision {
  const { request, situation } = withoutRefuted(asked);
  const course = courseOf(request, situation);
  const alone = leaveAlone(request, course);
  if (alone !== null) return alone;
  if (request.record !== null) {
    if (stateOf(request.lifecycle, course.state) === undefined) throw unknownState(request);
    return carryOut(request, levelWithFacts(course));
  }
  const { lifecycle, settings, occasion, now, assertion } = request;
  const { conditions } = course;
  const asks = { lifecycle, conditions, settings, occasion, now, claimed: assertion !== null };
  const beginning = decideBeginning(course.situation, asks);
  if (beginning.kind === 'not_tracked') return notTracked(course, beginning.notice);
  if (beginning.kind === 'begin') return carryOut(request, levelWithFacts(born(course)));
  if (course.uncertain) return putOff(request, course, NOT_ADOPTED);
  return carryOut(request, { course: adopt(course), refusal: null, reason: 'adopted' });
}

/** A link that was written after the merge heals and never accuses: one whose gates were not met belongs to nothing. */
function withoutRefuted(request: PlanRequest): { readonly request: PlanRequest; readonly situation: Situation } {
  const situation = assess(request);
  const { pull, inferred } = situation;
  const { pulls } = request.facts;
  const asTold = { request, situation };
  if (!inferred || pull === UNAVAILABLE || pull === null || pulls === UNAVAILABLE) return asTold;
  if (isMergeInOrder(viewOf(request, pull)) === true) return asTold;
  const others = pulls.filter((one) => one.number !== pull.number);
  return withoutRefuted({ ...request, facts: { ...request.facts, pulls: others } });
}

function viewOf(request: PlanRequest, follow: PullFacts): Course {
  return courseOf(request, assess({ ...request, follow }));
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
    now: request.now,
    observed: observed.state,
    lasting: lastingOf(lifecycle, conditions, observed.state),
    uncertain: observed.uncertain,
    state: record?.state ?? lifecycle.initial,
    drafts: [],
  };
}

/** What was found once the item is level with the facts: where it stands, and all that is refused. */
interface Found extends Judgement {
  readonly reason: ReasonCode | '';
  readonly unjudged: readonly number[];
}

/** The item's own refusal first, then every merge that no step stands for. */
function findAll(request: PlanRequest, start: Level): Found {
  const { course, refusal, reason } = toldByMerges(start, (pull) => viewOf(request, pull));
  const found = judge(request, { course, judged: [] }, refusal);
  if (reason === 'evidence_unavailable' || reason === 'adopted') {
    const unjudged = reason === 'adopted' ? [] : mergesToJudge(course).map(({ number }) => number);
    return { ...found, reason, unjudged };
  }
  const merges = judgeMerges(found.course, refusal, (pull) => viewOf(request, pull));
  const all = merges.refused.reduce<Judgement>((before, one) => judge(request, before, one.refusal, one.view), {
    course: merges.course,
    judged: found.judged,
  });
  return { ...all, reason: reason === '' && merges.met > 0 ? 'merge_judged' : reason, unjudged: merges.unknown };
}

/** What became of an end in a newer cycle with merges of its own is what these are judged as, once they are known. */
function toldByMerges(level: Level, view: CourseFor): Level {
  const { course, refusal } = level;
  const { cycle } = course.situation;
  const isReopening = refusal?.cause === `illegal_transition|${cycle}` && isReopened(course.record, cycle);
  const had = isReopening && hadMerge(course, view);
  if (had === false) return level;
  return { ...level, refusal: null, reason: had === UNAVAILABLE ? 'evidence_unavailable' : level.reason };
}

function carryOut(request: PlanRequest, level: Level): Decision {
  const { assertion } = request;
  const found = findAll(request, level);
  if (assertion === null) {
    return conclude(request, { ...found, refused: found.judged.findLast(isFresh)?.refusal ?? null });
  }
  const counted = courseOf(request, assess({ ...request, asserting: assertion.to }));
  const claimed = { ...counted, state: found.course.state, drafts: found.course.drafts };
  const observed = courseOf(request, assess({ ...request, standing: assertion.to })).observed;
  const moment = { now: request.now, observed };
  return assertion.override
    ? carryOverride(request, found, forced(request, found.course, claimed, assertion, moment), assertion)
    : carryClaim(request, found, assertStep(found.course, claimed, assertion, moment));
}

function carryClaim(request: PlanRequest, found: Found, { course, refusal }: Asserted): Decision {
  const moved = course !== found.course;
  const reason = moved ? '' : found.reason;
  if (refusal !== null) {
    return conclude(request, { ...found, ...judge(request, { ...found, course }, refusal), reason, refused: refusal });
  }
  const judged = moved ? openAfter(request, course, found.judged) : found.judged;
  return conclude(request, { ...found, course, judged, reason, refused: null });
}

/** The steps rest on what is observed once they are in the record: a forced result of the checks counts as one. */
function forced(request: PlanRequest, course: Course, claimed: Course, assertion: Assertion, moment: Moment): Asserted {
  const made = overrideStep(course, claimed, assertion, moment);
  if (made.course === course) return made;
  const after = { ...request, record: recordAfter(request, made.course.drafts) };
  const { observed } = courseOf(after, assess(after));
  return overrideStep(course, claimed, assertion, { ...moment, observed });
}

/** A refused override is no new violation; where no way leads past a refusal, a person can answer for it. */
function carryOverride(request: PlanRequest, found: Found, made: Asserted, assertion: Assertion): Decision {
  const moved = made.course !== found.course;
  const accepted = moved ? [] : acceptable(found.course, assertion.to, found.judged);
  if (accepted.length > 0) {
    const notes = accepted.map((one) => acceptNote(found.course, seqOf(request, found.course, one), assertion));
    const course = { ...found.course, drafts: [...found.course.drafts, ...notes] };
    const judged = found.judged.filter((one) => !accepted.includes(one));
    return conclude(request, { ...found, course, judged, reason: 'overridden', refused: null });
  }
  if (made.refusal !== null) return conclude(request, { ...found, refused: made.refusal });
  const judged = moved ? openAfter(request, made.course, found.judged) : found.judged;
  return conclude(request, {
    ...found,
    course: made.course,
    judged,
    reason: moved ? 'overridden' : found.reason,
    refused: null,
  });
}

/** The number that the rejection has, or will have once this run's entries are appended. */
function seqOf({ record }: PlanRequest, { drafts }: Course, { violation }: Judged): number {
  const place = drafts.findIndex((draft) => draft.kind === 'rejection' && draft.cause === violation.cause);
  return violation.seq ?? (record?.head.seq ?? 0) + place + 1;
}

/**
 * After a step was claimed the next run's plan decides what of a violation is open, since the step may have healed it. A
 * claim that merely holds until something changes heals nothing.
 */
function openAfter(request: PlanRequest, course: Course, judged: readonly Judged[]): readonly Judged[] {
  if (judged.length === 0) return judged;
  const next = { ...request, record: recordAfter(request, course.drafts), assertion: null };
  const level = levelWithFacts(courseOf(next, assess(next)));
  if (level.reason === 'asserted_holds') return judged;
  const open = findAll(next, level).judged.map(({ refusal }) => refusal.cause);
  return judged.filter(({ refusal }) => open.includes(refusal.cause));
}

const NOT_ADOPTED =
  'The item is older than its record would be, and not all of it could be read, so it was not taken over as it is.';

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

function unknownState({ record, lifecycle }: PlanRequest): LoopForgeError {
  return new LoopForgeError(
    'lifecycle_invalid',
    `The record of ${record?.record_id} stands in "${record?.state}", which the lifecycle ${lifecycle.name} does not have. Use the lifecycle that the record was made under.`,
  );
}
