import {
  conditionsOn,
  LoopForgeError,
  lastingOf,
  observe,
  type PullFacts,
  type State,
  stateOf,
  UNAVAILABLE,
} from '../model.ts';
import type { ReasonCode } from '../outcome/index.ts';
import { assess, isReopened, type Situation } from '../situation/index.ts';
import { conclude, type Decision, notTracked, putOff } from './conclude.ts';
import { effectsOf } from './effects.ts';
import { IN_FLIGHT, isMergeInFlight, stillOpen } from './in-flight.ts';
import { isFresh, type JudgedRefusal, type Judgement, judge } from './judging.ts';
import { leaveAlone } from './left-alone.ts';
import { acceptable, acceptNote, overrideStep } from './override.ts';
import { recordAfter } from './record-after.ts';
import {
  type Asserted,
  type Assertion,
  assertStep,
  type CatchUp,
  type ClaimMoment,
  catchUpWithFacts,
  decideBeginning,
  draftBirth,
  draftNote,
  hadMerge,
  isMergeInOrder,
  judgeMerges,
  mergesToJudge,
  type Plan,
  type PlanInProgress,
  type PlanRequest,
  type ProgressFor,
} from './steps/index.ts';

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
  const progress = courseOf(request, situation);
  const alone = leaveAlone(request, progress);
  if (alone !== null) return alone;
  if (request.record !== null) {
    if (stateOf(request.lifecycle, progress.state) === undefined) throw unknownState(request);
    return carryOut(request, catchUpWithFacts(progress));
  }
  const { lifecycle, settings, occasion, now, assertion } = request;
  const { conditions } = progress;
  const asks = { lifecycle, conditions, settings, occasion, now, claimed: assertion !== null };
  const beginning = decideBeginning(progress.situation, asks);
  if (beginning.kind === 'not_tracked') return notTracked(progress, beginning.notice);
  if (beginning.kind === 'begin') return carryOut(request, catchUpWithFacts(born(progress)));
  if (progress.uncertain) return putOff(request, progress, NOT_ADOPTED);
  return carryOut(request, { progress: adopt(progress), refusal: null, reason: 'adopted' });
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

function viewOf(request: PlanRequest, follow: PullFacts): PlanInProgress {
  return courseOf(request, assess({ ...request, follow }));
}

