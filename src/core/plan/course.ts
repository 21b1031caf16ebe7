import { UNAVAILABLE } from '../facts/facts.ts';
import type { Situation } from '../facts/situation.ts';
import type { Reading } from '../lifecycle/edges.ts';
import { orderOf, stateOf } from '../lifecycle/lifecycle.ts';
import { findPath, type Step } from '../lifecycle/path.ts';
import type { Draft, NoteDraft } from '../record/append.ts';
import type { LoopRecord } from '../record/record.ts';
import { type DraftContext, draftSteps, isLate } from './drafts.ts';
import type { Need } from './need.ts';

/** One item on its way through one run: where it stands, and what has been drafted so far. */
export interface Course extends DraftContext {
  /** Null: the record is being born in this run. */
  readonly record: LoopRecord | null;
  readonly uncertain: boolean;
  /** GitHub's clock. */
  readonly now: string;
  readonly state: string;
  readonly drafts: readonly Draft[];
}

/** A refusal before it becomes an entry. */
export interface Refusal {
  readonly code: 'illegal_transition' | 'gate_not_met' | 'gate_lost' | 'guard_false';
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  /** What was missing for it. */
  readonly needs: readonly Need[];
  readonly message: string;
  /** It refuses what a workflow claimed. */
  readonly claimed?: true;
}

/** Takes the steps: the course stands at the end of the path. */
export function advance(course: Course, steps: readonly Step[]): Course {
  const last = steps.at(-1);
  if (last === undefined) return course;
  const drafts = draftSteps(course, steps, { late: standsOnLateProof(course), claimedAt: null });
  return { ...course, state: last.state.name, drafts: [...course.drafts, ...drafts] };
}

/** The gate that the item stands at was proved after the merge: in this run, or when it was recorded. */
function standsOnLateProof({ record, situation, drafts }: Course): boolean {
  const inRun = drafts.some((draft) =>
    draft.kind === 'note' ? isLateNote(draft, situation) : draft.flags.includes('late'),
  );
  if (inRun || record === null) return inRun;
  const last = record.transitions.at(-1);
  const { pull } = situation;
  const samePull = pull !== UNAVAILABLE && pull !== null && last?.pr === pull.number;
  return samePull && last.flags.includes('late');
}

function isLateNote(draft: NoteDraft, situation: Situation): boolean {
  return draft.note === 'reproved' && isLate(situation, { gate: true }, draft.at);
}

export interface WayOptions {
  readonly mayStepBack: boolean;
  readonly startOpen: boolean;
  readonly reading?: Reading;
}

export function wayTo(course: Course, to: string, options: WayOptions): readonly Step[] | null {
  const { lifecycle, conditions, state } = course;
  const { mayStepBack, startOpen, reading = 'facts' } = options;
  const { mayRecheck } = course.situation;
  return findPath({ lifecycle, conditions, from: state, to, reading, mayStepBack, startOpen, mayRecheck });
}

/** Does the proof of a gate hold now? Undefined: the state is no gate. */
export function gateHolds(course: Course): boolean | typeof UNAVAILABLE | undefined {
  const state = stateOf(course.lifecycle, course.state);
  return state?.gate === true ? course.conditions.whenOf(state).value : undefined;
}

export function isAhead(course: Course, of: string): boolean {
  return orderOf(course.lifecycle, course.observed) > orderOf(course.lifecycle, of);
}

/** Was the recorded state forced by a person, for this very pull request, head and cycle? Then a gate counts as open. */
export function isOverridden(course: Course): boolean {
  const head = course.record?.head;
  if (head === undefined || head.source !== 'override') return false;
  const { pull, cycle } = course.situation;
  const known = pull === UNAVAILABLE ? null : pull;
  return (
    head.pr === (known?.number ?? null) && head.basis.sha === (known?.headSha ?? null) && head.basis.cycle === cycle
  );
}
