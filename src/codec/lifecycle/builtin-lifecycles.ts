import type { Lifecycle } from '../../core/model.ts';
import { STANDARD_DATA, STRICT_DATA } from './generated/lifecycles.ts';
import { readLifecycle } from './lifecycle.ts';

export type BuiltinLifecycleName = 'standard' | 'strict';

type StrictState = keyof typeof STRICT_DATA.states;

const cache = new Map<BuiltinLifecycleName, Lifecycle>();

/** A lifecycle that comes with LoopForge, read when it is first asked for. */
export function builtinLifecycle(name: BuiltinLifecycleName): Lifecycle {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const lifecycle = readLifecycle(name === 'strict' ? STRICT_DATA : STANDARD_DATA, { trusted: true });
  cache.set(name, lifecycle);
  return lifecycle;
}

/** The strict table: for each state the states that may follow. */
export const VALID_TRANSITIONS: { readonly [state in StrictState]: readonly StrictState[] } = Object.freeze({
  issue_created: targets('issue_created'),
  task_queued: targets('task_queued'),
  pr_created: targets('pr_created'),
  ci_pending: targets('ci_pending'),
  ci_passed: targets('ci_passed'),
  ci_failed: targets('ci_failed'),
  awaiting_review: targets('awaiting_review'),
  approved: targets('approved'),
  merged: targets('merged'),
  closed: targets('closed'),
});

function targets(state: StrictState): readonly StrictState[] {
  return Object.freeze(Object.keys(STRICT_DATA.states[state].to).filter(isStrictState));
}

function isStrictState(name: string): name is StrictState {
  return Object.hasOwn(STRICT_DATA.states, name);
}
