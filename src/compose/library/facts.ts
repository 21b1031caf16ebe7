import { systemClock } from '../../adapters/system/system.ts';
import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import {
  conditionsOn,
  type LawSettings,
  type Lifecycle,
  manualEvent,
  type Observed,
  observeState,
  outsideWorkflows,
} from '../../core/model.ts';
import { planItem } from '../../core/plan/index.ts';
import type { Plan, PlanRequest } from '../../core/plan/steps/index.ts';
import { assess, type SituationInput } from '../../core/situation/index.ts';
import { checkedSettings } from './checked-settings.ts';

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
 * @throws LoopForgeError `input_invalid` (a setting that is none), `lifecycle_invalid` where a condition cannot be
 * evaluated.
 */
export function observe(request: ObserveRequest): Observed {
  const input = settled(request);
  return observeState(input.lifecycle, conditionsOn(assess(input).contexts), input.event);
}

/**
 * The entries that would bring the record level with the facts, or the refusal. Pure but for `now`, which is the
 * machine's clock where it is left out.
 * @throws LoopForgeError `input_invalid` (a setting that is none, a claim), `evidence_unavailable` (a claim),
 * `lifecycle_invalid`.
 */
export function plan(request: LibraryPlanRequest): Plan {
  const { occasion = 'named', assertion = null, caused = [], now = systemClock() } = request;
  return planItem({ ...settled(request), occasion, assertion, caused, now });
}

function settled(request: ObserveRequest): SituationInput & { readonly lifecycle: Lifecycle } {
  const settings = checkedSettings(request.settings ?? {});
  const { facts, record = null, event = manualEvent(), lifecycle = builtinLifecycle(settings.lifecycle) } = request;
  return { facts, record, event, settings, lifecycle, context: request.context ?? outsideWorkflows(facts.repo) };
}