function courseOf(request: PlanRequest, situation: Situation): PlanInProgress {
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
function findAll(request: PlanRequest, start: CatchUp): Found {
  const { progress, refusal, reason } = toldByMerges(start, (pull) => viewOf(request, pull));
  const found = judge(request, { progress, judged: [] }, refusal);
  if (reason === 'evidence_unavailable' || reason === 'adopted') {
    const unjudged = reason === 'adopted' ? [] : mergesToJudge(progress).map(({ number }) => number);
    return { ...found, reason, unjudged };
  }
  const merges = judgeMerges(found.progress, refusal, (pull) => viewOf(request, pull));
  const all = merges.refused.reduce<Judgement>((before, one) => judge(request, before, one.refusal, one.view), {
    progress: merges.progress,
    judged: found.judged,
  });
  return { ...all, reason: reason === '' && merges.met > 0 ? 'merge_judged' : reason, unjudged: merges.unknown };
}

/** What became of an end in a newer cycle with merges of its own is what these are judged as, once they are known. */
function toldByMerges(level: CatchUp, view: ProgressFor): CatchUp {
  const { progress, refusal } = level;
  const { cycle } = progress.situation;
  const isReopening = refusal?.cause === `illegal_transition|${cycle}` && isReopened(progress.record, cycle);
  const had = isReopening && hadMerge(progress, view);
  if (had === false) return level;
  return { ...level, refusal: null, reason: had === UNAVAILABLE ? 'evidence_unavailable' : level.reason };
}

function carryOut(request: PlanRequest, level: CatchUp): Decision {
  const { assertion } = request;
  const found = findAll(request, level);
  if (assertion === null) {
    return conclude(request, { ...found, refused: found.judged.findLast(isFresh)?.refusal ?? null });
  }
  const counted = courseOf(request, assess({ ...request, asserting: assertion.to }));
  const claimed = { ...counted, state: found.progress.state, drafts: found.progress.drafts };
  const observed = courseOf(request, assess({ ...request, standing: assertion.to })).observed;
  const moment = { now: request.now, observed };
  return assertion.override
    ? carryOverride(request, found, forced(request, found.progress, claimed, assertion, moment), assertion)
    : carryClaim(request, found, assertStep(found.progress, claimed, assertion, moment));
}

function carryClaim(request: PlanRequest, found: Found, { progress, refusal }: Asserted): Decision {
  const moved = progress !== found.progress;
  const reason = moved ? '' : found.reason;
  if (refusal !== null) {
    return conclude(request, {
      ...found,
      ...judge(request, { ...found, progress }, refusal),
      reason,
      refused: refusal,
    });
  }
  const judged = moved ? openAfter(request, progress, found.judged) : found.judged;
  return conclude(request, { ...found, progress, judged, reason, refused: null });
}

/** The steps rest on what is observed once they are in the record: a forced result of the checks counts as one. */
function forced(
  request: PlanRequest,
  progress: PlanInProgress,
  claimed: PlanInProgress,
  assertion: Assertion,
  moment: ClaimMoment,
): Asserted {
  const made = overrideStep(progress, claimed, assertion, moment);
  if (made.progress === progress) return made;
  const after = { ...request, record: recordAfter(request, made.progress.drafts) };
  const { observed } = courseOf(after, assess(after));
  return overrideStep(progress, claimed, assertion, { ...moment, observed });
}

/** A refused override is no new violation; where no way leads past a refusal, a person can answer for it. */
function carryOverride(request: PlanRequest, found: Found, made: Asserted, assertion: Assertion): Decision {
  const moved = made.progress !== found.progress;
  const accepted = moved ? [] : acceptable(found.progress, assertion.to, found.judged);
  if (accepted.length > 0) {
    const notes = accepted.map((one) => acceptNote(found.progress, seqOf(request, found.progress, one), assertion));
    const progress = { ...found.progress, drafts: [...found.progress.drafts, ...notes] };
    const judged = found.judged.filter((one) => !accepted.includes(one));
    return conclude(request, { ...found, progress, judged, reason: 'overridden', refused: null });
  }
  if (made.refusal !== null) return conclude(request, { ...found, refused: made.refusal });
  const judged = moved ? openAfter(request, made.progress, found.judged) : found.judged;
  return conclude(request, {
    ...found,
    progress: made.progress,
    judged,
    reason: moved ? 'overridden' : found.reason,
    refused: null,
  });
}

/** The number that the rejection has, or will have once this run's entries are appended. */
function seqOf({ record }: PlanRequest, { drafts }: PlanInProgress, { violation }: JudgedRefusal): number {
  const place = drafts.findIndex((draft) => draft.kind === 'rejection' && draft.cause === violation.cause);
  return violation.seq ?? (record?.head.seq ?? 0) + place + 1;
}

/**
 * After a step was claimed the next run's plan decides what of a violation is open, since the step may have healed it. A
 * claim that merely holds until something changes heals nothing.
 */
function openAfter(
  request: PlanRequest,
  progress: PlanInProgress,
  judged: readonly JudgedRefusal[],
): readonly JudgedRefusal[] {
  if (judged.length === 0) return judged;
  const next = { ...request, record: recordAfter(request, progress.drafts), assertion: null };
  const level = catchUpWithFacts(courseOf(next, assess(next)));
  if (level.reason === 'asserted_holds') return judged;
  const open = findAll(next, level).judged.map(({ refusal }) => refusal.cause);
  return judged.filter(({ refusal }) => open.includes(refusal.cause));
}

const NOT_ADOPTED =
  'The item is older than its record would be, and not all of it could be read, so it was not taken over as it is.';

function born(progress: PlanInProgress): PlanInProgress {
  return { ...progress, drafts: [draftBirth(progress, stateNamed(progress, progress.lifecycle.initial), [])] };
}

function adopt(progress: PlanInProgress): PlanInProgress {
  const birth = draftBirth(progress, stateNamed(progress, progress.observed), ['unproven']);
  const reason = 'The item is older than its record: the state was taken over as it was found, its history unproven.';
  const note = draftNote(progress, 'adopted', { at: null, reason });
  return { ...progress, state: progress.observed, drafts: [{ ...birth, trigger: 'adopted' }, note] };
}

function stateNamed(progress: PlanInProgress, name: string): State {
  const state = stateOf(progress.lifecycle, name);
  if (state === undefined) throw new LoopForgeError('lifecycle_invalid', `The lifecycle has no state "${name}".`);
  return state;
}

function unknownState({ record, lifecycle }: PlanRequest): LoopForgeError {
  return new LoopForgeError(
    'lifecycle_invalid',
    `The record of ${record?.record_id} stands in "${record?.state}", which the lifecycle ${lifecycle.name} does not have. Use the lifecycle that the record was made under.`,
  );
}
