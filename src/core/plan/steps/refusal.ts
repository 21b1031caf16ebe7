import {
  checksMayAppear,
  conditionsOn,
  missingNeed,
  type Need,
  orderOf,
  type State,
  stateOf,
  stateWithRole,
  UNAVAILABLE,
} from '../../model.ts';
import { allowedFrom, missingAt, missingFor, missingTowards } from '../../needs/index.ts';
import { type RefusedAct, type Remedy, remediesFor } from '../../outcome/index.ts';
import { isSetAside } from '../../situation/index.ts';
import {
  type About,
  lostGate,
  missingLine,
  refusedClaim,
  refusedClose,
  refusedStep,
  withVetoReason,
} from '../../words/index.ts';
import { type Denial, gateKey, stanceOn, vetoCause } from '../gate/index.ts';
import { advance, type PlanInProgress, type Refusal, type WayOptions, wayTo } from './plan-in-progress.ts';

/**
 * One act, one refusal: first walk to the last state before the target whose `when` holds, then refuse from there.
 * The target lies ahead and no legal path leads to it.
 */
export function refuseAhead(
  progress: PlanInProgress,
  options: WayOptions,
): { progress: PlanInProgress; refusal: Refusal } {
  const conceivable = wayTo(progress, progress.observed, { ...options, reading: 'assume' }) !== null;
  const code = conceivable ? 'gate_not_met' : 'illegal_transition';
  const walked = walkTowards(progress, options);
  const to = refusedTarget(walked);
  const act = actOf(walked, `${walked.state}→${to}`);
  const found = said(walked, to);
  const remedies = remediesOf(walked, { code, act: kindOf(act), needs: found.needs });
  const cause = causeOf(walked, code, act);
  return { progress: walked, refusal: { code, from: walked.state, to, cause, ...found, remedies } };
}

/** A gate that was passed and whose proof is gone. `gate` stands where the item stands, or was passed on the way. */
export function refuseLostGate(progress: PlanInProgress, gate: string): Refusal {
  const code = 'gate_lost';
  const cause = causeOf(progress, code, gate);
  const { pull } = progress.situation;
  const head = (pull === UNAVAILABLE ? null : pull?.headSha) ?? progress.record?.head.sha ?? null;
  const needs = lostNeeds(progress, gate);
  const message = lostGate(gate, head, missingLine(needs, aboutOf(progress)));
  const remedies = remediesOf(progress, { code, act: 'other', needs });
  return { code, from: progress.state, to: refusedTarget(progress), cause, needs, message, remedies };
}

/** A terminal item that was reopened, in a lifecycle that knows no way back. */
export function refuseReopened(progress: PlanInProgress): Refusal {
  const code = 'illegal_transition';
  const to = reopenedTarget(progress);
  const cause = `${code}|${progress.situation.cycle}`;
  const found = said(progress, to);
  const remedies = remediesOf(progress, { code, act: 'reopening', needs: found.needs });
  return { code, from: progress.state, to, cause, ...found, remedies };
}

/** Where the facts are; closed once more, where it had been in between. */
function reopenedTarget(progress: PlanInProgress): string {
  const to = refusedTarget(progress);
  return to === progress.state ? (stateWithRole(progress.lifecycle, 'queued')?.name ?? to) : to;
}

/** An asserted or overridden edge that may not be taken: it has needs, or there is none. */
export function refuseAssertion(
  progress: PlanInProgress,
  code: Refusal['code'],
  to: string,
  needs: readonly Need[],
): Refusal {
  const cause = causeOf(progress, code, actOf(progress, `assert ${to}`, true));
  const message = refusedClaim(
    refusedStep(progress.state, to, allowedIn(progress), ''),
    code,
    needs,
    aboutOf(progress),
  );
  const remedies = remediesOf(progress, { code, act: 'claim', needs });
  return { code, from: progress.state, to, cause, needs, message, remedies, claimed: true };
}

/** A step before which the gate ended the walk; null: it did not say no, it only was not asked. */
export function refuseVetoed(progress: PlanInProgress, state: State): Refusal | null {
  const no = stanceOn(progress.gate, state);
  return no.kind === 'denied' ? refuseDenied(progress, progress, { to: state, shut: state, no }) : null;
}

/** What the gate said no to, and where. */
interface Denied {
  /** What is refused for it. */
  readonly to: State;
  readonly shut: State;
  readonly no: Denial;
}

/** @param view the facts as what is refused saw them */
export function refuseDenied(progress: PlanInProgress, view: PlanInProgress, { to, shut, no }: Denied): Refusal {
  const code = 'vetoed';
  const needs = needsOfVeto(shut, no);
  const allowed = allowedIn(progress).filter((name) => name !== to.name);
  const message = refusedStep(progress.state, to.name, allowed, missingLine(needs, aboutOf(view)));
  return {
    ...{ code, from: progress.state, to: to.name, cause: vetoCause(gateKey(to, view.gate.place)), needs },
    message: withVetoReason(message, no.reason),
    remedies: remediesOf(view, { code, act: 'other', needs }),
  };
}

/** A claim that the gate said no to; null: it did not. */
export function refuseVetoedClaim(progress: PlanInProgress, state: State): Refusal | null {
  const no = stanceOn(progress.gate, state);
  if (no.kind !== 'denied') return null;
  const refusal = refuseAssertion(progress, 'vetoed', state.name, needsOfVeto(state, no));
  return { ...refusal, message: withVetoReason(refusal.message, no.reason) };
}

