import { edgeTo, isUnknown, orderOf, type Step, stateOf, stateWithRole, targetsOf, UNAVAILABLE } from '../../model.ts';
import type { ReasonCode } from '../../outcome/index.ts';
import { isReopened, stepFact } from '../../situation/index.ts';
import { asksAbout, gateMetadata, isShut, stanceOn } from '../gate/index.ts';
import { draftNote } from './drafts.ts';
import {
  advance,
  gateHolds,
  isAhead,
  isOverridden,
  type PlanInProgress,
  type Refusal,
  wayTo,
} from './plan-in-progress.ts';
import { refuseAhead, refuseLostGate, refuseReopened, refuseVetoed } from './refusal.ts';
import { renewalOf } from './renewal.ts';

/** An item brought level with the facts, as far as the lifecycle lets it. */
export interface CatchUp {
  readonly progress: PlanInProgress;
  readonly refusal: Refusal | null;
  /** What the gate said no to on the way; the walk ended before it. */
  readonly veto: Refusal | null;
  readonly reason: ReasonCode | '';
}

const caughtUp = (progress: PlanInProgress, reason: ReasonCode | '' = '', refusal: Refusal | null = null): CatchUp => ({
  progress,
  refusal,
  veto: null,
  reason,
});

/** Plans the steps from the recorded to the observed state, or the refusal; where the gate says no, up to there. */
export function catchUpWithFacts(start: PlanInProgress): CatchUp {
  const caught = levelWithFacts(start);
  const { progress } = caught;
  if (progress.halt === null) return caught;
  return { ...caught, progress: { ...progress, halt: null }, veto: refuseVetoed(progress, progress.halt) };
}

function levelWithFacts(start: PlanInProgress): CatchUp {
  if (staysAsserted(start)) return caughtUp(forwardFromOverride(start), 'asserted_holds');
  if (isReopened(start.record, start.situation.cycle)) {
    const reopened = afterReopening(start);
    if (reopened !== null) return reopened;
  }
  const renewal = renewalOf(start);
  switch (renewal.kind) {
    case 'unavailable':
      return caughtUp(start, 'evidence_unavailable');
    case 'lost':
      return caughtUp(start, '', refuseLostGate(start, start.state));
    case 'back':
      return settle(follow(start, advance(start, [renewal.step]), false, false));
    case 'reproved':
      return settle(follow(start, reprove(start), true, true, 'reproved'));
    case 'none':
      return settle(follow(start, start, true, isOverridden(start)));
  }
}

/**
 * A cycle that the record has not seen: whatever happened in it, first the way out of the end, or of the merge, is
 * taken. Null: there is none and the item is not at an end, so it is judged as ever.
 */
function afterReopening(start: PlanInProgress): CatchUp | null {
  const { lifecycle, conditions, state: name } = start;
  const from = stateOf(lifecycle, name);
  if (from === undefined || !(from.terminal || from.role === 'merged')) return null;
  const ways = targetsOf(from)
    .filter((to) => orderOf(lifecycle, to) < orderOf(lifecycle, name))
    .sort((a, b) => orderOf(lifecycle, a) - orderOf(lifecycle, b));
  for (const to of ways) {
    if (isUnknown(from, to, conditions)) return caughtUp(start, 'evidence_unavailable');
    const edge = edgeTo(from, to, conditions);
    const state = stateOf(lifecycle, to);
    if (edge === null || state === undefined) continue;
    return settle(follow(start, advance(start, [{ from: name, edge, state }]), false, false));
  }
  if (!from.terminal) return null;
  // What a refusal names is what was observed: not while a later state might hold.
  return start.uncertain ? caughtUp(start, 'evidence_unavailable') : caughtUp(start, '', refuseReopened(start));
}

/** Rules 1, 3 and 4: the path to the observed state, or what is said where there is none. */
function follow(
  start: PlanInProgress,
  from: PlanInProgress,
  mayStepBack: boolean,
  startOpen: boolean,
  reason: ReasonCode | '' = '',
): CatchUp {
  if (from.halt !== null) return caughtUp(from);
  const options = { mayStepBack, startOpen };
  const way = wayTo(from, from.observed, options);
  if (start.uncertain && leadsBack(from, way)) return caughtUp(start, 'evidence_unavailable');
  if (way !== null) {
    const arrived = advance(from, way);
    return caughtUp(arrived, reason === '' && start.uncertain && arrived === start ? 'evidence_unavailable' : reason);
  }
  const ahead = isAhead(from, from.state);
  if (wayTo(from, from.observed, { ...options, reading: 'hopeful' }) !== null)
    return caughtUp(start, 'evidence_unavailable');
  if (ahead) {
    const refused = refuseAhead(from, options);
    return caughtUp(refused.progress, '', refused.refusal);
  }
  return start.uncertain ? caughtUp(start, 'evidence_unavailable') : behind(from);
}

