import {
  type AnyRepository,
  appendEntries,
  canonicalize,
  claimDraft,
  type EntryWriter,
  isTransition,
  type JsonObject,
  type Lifecycle,
  LoopForgeError,
  type LoopRecord,
  noSuchState,
  type RecordPorts,
  stampOf,
  stateOf,
  type Timer,
  type Transition,
  withoutView,
} from '../../core/model.ts';
import { type AddedGuard, findVeto } from './guards.ts';
import { type AddedHook, type CallPorts, tellHooks } from './hooks.ts';
import type { ProposedTransition, TransitionEvent } from './step-event.ts';
import { pauseAfter, trySave, writerOf } from './store-record.ts';
import {
  recordMissing,
  type TransitionFailure,
  type TransitionRefusal,
  type TransitionResult,
  transitionRefused,
} from './transition-result.ts';

/** What taking steps needs. `S` are the states of the lifecycle. */
export interface TransitionPorts<S extends string> extends RecordPorts, CallPorts, Timer {
  readonly repository: AnyRepository;
  readonly lifecycle: Lifecycle<S>;
  readonly hooks: readonly AddedHook<S>[];
  readonly guards: readonly AddedGuard<S>[];
}

/** One step that is asked for. */
export interface TransitionRequest<S extends string> {
  readonly id: string;
  readonly newState: S;
  readonly trigger: string;
  readonly metadata: JsonObject;
}

/** What was stored; or why nothing was. */
type Taken<S extends string> = { readonly event: TransitionEvent<S> } | { readonly failure: TransitionFailure };

/**
 * Takes one step: load, check, ask the guards, append, save; when another writer was first, all over again, so that two
 * writers never lose a step. Without facts the lifecycle's table alone decides which step is legal. Hooks are told when
 * all of that is over, so that they may take steps themselves.
 * @throws LoopForgeError `record_invalid` (metadata that JSON cannot hold), or what the repository throws.
 */
export async function transitionRecord<S extends string>(
  ports: TransitionPorts<S>,
  request: TransitionRequest<S>,
): Promise<TransitionResult<S>> {
  const taken = await takeStep(ports, { ...request, metadata: ownCopy(request.metadata) });
  if ('failure' in taken) return taken.failure;
  const { record, previousState, newState } = taken.event;
  const hooks = await tellHooks(ports.hooks, taken.event, ports);
  return { success: true, record, error: null, code: null, previousState, newState, hooks };
}

async function takeStep<S extends string>(
  ports: TransitionPorts<S>,
  { id, newState, trigger, metadata }: TransitionRequest<S>,
): Promise<Taken<S>> {
  for (let attempt = 1; ; attempt++) {
    const began = ports.elapsed();
    const record = await ports.repository.get(id);
    if (record === null) return { failure: recordMissing(id) };
    const from = stateOf(ports.lifecycle, record.state);
    if (!from?.to.some(({ to }) => to === newState)) return { failure: illegal(ports.lifecycle, record, newState) };
    const proposed = { record, previousState: from.name, newState, trigger, metadata };
    const veto = await findVeto(ports.guards, proposed, ports);
    if (veto !== null) return { failure: transitionRefused(record, 'vetoed', veto) };
    const { next, entry } = withStep(ports, proposed, await writerOf(ports.repository));
    const saved = await trySave(ports.repository, next, {
      expectedVersion: record.head.seq,
      attempt,
    });
    if (saved !== null) return { event: { ...proposed, record: saved, entry } };
    await pauseAfter(attempt, ports.elapsed() - began, ports);
  }
}

/**
 * Metadata as they are when a step is asked for: what a guard allowed is what is stored, and told to hooks.
 * @throws LoopForgeError `record_invalid`
 */
function ownCopy(metadata: JsonObject): JsonObject {
  canonicalize(metadata);
  return structuredClone(metadata);
}

/** The states that the table lets follow; none for a state that the lifecycle does not have. */
export function statesAfter<S extends string>(lifecycle: Lifecycle<S>, state: string): readonly S[] {
  return stateOf(lifecycle, state)?.to.map((edge) => edge.to) ?? [];
}

function withStep(
  ports: RecordPorts,
  { record, previousState, newState, trigger, metadata }: ProposedTransition,
  { actor, run }: EntryWriter,
): { readonly next: LoopRecord; readonly entry: Transition } {
  const now = ports.clock();
  const claim = claimDraft({ from: previousState, to: newState, trigger, at: now, actor, metadata });
  const { record: next, appended } = appendEntries(withoutView(record), [claim], stampOf(ports, now, run));
  const entry = appended.find(isTransition);
  if (entry === undefined) throw new LoopForgeError('internal', 'A step was appended, and is not there.');
  return { next, entry };
}

function illegal(lifecycle: Lifecycle, record: LoopRecord, newState: string): TransitionRefusal {
  const allowed = statesAfter(lifecycle, record.state);
  const list = allowed.length > 0 ? allowed.join(', ') : 'none (terminal)';
  const isState = stateOf(lifecycle, newState) !== undefined;
  const why = isState ? `Allowed from ${record.state}: ${list}` : noSuchState(lifecycle, newState).message;
  return transitionRefused(record, 'invalid_transition', `Invalid transition: ${record.state} → ${newState}. ${why}`);
}