function needsOfVeto({ name: to }: State, { reviewer }: Denial): readonly Need[] {
  return [{ ...missingNeed('vetoed', reviewer === null ? [] : [reviewer]), to }];
}

/** How a refusal can be mended, by what this item's facts allow. */
export function remediesOf(
  progress: PlanInProgress,
  refused: Pick<RefusedAct, 'code' | 'act' | 'needs'>,
): readonly Remedy[] {
  const { situation, now } = progress;
  const { pull, checks } = situation;
  const mergedAt = pull === UNAVAILABLE ? null : (pull?.mergedAt ?? null);
  const hadChecks = checks === UNAVAILABLE || checks.counted.length > 0;
  return remediesFor({
    ...refused,
    isMerged: mergedAt !== null,
    isFresh: mergedAt !== null && !hadChecks && checksMayAppear(mergedAt, now),
    setAside: isSetAside(situation.facts) ? 'is' : refused.act === 'close' && couldBeSetAside(progress) ? 'may' : 'no',
    hasOther: allowedIn(progress).length > 0,
  });
}

function kindOf(act: string): RefusedAct['act'] {
  return act === MERGE ? 'merge' : act === CLOSE ? 'close' : 'other';
}

/** Facts that could not be read never move an item back: below a state that might hold, nothing is looked for. */
function walkTowards(progress: PlanInProgress, options: WayOptions): PlanInProgress {
  const goal = orderOf(progress.lifecycle, progress.observed);
  const here = orderOf(progress.lifecycle, progress.state);
  let unsure = false;
  for (let order = goal - 1; order >= 0; order--) {
    const state = progress.lifecycle.states[order];
    if (state === undefined || state.on !== null) continue;
    if (unsure && order < here) return progress;
    // Nor does an item go back to checks that did not run: they would be said to have passed in the next run.
    if (state.role === 'checking' && order < here && progress.situation.mayRecheck !== true) continue;
    const { value } = progress.conditions.whenOf(state);
    if (value === UNAVAILABLE) unsure = true;
    const way = value === true ? wayTo(progress, state.name, options) : null;
    if (way !== null) return advance(progress, way);
  }
  return progress;
}

function refusedTarget(progress: PlanInProgress): string {
  const merged = stateWithRole(progress.lifecycle, 'merged');
  return showsNewMerge(progress) && merged !== undefined ? merged.name : progress.observed;
}

/** The facts show a merge that neither the record nor a step of this run holds. */
function showsNewMerge({ situation, drafts, lifecycle }: PlanInProgress): boolean {
  if (!situation.unrecordedMerge) return false;
  const merged = stateWithRole(lifecycle, 'merged')?.name;
  return !drafts.some((draft) => draft.kind === 'transition' && draft.to === merged);
}

function actOf(progress: PlanInProgress, edge: string, asserted = false): string {
  if (showsNewMerge(progress)) return MERGE;
  if (asserted) return edge;
  return stateOf(progress.lifecycle, progress.observed)?.terminal === true ? CLOSE : edge;
}

const MERGE = 'merge';
const CLOSE = 'close';

/** (reason code, act, pull request, head, cycle), absent parts empty. The same act has the same cause on every run. */
export function causeOf(progress: PlanInProgress, code: string, act: string): string {
  const { pull, cycle } = progress.situation;
  // Somebody's push must not go red for somebody else's close.
  const known = pull === UNAVAILABLE || act === CLOSE ? null : pull;
  return [code, act, known?.number ?? '', known?.headSha ?? '', cycle].join('|');
}

function said(progress: PlanInProgress, to: string): Pick<Refusal, 'needs' | 'message'> {
  const { lifecycle, conditions, situation, state: from } = progress;
  const needs = missingTowards(lifecycle, conditions, situation, { from, to });
  const missing = missingLine(needs, aboutOf(progress));
  const isClose = to === progress.observed && stateOf(lifecycle, to)?.terminal === true;
  const line = isClose ? refusedClose(missing, couldBeSetAside(progress)) : missing;
  return { needs, message: refusedStep(progress.state, to, allowedIn(progress), line) };
}

function aboutOf({ situation: { facts } }: PlanInProgress): About {
  return { issue: facts.issue === null ? null : facts.number };
}

/** Would a person have got further by closing it as not planned? */
function couldBeSetAside(progress: PlanInProgress): boolean {
  const { contexts, facts } = progress.situation;
  if (facts.issue === null || isSetAside(facts)) return false;
  const aside = { state_reason: 'not_planned', set_aside: true, closed_by: 'hand', closed_elsewhere: null };
  const conditions = conditionsOn({ ...contexts, issue: { ...contexts.issue, ...aside } });
  return wayTo({ ...progress, conditions }, progress.observed, { mayStepBack: true, startOpen: false }) !== null;
}

/** Only the edges whose guard holds now. */
function allowedIn({ lifecycle, conditions, state }: PlanInProgress): readonly string[] {
  return allowedFrom(lifecycle, conditions, state);
}

/** What the gate lacks; where the item has gone on from it, only that. */
function lostNeeds({ lifecycle, conditions, situation, state }: PlanInProgress, gate: string): readonly Need[] {
  const lost = stateOf(lifecycle, gate);
  if (gate === state || lost === undefined) return missingFor(lifecycle, conditions, situation, state);
  return missingAt(lost, conditions, situation);
}
