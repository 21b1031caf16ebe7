import { MemoryRepository } from '../../adapters/store/memory/repository.ts';
import { systemAlarm, systemSleep } from '../../adapters/system/timer.ts';
import type { LoopState } from '../../codec/lifecycle/index.ts';
import {
  type AnyRepository,
  type CreateRecordOptions,
  type JsonObject,
  type Lifecycle,
  type LoopRecord,
  noSuchState,
  type Repository,
  stateOf,
  type Timer,
} from '../../core/model.ts';
import {
  type AddedGuard,
  type AddedHook,
  addedGuard,
  addedHook,
  createStored,
  type Guard,
  type GuardOptions,
  type Hook,
  type HookOptions,
  statesAfter,
  type TransitionPorts,
  type TransitionResult,
  transitionRecord,
} from '../../usecase/library/index.ts';
import { type LibraryPorts, withDefaults } from './library-ports.ts';

/** All of it may be left out. */
export interface LoopServiceOptions<S extends string = LoopState> extends LibraryPorts<S> {
  /** Where the records are stored; the default is a new `MemoryRepository`. */
  readonly repository?: AnyRepository;
  readonly hooks?: readonly Hook<NoInfer<S>>[];
  readonly guards?: readonly Guard<NoInfer<S>>[];
  /** How it waits, at most two seconds at a time, after another writer was first; the default is the machine's timer. */
  readonly sleep?: Timer['sleep'];
  /** Where hooks and guards that failed are reported; the default is `console.error`. */
  readonly log?: (line: string) => void;
}

/** The lifecycle may be left out only where `S` holds the built-in states. */
type ConstructorOptions<S extends string> = LoopState extends S
  ? [options?: LoopServiceOptions<S>]
  : [options: LoopServiceOptions<S> & { readonly lifecycle: Lifecycle<S> }];

export interface TransitionOptions {
  /** The name of what caused the step; the default is `manual`. */
  readonly trigger?: string;
  readonly metadata?: JsonObject;
}

/**
 * Keeps records in any `Repository`; without facts the lifecycle's table alone decides which step is legal.
 *
 * `S` are the states of its lifecycle, so that a step to a misspelt state does not compile: those of the built-in
 * lifecycles by default, those of a lifecycle made by `defineLifecycle`, and any text for one that was read from a file.
 * What it did itself is told in these states. `record.state` is any text: a store may hold records of other lifecycles.
 *
 * `in out` is written since the declarations that a package ships do not show the private fields that imply it.
 */
export class LoopService<in out S extends string = LoopState> {
  readonly repository: Repository;
  readonly #ports: TransitionPorts<S>;
  readonly #hooks: AddedHook<S>[];
  readonly #guards: AddedGuard<S>[];

  /** All options may be left out where the built-in states will do. */
  constructor(...[options = {}]: ConstructorOptions<S>) {
    const { repository = new MemoryRepository(), hooks = [], guards = [], log = console.error } = options;
    const { sleep = systemSleep } = options;
    this.repository = repository;
    this.#hooks = hooks.map((hook) => addedHook(hook));
    this.#guards = guards.map((guard) => addedGuard(guard));
    const calls = { hooks: this.#hooks, guards: this.#guards, log, alarm: systemAlarm };
    const timer: Timer = { elapsed: () => performance.now(), sleep };
    this.#ports = { ...withDefaults(options), ...timer, ...calls, repository };
  }

  /**
   * Creates and stores a record in the initial state; an id that is taken is drawn again, unless the store's items give
   * the ids, as issues do.
   * @throws LoopForgeError `record_invalid`, or what the repository throws.
   */
  create(options: CreateRecordOptions): Promise<LoopRecord> {
    return createStored(options, this.#ports);
  }

  /** The record with this id; null: there is none. */
  get(id: string): Promise<LoopRecord | null> {
    return this.repository.get(id);
  }

  /** The record created last for this ref; null: there is none. */
  getByRef(ref: string): Promise<LoopRecord | null> {
    return this.repository.getByRef(ref);
  }

  /**
   * Has it told of each step after the save. Hooks are told side by side, each with an event of its own; one that throws,
   * or is not done in time, is logged and told in the result's `hooks`, and undoes nothing.
   * @throws LoopForgeError `input_invalid` for a hook that is no function, or a time-out that is none.
   */
  addHook(hook: Hook<S>, options: HookOptions = {}): void {
    this.#hooks.push(addedHook(hook, options));
  }

  /**
   * Has it asked about each legal step before the save; guards are asked one after the other, up to the first veto. One
   * that throws, or gives no answer in time, is a veto, or a yes where `failure` is `open`.
   * @throws LoopForgeError `input_invalid` for a guard that is no function, and options that are none.
   */
  addGuard(guard: Guard<S>, options: GuardOptions = {}): void {
    this.#guards.push(addedGuard(guard, options));
  }

  /**
   * Is there an edge from the record's state to this one? False for an unknown record.
   * @throws LoopForgeError `input_invalid` for a state that the lifecycle does not have.
   */
  async canTransition(id: string, newState: S): Promise<boolean> {
    const { lifecycle } = this.#ports;
    if (stateOf(lifecycle, newState) === undefined) throw noSuchState(lifecycle, newState);
    const record = await this.get(id);
    return record !== null && statesAfter(lifecycle, record.state).includes(newState);
  }

  /**
   * Takes one step: load, check, ask the guards, append, save; when another writer was first, all over again, so that
   * two writers never lose a step. An illegal step changes nothing and is a result, not an exception. It is done when
   * all hooks are, or their time is over.
   * @throws LoopForgeError `record_invalid` (metadata that JSON cannot hold), or what the repository throws.
   */
  transition(id: string, newState: S, options: TransitionOptions = {}): Promise<TransitionResult<S>> {
    const { trigger = 'manual', metadata = {} } = options;
    return transitionRecord(this.#ports, { id, newState, trigger, metadata });
  }
}
