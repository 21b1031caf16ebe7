import {
  appendEntries,
  type Clock,
  ConflictError,
  type CreateRecordOptions,
  claimDraft,
  type ErrorCode,
  type JsonObject,
  type Lifecycle,
  type LoopRecord,
  newRecord,
  type Random,
  type RecordPorts,
  type Repository,
  stampOf,
  stateOf,
  traitsIn,
  withoutView,
} from '../../core/model.ts';
import type { ReasonCode } from '../../core/outcome/index.ts';

/** What hooks and guards are told. For a guard `record` is still the one before the step. */
export interface TransitionEvent {
  readonly record: LoopRecord;
  readonly previousState: string;
  readonly newState: string;
  readonly trigger: string;
  readonly metadata: JsonObject;
}

/** Told after the save. One that throws is logged and does not undo the step. */
export type Hook = (event: TransitionEvent) => void | Promise<void>;
/** Asked before the save: anything but `true` is a veto, a text says why. One that throws vetoes. */
export type Guard = (event: TransitionEvent) => boolean | string | Promise<boolean | string>;

export interface TransitionResult {
  readonly success: boolean;
  readonly record: LoopRecord | null;
  readonly error: string | null;
  /** Why it did not succeed; null: it did. */
  readonly code: ErrorCode | ReasonCode | null;
  readonly previousState: string | null;
  readonly newState: string | null;
}

export interface LoopServiceOptions {
  readonly repository: Repository;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly random: Random;
  readonly hooks?: readonly Hook[];
  readonly guards?: readonly Guard[];
  /** Where a hook that threw is reported. */
  readonly log?: (line: string) => void;
}

export interface TransitionOptions {
  readonly trigger?: string;
  readonly metadata?: JsonObject;
}

const MAX_TRIES = 100;

/** Keeps records in any `Repository`; without facts the lifecycle's table alone decides which step is legal. */
export class LoopService {
  readonly repository: Repository;
  readonly #ports: RecordPorts;
  readonly #lifecycle: Lifecycle;
  readonly #hooks: Hook[];
  readonly #guards: Guard[];
  readonly #log: (line: string) => void;

  constructor(options: LoopServiceOptions) {
    const { lifecycle, clock, random } = options;
    this.repository = options.repository;
    this.#lifecycle = lifecycle;
    this.#ports = { clock, random, lifecycle, traitsOf: traitsIn(lifecycle) };
    this.#hooks = [...(options.hooks ?? [])];
    this.#guards = [...(options.guards ?? [])];
    this.#log = options.log ?? (() => {});
  }

  /** Creates and stores a record; an id that is taken is drawn again. @throws LoopForgeError `record_invalid`, or what the repository throws. */
  async create(options: CreateRecordOptions): Promise<LoopRecord> {
    for (let attempt = 1; ; attempt++) {
      const saved = await this.#trySave(newRecord(options, this.#ports), null, attempt);
      if (saved !== null) return saved;
    }
  }

  get(id: string): Promise<LoopRecord | null> {
    return this.repository.get(id);
  }

  getByRef(ref: string): Promise<LoopRecord | null> {
    return this.repository.getByRef(ref);
  }

  addHook(hook: Hook): void {
    this.#hooks.push(hook);
  }

  addGuard(guard: Guard): void {
    this.#guards.push(guard);
  }

  /** Is there an edge from the record's state to this one? False for an unknown record. */
  async canTransition(id: string, newState: string): Promise<boolean> {
    const record = await this.get(id);
    return record !== null && this.#targets(record.state).includes(newState);
  }

  /**
   * Takes one step: load, check, ask the guards, append, save; when another writer was first, all over again, so that
   * two writers never lose a step. An illegal step changes nothing and is a result, not an exception.
   * @throws LoopForgeError `record_invalid` (metadata that JSON cannot hold), or what the repository throws.
   */
  async transition(id: string, newState: string, options: TransitionOptions = {}): Promise<TransitionResult> {
    const { trigger = 'manual', metadata = {} } = options;
    for (let attempt = 1; ; attempt++) {
      const before = await this.get(id);
      if (before === null) return failure(null, 'record_not_found', `Record not found: ${id}`);
      const previousState = before.state;
      const event = { record: before, previousState, newState, trigger, metadata };
      const objection = this.#illegal(before, newState) ?? (await this.#veto(event));
      if (objection !== null) return objection;
      const now = this.#ports.clock();
      const claim = claimDraft({ from: previousState, to: newState, trigger, at: now, metadata });
      const { record } = appendEntries(withoutView(before), [claim], stampOf(this.#ports, now));
      const saved = await this.#trySave(record, before.head.seq, attempt);
      if (saved === null) continue;
      await this.#tell({ ...event, record: saved });
      return { success: true, record: saved, error: null, code: null, previousState, newState };
    }
  }

  #targets(state: string): readonly string[] {
    return stateOf(this.#lifecycle, state)?.to.map((edge) => edge.to) ?? [];
  }

  #illegal(record: LoopRecord, newState: string): TransitionResult | null {
    const allowed = this.#targets(record.state);
    if (allowed.includes(newState)) return null;
    const list = allowed.length > 0 ? allowed.join(', ') : 'none (terminal)';
    const message = `Invalid transition: ${record.state} → ${newState}. Allowed from ${record.state}: ${list}`;
    return failure(record, 'invalid_transition', message);
  }

  async #veto(event: TransitionEvent): Promise<TransitionResult | null> {
    for (const guard of this.#guards) {
      const answer = await askGuard(guard, event);
      if (answer === true) continue;
      const why = typeof answer === 'string' && answer !== '' ? `: ${answer}` : '';
      const step = `${event.previousState} → ${event.newState}`;
      return failure(event.record, 'vetoed', `Transition vetoed by a guard: ${step}${why}`);
    }
    return null;
  }

  /** Null: another writer was first. */
  async #trySave(record: LoopRecord, expectedVersion: number | null, attempt: number): Promise<LoopRecord | null> {
    try {
      return await this.repository.save(record, { expectedVersion });
    } catch (error) {
      if (error instanceof ConflictError && attempt < MAX_TRIES) return null;
      throw error;
    }
  }

  async #tell(event: TransitionEvent): Promise<void> {
    for (const hook of this.#hooks) {
      try {
        await hook(event);
      } catch (error) {
        this.#log(`A hook failed after ${event.previousState} → ${event.newState}: ${String(error)}`);
      }
    }
  }
}

async function askGuard(guard: Guard, event: TransitionEvent): Promise<boolean | string> {
  try {
    return await guard(event);
  } catch (error) {
    return `the guard failed (${String(error)})`;
  }
}

function failure(record: LoopRecord | null, code: ErrorCode | ReasonCode, error: string): TransitionResult {
  return { success: false, record, error, code, previousState: record?.state ?? null, newState: null };
}
