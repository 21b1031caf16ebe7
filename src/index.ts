import './compose/library/need-node.ts';

export { MemoryRepository } from './adapters/store/memory-repository.ts';
export { VALID_TRANSITIONS } from './codec/lifecycle/builtin-lifecycles.ts';
export { defineLifecycle } from './codec/lifecycle/define-lifecycle.ts';
export type { VerifyOptions } from './codec/verify/verify-text.ts';
export {
  createRecord,
  type LibraryPlanRequest,
  type LibraryPorts,
  LoopService,
  type ObserveRequest,
  observe,
  plan,
  verifyRecord,
} from './compose/library/library.ts';
export { LoopState } from './compose/library/loop-state.ts';
export { type Facts, type IssueFacts, type PullFacts, UNAVAILABLE } from './core/facts/facts.ts';
export type { Lifecycle } from './core/lifecycle/lifecycle.ts';
export type { Observed } from './core/lifecycle/observe.ts';
export type { ReasonCode } from './core/outcome/result.ts';
export type { Plan } from './core/plan/steps/plan-types.ts';
export type { ListOptions, Repository } from './core/ports/repository.ts';
export type { CreateRecordOptions } from './core/record/append/new-record.ts';
export type { Entry, Note, Rejection, Transition } from './core/record/entry.ts';
export { type EntryKind, kindOf } from './core/record/kind.ts';
export type { LoopRecord } from './core/record/record.ts';
export type { Actor } from './core/values/actor.ts';
export type { Clock, Random } from './core/values/clock.ts';
export { ConflictError, type ErrorCode, LoopForgeError } from './core/values/errors.ts';
export type { JsonObject, JsonValue } from './core/values/json.ts';
export type { LawSettings } from './core/values/settings.ts';
export type {
  Check,
  CheckName,
  Finding,
  Gravity,
  Scope,
  Verdict,
  Verification,
  VerifyCode,
} from './core/verify/findings/verification.ts';
export type {
  Guard,
  Hook,
  LoopServiceOptions,
  TransitionEvent,
  TransitionOptions,
  TransitionResult,
} from './usecase/library/loop-service.ts';
