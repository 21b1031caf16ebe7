import { LoopForgeError, stateOf, UNAVAILABLE } from '../model.ts';
import { assess, type Situation } from '../situation/index.ts';
import { carryOut } from './carry-out.ts';
import { notTracked, putOff } from './conclude.ts';
import { effectsOf } from './effects.ts';
import { IN_FLIGHT, isMergeInFlight, stillOpen } from './in-flight.ts';
import { leaveAlone } from './left-alone.ts';
import {
  adopt,
  born,
  catchUpWithFacts,
  type Decision,
  decideBeginning,
  isMergeInOrder,
  type Plan,
  type PlanRequest,
  startFollowing,
  startFrom,
} from './steps/index.ts';
import { verdictOf } from './verdict.ts';

/**
 * What one run does about one item: the entries to append, or a refusal with its reason, and what is to be shown of it.
 * Pure: facts, record, event and clock are given.
 * @throws LoopForgeError `input_invalid` (an assertion of an unknown state), `evidence_unavailable` (an assertion that
 * needs an unreadable fact), `lifecycle_invalid` (the record stands in a state that the lifecycle does not have).
 */
export function planItem(request: PlanRequest): Plan {
  const decision = isMergeInFlight(request) ? inFlight(request) : decide(request);
  const verdict = verdictOf(request, decision, decide);
  return { ...decision, verdict, effects: effectsOf(request, { ...decision, verdict }) };
}

/** The close waits for the merge that it came before; steps up to it are taken. */
function inFlight(request: PlanRequest): Decision {
  const decision = decide({ ...request, facts: stillOpen(request.facts) });
  if (decision.refused || decision.outcome === 'ignored') return decision;
  return { ...decision, outcome: 'deferred', reason: 'merge_in_flight', notice: IN_FLIGHT };
}

function decide(asked: PlanRequest): Decision {
  const { request, situation } = withoutRefuted(asked);
  const progress = startFrom(request, situation);
  const alone = leaveAlone(request, progress);
  if (alone !== null) return alone;
  if (request.lookOnly) return notTracked(progress, LOOKED);
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
  return carryOut(request, { progress: adopt(progress), refusal: null, veto: null, reason: 'adopted' });
}

/** A link that was written after the merge heals and never accuses: one whose gates were not met belongs to nothing. */
function withoutRefuted(request: PlanRequest): { readonly request: PlanRequest; readonly situation: Situation } {
  const situation = assess(request);
  const { pull, inferred } = situation;
  const { pulls } = request.facts;
  const asTold = { request, situation };
  if (!inferred || pull === UNAVAILABLE || pull === null || pulls === UNAVAILABLE) return asTold;
  if (isMergeInOrder(startFollowing(request, pull)) === true) return asTold;
  const others = pulls.filter((one) => one.number !== pull.number);
  return withoutRefuted({ ...request, facts: { ...request.facts, pulls: others } });
}

const LOOKED = 'It was only looked at.';

const NOT_ADOPTED =
  'The item is older than its record would be, and not all of it could be read, so it was not taken over as it is.';

function unknownState({ record, lifecycle }: PlanRequest): LoopForgeError {
  return new LoopForgeError(
    'lifecycle_invalid',
    `The record of ${record?.record_id} stands in "${record?.state}", which the lifecycle ${lifecycle.name} does not have. Use the lifecycle that the record was made under.`,
  );
}
