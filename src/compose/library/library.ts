import { MemoryRepository } from '../../adapters/store/memory-repository.ts';
import { systemClock, systemRandom } from '../../adapters/system/system.ts';
import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import { type VerifyOptions, verifyValue } from '../../codec/verify/index.ts';
import {
  type Clock,
  type CreateRecordOptions,
  conditionsOn,
  LAW_DEFAULTS,
  type LawSettings,
  type Lifecycle,
  type LoopRecord,
  newRecord,
  type Observed,
  observeState,
  type Random,
  type RunContext,
  type RunEvent,
  traitsIn,
} from '../../core/model.ts';
import { planItem } from '../../core/plan/index.ts';
import type { Plan, PlanRequest } from '../../core/plan/steps/index.ts';
import { assess, type SituationInput } from '../../core/situation/index.ts';
import type { Verification } from '../../core/verify/index.ts';
import { renderRecord } from '../../report/comment/index.ts';
import { type LoopServiceOptions, LoopService as LoopServiceWith } from '../../usecase/library/index.ts';

/** What the library brings along, and a caller may replace. */
export interface LibraryPorts {
  readonly clock?: Clock;
  readonly random?: Random;
  /** The law that the records live under; the default is `strict`, the original table. */
  readonly lifecycle?: Lifecycle;
}

/** Keeps records in any `Repository`, by default in memory and under the `strict` lifecycle. */
export class LoopService extends LoopServiceWith {
  constructor(options: Partial<LoopServiceOptions> = {}) {
    super({
      log: console.error,
      ...options,
      ...portsOf(options),
      repository: options.repository ?? new MemoryRepository(),
    });
  }
}

/**
 * A new record in the initial state, stored nowhere.
 * @throws LoopForgeError `record_invalid` for an empty ref.
 */
export function createRecord(options: CreateRecordOptions, ports: LibraryPorts = {}): LoopRecord {
  const { clock, random, lifecycle } = portsOf(ports);
  return newRecord(options, { clock, random, lifecycle, traitsOf: traitsIn(lifecycle) });
}

function portsOf(ports: LibraryPorts): Required<LibraryPorts> {
  const { clock = systemClock, random = systemRandom, lifecycle = builtinLifecycle('strict') } = ports;
  return { clock, random, lifecycle };
}

/**
 * Verifies a record in itself: schema, chain, commitments, legal steps, fold, sealed parts, and that the visible part
 * that it names follows from it. It says nothing of who wrote the record: `PASS` has the scope `record`, and the checks
 * that need GitHub are listed as not run. Never throws; a value that is no record is `FAIL` with `malformed`.
 */
export function verifyRecord(value: unknown, options: VerifyOptions = {}): Verification {
  return verifyValue(value, { render: renderRecord, ...options });
}

/** Facts, and what they are read against; all but the facts may be left out. */
export interface ObserveRequest
  extends Partial<Omit<SituationInput, 'facts' | 'settings' | 'lifecycle' | 'asserting'>> {
  readonly facts: SituationInput['facts'];
  readonly settings?: Partial<LawSettings>;
  /** The default is the built-in lifecycle that `settings.lifecycle` names. */
  readonly lifecycle?: Lifecycle;
}

/** What else one plan may be told. */
export interface LibraryPlanRequest
  extends ObserveRequest,
    Partial<Pick<PlanRequest, 'occasion' | 'assertion' | 'caused' | 'now'>> {}

/**
 * The state that the facts show, whatever the record says. Pure.
 * @throws LoopForgeError `lifecycle_invalid` where a condition cannot be evaluated.
 */
export function observe(request: ObserveRequest): Observed {
  const input = settled(request);
  return observeState(input.lifecycle, conditionsOn(assess(input).contexts), input.event);
}

/**
 * The entries that would bring the record level with the facts, or the refusal. Pure but for `now`, which is the
 * machine's clock where it is left out.
 * @throws LoopForgeError `input_invalid`, `evidence_unavailable` (both for an assertion), `lifecycle_invalid`.
 */
export function plan(request: LibraryPlanRequest): Plan {
  const { occasion = 'named', assertion = null, caused = [], now = systemClock() } = request;
  return planItem({ ...settled(request), occasion, assertion, caused, now });
}

function settled(request: ObserveRequest): SituationInput & { readonly lifecycle: Lifecycle } {
  const settings = { ...LAW_DEFAULTS, ...request.settings };
  const { facts, record = null, event = NO_EVENT, lifecycle = builtinLifecycle(settings.lifecycle) } = request;
  return { facts, record, event, settings, lifecycle, context: request.context ?? outsideWorkflows(facts.repo) };
}

const NO_EVENT: RunEvent = { name: 'workflow_dispatch', action: null, sender: null, payload: {} };

/** Outside a workflow there is no job, so no check is taken for our own. */
function outsideWorkflows(repository: string): RunContext {
  return { run: null, actor: '', ref: '', sha: '', repository, workflowPath: null, workflowRef: null, job: null };
}
