import './compose/library/need-node.ts';

// A service that keeps records.

export { MemoryRepository } from './adapters/store/memory/repository.ts';
export type { LibraryPorts } from './compose/library/library-ports.ts';
export { LoopService, type LoopServiceOptions, type TransitionOptions } from './compose/library/loop-service.ts';
export type {
  AnyRepository,
  Closable,
  EntryWriter,
  ItemBound,
  ListOptions,
  Migratable,
  RecordFilter,
  Repository,
  Scannable,
  UnreadableRecord,
} from './core/ports/repository.ts';
export type { TimeLimit } from './usecase/library/answer-within.ts';
export type { Guard, GuardOptions } from './usecase/library/guards.ts';
export type { Hook, HookOptions, HookResult } from './usecase/library/hooks.ts';
export type { ProposedTransition, TransitionEvent } from './usecase/library/step-event.ts';
export type {
  RecordMissing,
  TransitionFailure,
  TransitionRefusal,
  TransitionResult,
  TransitionSuccess,
} from './usecase/library/transition-result.ts';

// States, and what leads from one to the next.

export { LoopState, VALID_TRANSITIONS } from './codec/lifecycle/builtin.ts';
export { defineLifecycle } from './codec/lifecycle/define-lifecycle.ts';
export type { LifecycleDefinition } from './codec/lifecycle/format.ts';
export type { Lifecycle } from './core/lifecycle/lifecycle.ts';

// Records: made, read and verified.

export type { VerifyOptions } from './codec/verify/verify-text.ts';
export { createRecord, readRecord, verifyRecord, writeRecord } from './compose/library/records.ts';
export type { CreateRecordOptions } from './core/record/append/new-record.ts';
export type { Entry, Note, Rejection, Transition } from './core/record/entry.ts';
export { type EntryKind, kindOf } from './core/record/kind.ts';
export type { Genesis, Head, LoopRecord } from './core/record/record.ts';
export type { Finding, Gravity, VerifyCode } from './core/verify/findings/finding.ts';
export type { CheckName } from './core/verify/register/register.ts';
export type { Check, Scope, Verdict, Verification } from './core/verify/register/verification.ts';

// What GitHub says of an item, and what follows from it.

export { type LibraryPlanRequest, type ObserveRequest, observe, plan } from './compose/library/facts.ts';
export { type Facts, type IssueFacts, type PullFacts, UNAVAILABLE } from './core/facts/facts.ts';
export type { Observed } from './core/lifecycle/observe.ts';
export type { ReasonCode } from './core/outcome/result.ts';
export type { Plan } from './core/plan/steps/plan-types.ts';
export type { LawSettings } from './core/values/settings.ts';

// Values that all of it is made of.

export type { Actor } from './core/values/actor.ts';
export type { Clock, Random } from './core/values/clock.ts';
export { ConflictError, type ErrorCode, LoopForgeError } from './core/values/errors.ts';
export { type AccountId, type CommentId, type Hash, isSha, type NodeId, type Sha } from './core/values/ids.ts';
export type { Instant } from './core/values/instant.ts';
export type { JsonObject, JsonValue } from './core/values/json.ts';
