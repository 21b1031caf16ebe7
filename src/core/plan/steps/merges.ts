import {
  type Facts,
  type Flag,
  findPath,
  type Instant,
  type Known,
  type LoopRecord,
  msBetween,
  type PullFacts,
  type State,
  type Step,
  stateWithRole,
  UNAVAILABLE,
} from '../../model.ts';
import { allowedFrom } from '../../needs/index.ts';
import { belongs, isJudged, isOfThisCycle, recordedIn } from '../../situation/index.ts';
import { missingLine, refusedStep } from '../../words/index.ts';
import {
  asksAbout,
  gateMetadata,
  isShut,
  type RecordedVeto,
  recordedStance,
  type Stance,
  stanceOn,
} from '../gate/index.ts';
import { RECENT_MS } from './begin.ts';
import { draftNote, draftSteps } from './drafts.ts';
import type { PlanInProgress, Refusal } from './plan-in-progress.ts';
import { causeOf, refuseAhead, refuseDenied, remediesOf } from './refusal.ts';

/** How the facts are seen by an item that follows this pull request. */
export type ProgressFor = (pull: PullFacts) => PlanInProgress;

/** A merge beside the path that was not in order, with the facts as it saw them. */
interface RefusedMerge {
  readonly refusal: Refusal;
  readonly view: PlanInProgress;
}

/** What came of the merges that no step of the record stands for. */
export interface JudgedMerges {
  readonly progress: PlanInProgress;
  readonly refused: readonly RefusedMerge[];
  /** Numbers of those of which too little could be read. */
  readonly unknown: readonly number[];
  /** How many were found in order now. */
  readonly met: number;
}

/**
 * Every merge of this cycle is judged: is there a path from the proposal to the merge, as of its hour? One in order
 * gets a note, one that is not is refused; nothing else moves.
 */
export function judgeMerges(progress: PlanInProgress, caughtUp: Refusal | null, viewOf: ProgressFor): JudgedMerges {
  let judged: JudgedMerges = { progress, refused: [], unknown: [], met: 0 };
  for (const pull of mergesToJudge(progress)) {
    if (!isToldOtherwise(progress, caughtUp, pull)) judged = withMerge(judged, pull, viewOf(pull));
  }
  return judged;
}

/** Is there a path from the proposal to the merge of the pull request that the plan follows? What the gate says is no fact. */
export function isMergeInOrder(view: PlanInProgress): boolean | typeof UNAVAILABLE {
  if (pathToMerge(view, 'facts') !== null) return true;
  return pathToMerge(view, 'hopeful') === null ? false : UNAVAILABLE;
}

/** Whether the item had a merge in this cycle, judged or not. One that only later words tie to it counts if in order. */
export function hadMerge({ situation, record }: PlanInProgress, viewOf: ProgressFor): Known<boolean> {
  const { facts, cycle } = situation;
  if (record?.head.cycle === cycle && record.head.judged.length > 0) return true;
  if (facts.pulls === UNAVAILABLE) return UNAVAILABLE;
  const recorded = recordedIn(record);
  const known = facts.pulls
    .filter((pull) => isOfThisCycle(pull, facts))
    .map((pull): Known<boolean> => {
      const belonging = belongs(pull, facts, recorded);
      return belonging === 'inferred' ? isMergeInOrder(viewOf(pull)) : belonging;
    });
  if (known.includes(true)) return true;
  return known.includes(UNAVAILABLE) || facts.morePulls ? UNAVAILABLE : false;
}

/** Those of one item that are still to be judged. */
export function mergesToJudge({ situation, record, now }: PlanInProgress): readonly PullFacts[] {
  return unjudgedMerges(situation.facts, record, now);
}

/**
 * Merged in this cycle, not long before the record's birth, not judged before, and perhaps the item's own. Lowest number
 * first.
 */
export function unjudgedMerges(facts: Facts, record: LoopRecord | null, now: Instant): readonly PullFacts[] {
  if (facts.pulls === UNAVAILABLE) return [];
  const birth = record?.genesis.created_at ?? now;
  const recorded = recordedIn(record);
  return facts.pulls
    .filter(
      (pull) => pull.state === 'merged' && isOfThisCycle(pull, facts) && !isJudged(pull, record, facts.reopenings),
    )
    .filter(({ mergedAt }) => mergedAt !== null && msBetween(mergedAt, birth) <= RECENT_MS)
    .filter((pull) => belongs(pull, facts, recorded) !== false)
    .toSorted((a, b) => a.number - b.number);
}

/** By a step of this run into the merge, or by its refusal. */
function isToldOtherwise(progress: PlanInProgress, caughtUp: Refusal | null, pull: PullFacts): boolean {
  const merged = stateWithRole(progress.lifecycle, 'merged')?.name;
  const isStep = progress.drafts.some(
    (draft) => draft.kind === 'transition' && draft.to === merged && draft.pr === pull.number,
  );
  return isStep || caughtUp?.cause.includes(`|merge|${pull.number}|`) === true;
}