/** A later state might hold still, if only it could be read: nothing moves back on that. */
function leadsBack({ lifecycle }: PlanInProgress, way: readonly Step[] | null): boolean {
  const first = way?.[0];
  return first !== undefined && orderOf(lifecycle, first.state.name) <= orderOf(lifecycle, first.from);
}

function behind(progress: PlanInProgress): CatchUp {
  const holds = gateHolds(progress);
  if (holds === UNAVAILABLE) return caughtUp(progress, 'evidence_unavailable');
  if (holds === false) return caughtUp(progress, '', refuseLostGate(progress, progress.state));
  const isOver = stateOf(progress.lifecycle, progress.state)?.terminal === true;
  return isOver ? caughtUp(progress, '', refuseReopened(progress)) : caughtUp(progress, 'behind');
}

/** A gate's proof that holds for another head. It is no step; but who is asked about steps is asked about that head, too. */
function reprove(progress: PlanInProgress): PlanInProgress {
  const gate = stateOf(progress.lifecycle, progress.state);
  if (gate === undefined) return progress;
  const stance = stanceOn(progress.gate, gate);
  if (isShut(stance)) return { ...progress, halt: gate };
  const { reads } = progress.conditions.whenOf(gate);
  const fact = stepFact(gate.trigger ?? '', progress.situation);
  const note = { ...draftNote(progress, 'reproved', { at: fact.at, reads }), metadata: gateMetadata(stance) };
  const step = { ...note, from: gate.name, to: gate.name };
  const asks = [...progress.asks, ...asksAbout(progress.gate, [{ state: gate }], [step])];
  return { ...progress, drafts: [...progress.drafts, note], asks };
}

/** Asserted, overridden and `on` states stay while observed state, head and cycle are what they were when entered. */
function staysAsserted({ record, lifecycle, observed, situation }: PlanInProgress): boolean {
  if (record === null) return false;
  const { head, state } = record;
  const claimed = head.source === 'asserted' || head.source === 'override' || stateOf(lifecycle, state)?.on != null;
  const sha = situation.pull === UNAVAILABLE ? null : (situation.pull?.headSha ?? null);
  const { basis } = head;
  return (
    claimed && state !== observed && basis.observed === observed && basis.sha === sha && basis.cycle === situation.cycle
  );
}

/** From a gate that a person opened, the steps forward are legal even while nothing else has changed. */
export function forwardFromOverride(progress: PlanInProgress, open = isOverridden(progress)): PlanInProgress {
  if (!open || gateHolds(progress) === undefined || !isAhead(progress, progress.state)) return progress;
  return advance(progress, wayTo(progress, progress.observed, { mayStepBack: false, startOpen: true }) ?? []);
}

/**
 * A merge that went through while no check had reported is provisional: checks of that head that report later settle
 * it, for good or ill.
 */
function settle(result: CatchUp): CatchUp {
  const { progress } = result;
  const provisional = progress.record?.head.provisional ?? null;
  const { pull, checks } = progress.situation;
  if (provisional === null || result.refusal !== null || checks === UNAVAILABLE) return result;
  if (pull === UNAVAILABLE || pull?.number !== provisional.pr || pull.headSha !== provisional.sha) return result;
  if (progress.record?.head.cycle !== progress.situation.cycle) return result;
  if (checks.state === 'failure') return { ...result, refusal: refuseLostGate(progress, excusedGate(progress)) };
  if (checks.state !== 'success') return result;
  const fact = stepFact('ci.passed', progress.situation);
  const note = draftNote(progress, 'late_evidence', { at: fact.at, reads: { 'checks.state': checks.state } });
  return { ...result, progress: { ...progress, drafts: [...progress.drafts, note] }, reason: 'late_evidence' };
}

function excusedGate(progress: PlanInProgress): string {
  const excused = progress.record?.transitions.findLast((entry) => entry.flags.includes('no_checks'));
  return excused?.to_state ?? stateWithRole(progress.lifecycle, 'passed')?.name ?? progress.state;
}
