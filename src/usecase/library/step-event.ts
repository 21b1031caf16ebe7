import type { JsonObject, LoopRecord, Transition } from '../../core/model.ts';

/**
 * A step that is about to be taken, as guards are told of it. Only legal steps are told of, so both states are states of
 * the service's lifecycle; `record.state` came out of a store, and is any text. Whoever is told gets a copy of its own.
 */
export interface ProposedTransition<out S extends string = string> {
  /** As it stands before the step. */
  readonly record: LoopRecord;
  readonly previousState: S;
  readonly newState: S;
  readonly trigger: string;
  readonly metadata: JsonObject;
}

/** A step that was stored, as hooks are told of it. */
export interface TransitionEvent<out S extends string = string> extends ProposedTransition<S> {
  /** As it was stored. */
  readonly record: LoopRecord;
  /** The step itself, as the record holds it: with its time, its number and its hash. */
  readonly entry: Transition;
}