function withMerge(judged: JudgedMerges, pull: PullFacts, view: PlanInProgress): JudgedMerges {
  const { facts } = view.situation;
  const belonging = belongs(pull, facts, recordedIn(view.record));
  if (belonging === UNAVAILABLE) return { ...judged, unknown: [...judged.unknown, pull.number] };
  const path = pathToMerge(view, 'facts');
  if (path !== null) {
    const bar = barOn(view, path);
    return bar === null ? withMergeInOrder(judged, pull, view, path) : withVetoedMerge(judged, view, bar);
  }
  if (pathToMerge(view, 'hopeful') !== null) return { ...judged, unknown: [...judged.unknown, pull.number] };
  // What was written under a merge afterwards accuses nobody.
  const refusal = belonging === 'inferred' ? null : refuseMerge(judged.progress, view);
  return refusal === null ? judged : { ...judged, refused: [...judged.refused, { refusal, view }] };
}

function pathToMerge(view: PlanInProgress, reading: 'facts' | 'hopeful'): readonly Step[] | null {
  const { lifecycle, conditions } = view;
  const to = stateWithRole(lifecycle, 'merged');
  if (to === undefined) return [];
  const from = startOf(view);
  return findPath({
    ...{ lifecycle, conditions, from, to: to.name, reading },
    ...{ mayStepBack: false, startOpen: false, mayRecheck: true },
  });
}

/** Where a pull request begins; a lifecycle without proposals is judged from its beginning. */
function startOf({ lifecycle }: PlanInProgress): string {
  return stateWithRole(lifecycle, 'proposed')?.name ?? lifecycle.initial;
}

function withMergeInOrder(
  judged: JudgedMerges,
  pull: PullFacts,
  view: PlanInProgress,
  path: readonly Step[],
): JudgedMerges {
  const { progress } = judged;
  const steps = draftSteps(view, path, { late: false, claimedAt: null });
  const flags: readonly Flag[] = [...new Set(steps.flatMap((step) => step.flags))];
  const said = path.map(({ state }) => gateMetadata(stanceOn(view.gate, state)));
  const metadata = said.findLast((one) => Object.keys(one).length > 0) ?? {};
  const note = { ...draftNote(view, 'merge_judged', { at: pull.mergedAt }), flags, metadata };
  const asks = [...progress.asks, ...asksAbout(view.gate, path, steps)];
  return { ...judged, progress: { ...progress, drafts: [...progress.drafts, note], asks }, met: judged.met + 1 };
}

/** Where the gate bars a way. */
interface Bar {
  readonly shut: State;
  readonly no: Stance | RecordedVeto;
}

/** The first state on a way that the gate shuts, or the merge at its end, which was refused for that before. */
function barOn({ gate }: PlanInProgress, path: readonly Step[]): Bar | null {
  for (const { state } of path) {
    const no = stanceOn(gate, state);
    if (isShut(no)) return { shut: state, no };
  }
  const shut = path.at(-1)?.state;
  const isUnanswered = path.some(({ state }) => stanceOn(gate, state).kind === 'unanswered');
  const no = shut === undefined ? null : recordedStance(gate, shut, isUnanswered);
  return shut === undefined || no === null ? null : { shut, no };
}

/** Where the gate was only not asked, or a person has answered for it, nothing is said of the merge. */
function withVetoedMerge(judged: JudgedMerges, view: PlanInProgress, { shut, no }: Bar): JudgedMerges {
  const to = stateWithRole(view.lifecycle, 'merged');
  if (no.kind !== 'denied' || to === undefined) return judged;
  const refusal = refuseDenied(judged.progress, view, { to, shut, no });
  return { ...judged, refused: [...judged.refused, { refusal, view }] };
}

/** Refused from where the item stands; what was missing is what the merge itself lacked. */
function refuseMerge(progress: PlanInProgress, view: PlanInProgress): Refusal | null {
  const to = stateWithRole(progress.lifecycle, 'merged')?.name;
  if (to === undefined) return null;
  const options = { mayStepBack: false, startOpen: false };
  const { needs } = refuseAhead({ ...view, state: startOf(view), observed: to, drafts: [] }, options).refusal;
  const allowed = allowedFrom(progress.lifecycle, progress.conditions, progress.state);
  const message = refusedStep(progress.state, to, allowed, missingLine(needs, { issue: null }));
  const code = 'gate_not_met';
  const remedies = remediesOf(view, { code, act: 'merge', needs });
  return { code, from: progress.state, to, cause: causeOf(view, code, 'merge'), needs, message, remedies };
}
