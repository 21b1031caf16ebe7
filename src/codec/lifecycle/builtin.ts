import type { Lifecycle } from '../../core/model.ts';
import { STANDARD_DATA, STRICT_DATA } from './generated/lifecycles.ts';
import { readLifecycle } from './read-lifecycle.ts';

export type BuiltinLifecycleName = 'standard' | 'strict';

/** The ten states of the built-in lifecycles, in the order of progress. */
export const LoopState = {
  ISSUE_CREATED: 'issue_created',
  TASK_QUEUED: 'task_queued',
  PR_CREATED: 'pr_created',
  CI_PENDING: 'ci_pending',
  CI_PASSED: 'ci_passed',
  CI_FAILED: 'ci_failed',
  AWAITING_REVIEW: 'awaiting_review',
  APPROVED: 'approved',
  MERGED: 'merged',
  CLOSED: 'closed',
} as const;

export type LoopState = (typeof LoopState)[keyof typeof LoopState];

const cache = new Map<BuiltinLifecycleName, Lifecycle>();

/**
 * A lifecycle that comes with LoopForge, read when it is first asked for. That its states are those of `LoopState` is a
 * promise of the signature, which a test holds it to.
 */
export function builtinLifecycle(name: BuiltinLifecycleName): Lifecycle<LoopState>;
export function builtinLifecycle(name: BuiltinLifecycleName): Lifecycle {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const lifecycle = readLifecycle(name === 'strict' ? STRICT_DATA : STANDARD_DATA, { trusted: true });
  cache.set(name, lifecycle);
  return lifecycle;
}

/** The strict table: for each state the states that may follow. */
export const VALID_TRANSITIONS: { readonly [state in LoopState]: readonly LoopState[] } = Object.freeze({
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

function targets(state: LoopState): readonly LoopState[] {
  return Object.freeze(Object.keys(STRICT_DATA.states[state].to).filter(isLoopState));
}

function isLoopState(name: string): name is LoopState {
  return Object.hasOwn(STRICT_DATA.states, name);
}
