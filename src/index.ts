import './compose/need-node.ts';

export { MemoryRepository } from './adapters/store/memory-repository.ts';
export { VALID_TRANSITIONS } from './codec/lifecycle/builtin-lifecycles.ts';
export { defineLifecycle } from './codec/lifecycle/define-lifecycle.ts';
export type { VerifyOptions } from './codec/verify/verify-text.ts';
export type { LibraryPlanRequest, LibraryPorts, ObserveRequest } from './compose/library.ts';
export { createRecord, LoopService, observe, plan, verifyRecord } from './compose/library.ts';
export { LoopState } from './compose/loop-state.ts';
export type { Actor } from './core/actor.ts';
export { ConflictError, type ErrorCode, LoopForgeError } from './core/errors.ts';
export type { Facts, IssueFacts, PullFacts } from './core/facts/facts.ts';
export { UNAVAILABLE } from './core/facts/facts.ts';
export type { JsonObject, JsonValue } from './core/json.ts';
export type { Lifecycle } from './core/lifecycle/lifecycle.ts';
export type { Observed } from './core/lifecycle/observe.ts';
export type { Plan } from './core/plan/plan-types.ts';
export type { Clock, ListOptions, Random, Repository } from './core/ports.ts';
export type { CreateRecordOptions } from './core/record/create-record.ts';
export type { Entry, LoopRecord, Note, Rejection, Transition } from './core/record/record.ts';
export type { ReasonCode } from './core/result.ts';
export type { LawSettings } from './core/settings.ts';
export type {
  Check,
  CheckName,
  Finding,
  Gravity,
  Scope,
  Verdict,
  Verification,
  VerifyCode,
} from './core/verify/types.ts';
export type {
  Guard,
  Hook,
  LoopServiceOptions,
  TransitionEvent,
  TransitionOptions,
  TransitionResult,
} from './usecase/loop-service.ts';
