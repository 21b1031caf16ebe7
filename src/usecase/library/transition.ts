import {
  type AnyRepository,
  appendEntries,
  claimDraft,
  type EntryWriter,
  type JsonObject,
  type Lifecycle,
  type LoopRecord,
  noSuchState,
  type RecordPorts,
  stampOf,
  stateOf,
  type Timer,
  withoutView,
} from '../../core/model.ts';
import { findVeto, type Guard, type Hook, type TransitionEvent, tellHooks } from './hooks.ts';
import { pauseAfter, trySave, writerOf } from './store-record.ts';
import {
  recordMissing,
  type TransitionRefusal,
  type TransitionResult,
  transitionRefused,
} from './transition-result.ts';

/** What taking steps needs. `S` are the states of the lifecycle. */
export interface TransitionPorts<S extends string> extends RecordPorts, Timer {
  readonly repository: AnyRepository;
  readonly lifecycle: Lifecycle<S>;
  readonly hooks: readonly Hook<S>[];
  readonly guards: readonly Guard<S>[];
  /** Where a hook that threw is reported. */
  readonly log: (line: string) => void;
}

/** One step that is asked for. */
export interface TransitionRequest<S extends string> {
  readonly id: string;
  readonly newState: S;
  readonly trigger: string;
  readonly metadata: JsonObject;
}

/**
 * Takes one step: load, check, ask the guards, append, save; when another writer was first, all over again, so that two
 * writers never lose a step. Without facts the lifecycle's table alone decides which step is legal.
 * @throws LoopForgeError `record_invalid` (metadata that JSON cannot hold), or what the repository throws.
 */
export async function transitionRecord<S extends string>(
  ports: TransitionPorts<S>,
  { id, newState, trigger, metadata }: TransitionRequest<S>,
): Promise<TransitionResult<S>> {
  for (let attempt = 1; ; attempt++) {
    const began = ports.elapsed();
    const record = await ports.repository.get(id);
    if (record === null) return recordMissing(id);
    const from = stateOf(ports.lifecycle, record.state);
    if (!from?.to.some(({ to }) => to === newState)) return illegal(ports.lifecycle, record, newState);
    const event = { record, previousState: from.name, newState, trigger, metadata };
    const veto = await findVeto(ports.guards, event);
    if (veto !== null) return transitionRefused(record, 'vetoed', veto);
    const next = withStep(ports, event, await writerOf(ports.repository));
    const saved = await trySave(ports.repository, next, {
      expectedVersion: record.head.seq,
      attempt,
    });
    if (saved === null) {
      await pauseAfter(attempt, ports.elapsed() - began, ports);
      continue;
    }
    await tellHooks(ports.hooks, { ...event, record: saved }, ports.log);
    return { success: true, record: saved, error: null, code: null, previousState: from.name, newState };
  }
}

/** The states that the table lets follow; none for a state that the lifecycle does not have. */
export function statesAfter<S extends string>(lifecycle: Lifecycle<S>, state: string): readonly S[] {
  return stateOf(lifecycle, state)?.to.map((edge) => edge.to) ?? [];
}

function withStep(ports: RecordPorts, event: TransitionEvent, { actor, run }: EntryWriter): LoopRecord {
  const { record, previousState, newState, trigger, metadata } = event;
  const now = ports.clock();
  const claim = claimDraft({ from: previousState, to: newState, trigger, at: now, actor, metadata });
  return appendEntries(withoutView(record), [claim], stampOf(ports, now, run)).record;
}

function illegal(lifecycle: Lifecycle, record: LoopRecord, newState: string): TransitionRefusal {
  const allowed = statesAfter(lifecycle, record.state);
  const list = allowed.length > 0 ? allowed.join(', ') : 'none (terminal)';
  const isState = stateOf(lifecycle, newState) !== undefined;
  const why = isState ? `Allowed from ${record.state}: ${list}` : noSuchState(lifecycle, newState).message;
  return transitionRefused(record, 'invalid_transition', `Invalid transition: ${record.state} → ${newState}. ${why}`);
}
