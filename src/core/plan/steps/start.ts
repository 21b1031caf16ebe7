import {
  conditionsOn,
  LoopForgeError,
  lastingOf,
  observeState,
  type PullFacts,
  type State,
  stateOf,
} from '../../model.ts';
import { assess, type Situation } from '../../situation/index.ts';
import { gateFor } from '../gate/index.ts';
import { draftBirth, draftNote } from './drafts.ts';
import type { PlanInProgress } from './plan-in-progress.ts';
import type { PlanRequest } from './plan-types.ts';

/** Where an item stands before anything is drafted: the record's state, and what the situation shows. */
export function startFrom(request: PlanRequest, situation: Situation): PlanInProgress {
  const { lifecycle, event, caused, record } = request;
  const conditions = conditionsOn(situation.contexts);
  const observed = observeState(lifecycle, conditions, event);
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
    gate: gateFor(request, situation),
    asks: [],
    halt: null,
  };
}

/** The same, as one of its pull requests shows it. */
export function startFollowing(request: PlanRequest, follow: PullFacts): PlanInProgress {
  return startFrom(request, assess({ ...request, follow }));
}

/** A record that begins with its item. */
export function born(progress: PlanInProgress): PlanInProgress {
  return { ...progress, drafts: [draftBirth(progress, stateNamed(progress, progress.lifecycle.initial), [])] };
}

/** A record of an item that is older: it stands where the item was found. */
export function adopt(progress: PlanInProgress): PlanInProgress {
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
