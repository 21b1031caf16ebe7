import {
  edgeTo,
  type Instant,
  isUnknown,
  LoopForgeError,
  missingNeed,
  type Need,
  noSuchState,
  type State,
  type Step,
  stateOf,
  type TransitionDraft,
  UNAVAILABLE,
} from '../../model.ts';
import { missingOn } from '../../needs/index.ts';
import { asksAbout, stanceOn, withGateMetadata } from '../gate/index.ts';
import { draftSteps, evidenceOf, factsOfRun } from './drafts.ts';
import { advance, isAhead, type PlanInProgress, type Refusal, wayTo } from './plan-in-progress.ts';
import type { Assertion } from './plan-types.ts';
import { refuseAssertion, refuseVetoedClaim } from './refusal.ts';

/** What came of a claim: a step (and what follows from it), a refusal, or nothing since the item is there already. */
export interface Asserted {
  readonly progress: PlanInProgress;
  readonly refusal: Refusal | null;
}

/** A claim that is looked at. */
export interface ClaimInProgress {
  /** Level with the facts. */
  readonly progress: PlanInProgress;
  /** The same place with the facts as they are once the claim counts (they differ under `ci: asserted` only). */
  readonly claimed: PlanInProgress;
  readonly assertion: Assertion;
  readonly moment: ClaimMoment;
}

/**
 * Takes one edge because a workflow or a person says so.
 * @throws LoopForgeError `input_invalid` for an unknown state, `evidence_unavailable` where a fact could not be read.
 */
export function assertStep(claim: ClaimInProgress): Asserted {
  const { progress, claimed, assertion, moment } = claim;
  const target = claimedState(claim);
  if (progress.state === target.name) return { progress, refusal: null };
  const from = stateOf(progress.lifecycle, progress.state);
  const edge = from?.to.find((one) => one.to === target.name);
  if (from === undefined || edge === undefined) {
    return { progress, refusal: refuseAssertion(progress, 'illegal_transition', assertion.to, []) };
  }
  const refusal = objection(claimed, from, target, assertion);
  if (refusal !== null) return { progress, refusal };
  const step = { from: from.name, edge: edgeTo(from, target.name, claimed.conditions) ?? edge, state: target };
  return { progress: onward(takeClaimed(progress, claimed, step, assertion, moment), target), refusal: null };
}

function objection(claimed: PlanInProgress, from: State, target: State, assertion: Assertion): Refusal | null {
  const { conditions, situation } = claimed;
  if (isUnknown(from, target.name, conditions)) throw unreadable(assertion.to);
  const edge = edgeTo(from, target.name, conditions);
  if (edge === null) return refuseAssertion(claimed, 'guard_false', assertion.to, guardNeeds(from, target));
  if (target.gate) {
    const when = conditions.whenOf(target).value;
    if (when === UNAVAILABLE) throw unreadable(assertion.to);
    const needs = when ? [] : missingOn(edge, target, conditions, situation);
    if (!when) return refuseAssertion(claimed, 'gate_not_met', assertion.to, needs);
  }
  return refuseVetoedClaim(claimed, target);
}

function guardNeeds(from: State, target: State): readonly Need[] {
  const edges = from.to.filter((edge) => edge.to === target.name);
  return edges.map((edge) => ({ ...missingNeed('condition', [edge.if?.text ?? '']), to: target.name }));
}

/** When a claim is made, and what is observed once the record stands where it says (`record.state` may be read). */
export interface ClaimMoment {
  readonly now: Instant;
  readonly observed: string;
}

/** The basis is what is observed without the claim's own proof: when that changes, the facts decide again. */
export function takeClaimed(
  progress: PlanInProgress,
  claimed: PlanInProgress,
  step: Step,
  assertion: Assertion,
  { now, observed }: ClaimMoment,
): PlanInProgress {
  const [derived] = draftSteps(claimed, [step], { late: false, claimedAt: now });
  const reason = assertion.reason === null ? {} : { reason: assertion.reason };
  const claim = { ...assertion.metadata, ...reason };
  const isAsked = !assertion.override;
  const draft: TransitionDraft = {
    kind: 'transition',
    from: progress.state,
    to: step.state.name,
    trigger: assertion.trigger,
    at: now,
    source: assertion.override ? 'override' : 'asserted',
    actor: assertion.actor,
    ...factsOfRun({ ...progress, lasting: observed }),
    evidence: evidenceOf(claimed.situation, null, derived?.evidence.facts ?? {}),
    flags: derived?.flags.filter((flag) => flag === 'late') ?? [],
    metadata: isAsked ? withGateMetadata(claim, stanceOn(claimed.gate, step.state)) : claim,
  };
  const asks = [...progress.asks, ...(isAsked ? asksAbout(claimed.gate, [step], [draft]) : [])];
  return { ...claimed, state: step.state.name, drafts: [...progress.drafts, draft], asks };
}

/** Where the claim itself changed what is observed, the steps ahead are taken at once. */
function onward(progress: PlanInProgress, target: State): PlanInProgress {
  const counted = progress.situation.contexts.checks['state'] !== undefined && isAhead(progress, target.name);
  return counted && target.gate ? advance(progress, wayTo(progress, progress.observed, FORWARD) ?? []) : progress;
}

const FORWARD = { mayStepBack: false, startOpen: false } as const;

/** The state that is claimed. @throws LoopForgeError `input_invalid` for an unknown one */
export function claimedState({ progress: { lifecycle }, assertion: { to } }: ClaimInProgress): State {
  const state = stateOf(lifecycle, to);
  if (state !== undefined) return state;
  throw noSuchState(lifecycle, to);
}

function unreadable(to: string): LoopForgeError {
  return new LoopForgeError(
    'evidence_unavailable',
    `Whether the step to ${to} is allowed depends on facts that could not be read. Give this job read access to them (checks, statuses, pull-requests, actions) and run it again.`,
  );
}
