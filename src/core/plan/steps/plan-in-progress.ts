import {
  type Draft,
  type EdgeReading,
  findPath,
  type Instant,
  type LoopRecord,
  type Need,
  type NoteDraft,
  orderOf,
  type State,
  type Step,
  stateOf,
  UNAVAILABLE,
} from '../../model.ts';
import type { Remedy } from '../../outcome/index.ts';
import type { Situation } from '../../situation/index.ts';
import { asksAbout, type GateAsk, isShut, stanceOn } from '../gate/index.ts';
import { type DraftContext, draftSteps, isLate } from './drafts.ts';

/** One item on its way through one run: where it stands, and what has been drafted so far. */
export interface PlanInProgress extends DraftContext {
  /** Null: the record is being born in this run. */
  readonly record: LoopRecord | null;
  readonly uncertain: boolean;
  /** GitHub's clock. */
  readonly now: Instant;
  readonly state: string;
  readonly drafts: readonly Draft[];
  /** Which of these the gate is yet to be asked about. */
  readonly asks: readonly GateAsk[];
  /** The state before which the gate ended the walk; null: it did not. */
  readonly halt: State | null;
}

/** A refusal before it becomes an entry. */
export interface Refusal {
  readonly code: 'illegal_transition' | 'gate_not_met' | 'gate_lost' | 'guard_false' | 'vetoed';
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  /** What was missing for it. */
  readonly needs: readonly Need[];
  readonly message: string;
  /** How the facts, or who claims, can still mend it. */
  readonly remedies: readonly Remedy[];
  /** It refuses what a workflow claimed. */
  readonly claimed?: true;
}

/** Takes the steps: the plan stands at the end of the path, or before the state that the gate shuts. */
export function advance(progress: PlanInProgress, steps: readonly Step[]): PlanInProgress {
  const shut = steps.findIndex(({ state }) => isShut(stanceOn(progress.gate, state)));
  const taken = shut < 0 ? steps : steps.slice(0, shut);
  const halt = steps[shut]?.state ?? progress.halt;
  const last = taken.at(-1);
  if (last === undefined) return { ...progress, halt };
  const drafts = draftSteps(progress, taken, { late: standsOnLateProof(progress), claimedAt: null });
  const asks = [...progress.asks, ...asksAbout(progress.gate, taken, drafts)];
  return { ...progress, state: last.state.name, drafts: [...progress.drafts, ...drafts], asks, halt };
}

/** The gate that the item stands at was proved after the merge: in this run, or when it was recorded. */
function standsOnLateProof({ record, situation, drafts }: PlanInProgress): boolean {
  const inRun = drafts.some((draft) =>
    draft.kind === 'note' ? isLateNote(draft, situation) : draft.flags.includes('late'),
  );
  if (inRun || record === null) return inRun;
  const last = record.transitions.at(-1);
  const { pull } = situation;
  const samePull = pull !== UNAVAILABLE && pull !== null && last?.pr === pull.number;
  return samePull && last.flags.includes('late');
}

function isLateNote(draft: Pick<NoteDraft, 'note' | 'at'>, situation: Situation): boolean {
  return draft.note === 'reproved' && isLate(situation, { gate: true }, draft.at);
}

export interface WayOptions {
  readonly mayStepBack: boolean;
  readonly startOpen: boolean;
  readonly reading?: EdgeReading;
}

export function wayTo(progress: PlanInProgress, to: string, options: WayOptions): readonly Step[] | null {
  const { lifecycle, conditions, state } = progress;
  const { mayStepBack, startOpen, reading = 'facts' } = options;
  const { mayRecheck } = progress.situation;
  return findPath({ lifecycle, conditions, from: state, to, reading, mayStepBack, startOpen, mayRecheck });
}

/** Does the proof of a gate hold now? Undefined: the state is no gate. */
export function gateHolds(progress: PlanInProgress): boolean | typeof UNAVAILABLE | undefined {
  const state = stateOf(progress.lifecycle, progress.state);
  return state?.gate === true ? progress.conditions.whenOf(state).value : undefined;
}

export function isAhead(progress: PlanInProgress, of: string): boolean {
  return orderOf(progress.lifecycle, progress.observed) > orderOf(progress.lifecycle, of);
}

/** Was the recorded state forced by a person, for this very pull request, head and cycle? Then a gate counts as open. */
export function isOverridden(progress: PlanInProgress): boolean {
  const head = progress.record?.head;
  if (head === undefined || head.source !== 'override') return false;
  const { pull, cycle } = progress.situation;
  const known = pull === UNAVAILABLE ? null : pull;
  return (
    head.pr === (known?.number ?? null) && head.basis.sha === (known?.headSha ?? null) && head.basis.cycle === cycle
  );
}
