// Compiled by package.test.ts against the built declarations, the way a user's program is; it never runs.
import {
  type Actor,
  type Clock,
  ConflictError,
  createRecord,
  defineLifecycle,
  type Entry,
  type ErrorCode,
  LoopForgeError,
  type LoopRecord,
  LoopService,
  LoopState,
  MemoryRepository,
  observe,
  type Plan,
  plan,
  type Repository,
  type TransitionResult,
  VALID_TRANSITIONS,
} from 'loopforge';

const clock: Clock = () => '2026-11-22T08:00:00Z';
const repository: Repository = new MemoryRepository();
export const service = new LoopService({ repository, clock, hooks: [], guards: [] });

export const state: LoopState = LoopState.CI_PASSED;
export const following: readonly LoopState[] = VALID_TRANSITIONS.ci_passed;
export const record: LoopRecord = createRecord({ ref: 'x', labels: { team: 'platform' } });
export const entries: readonly Entry[] = record.transitions;
export const lifecycle = defineLifecycle({ name: 'x', initial: 'a', states: { a: { when: true } } });

export async function useAll(): Promise<LoopState | string> {
  const made = await service.create({ ref: 'x' });
  const result: TransitionResult = await service.transition(made.record_id, LoopState.TASK_QUEUED);
  return result.newState ?? result.error ?? '';
}

export function planned(facts: Parameters<typeof plan>[0]['facts']): Plan {
  observe({ facts });
  return plan({ facts, lifecycle });
}

export function codeOf(error: unknown): ErrorCode | null {
  if (error instanceof ConflictError) return error.code;
  return error instanceof LoopForgeError ? error.code : null;
}

export const somebody: Actor = { id: '583231', login: 'octocat', type: 'User' };

// @ts-expect-error a state that there is none
export const wrong: LoopState = 'done';
// @ts-expect-error the record is read only
record.state = 'merged';
