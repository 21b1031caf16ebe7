import { UNAVAILABLE } from '../model.ts';
import type { ReasonCode } from '../outcome/index.ts';
import { assess, isReopened } from '../situation/index.ts';
import { recordAfter } from './ahead/index.ts';
import { type JudgedRefusal, type Judgement, judge } from './judging.ts';
import {
  type CatchUp,
  catchUpWithFacts,
  hadMerge,
  judgeMerges,
  mergesToJudge,
  type PlanInProgress,
  type PlanRequest,
  type ProgressFor,
  startFollowing,
  startFrom,
} from './steps/index.ts';

/** What was found once the item is level with the facts: where it stands, and all that is refused. */
export interface JudgedItem extends Judgement {
  readonly reason: ReasonCode | '';
  readonly unjudged: readonly number[];
}

/** The item's own refusal first, then every merge that no step stands for. */
export function judgeAll(request: PlanRequest, start: CatchUp): JudgedItem {
  const { progress, refusal, reason } = toldByMerges(start, (pull) => startFollowing(request, pull));
  const vetoed = judge(request, { progress, judged: [] }, start.veto);
  const judgedItem = judge(request, vetoed, refusal);
  if (reason === 'evidence_unavailable' || reason === 'adopted') {
    const unjudged = reason === 'adopted' ? [] : mergesToJudge(progress).map(({ number }) => number);
    return { ...judgedItem, reason, unjudged };
  }
  const merges = judgeMerges(judgedItem.progress, refusal, (pull) => startFollowing(request, pull));
  const all = merges.refused.reduce<Judgement>((before, one) => judge(request, before, one.refusal, one.view), {
    progress: merges.progress,
    judged: judgedItem.judged,
  });
  return { ...all, reason: reason === '' && merges.met > 0 ? 'merge_judged' : reason, unjudged: merges.unknown };
}

/** What became of an end in a newer cycle with merges of its own is what these are judged as, once they are known. */
function toldByMerges(caughtUp: CatchUp, view: ProgressFor): CatchUp {
  const { progress, refusal } = caughtUp;
  const { cycle } = progress.situation;
  const isReopening = refusal?.cause === `illegal_transition|${cycle}` && isReopened(progress.record, cycle);
  const had = isReopening && hadMerge(progress, view);
  if (had === false) return caughtUp;
  return { ...caughtUp, refusal: null, reason: had === UNAVAILABLE ? 'evidence_unavailable' : caughtUp.reason };
}

/**
 * After a step was claimed the next run's plan decides what of a violation is open, since the step may have healed it. A
 * claim that merely holds until something changes heals nothing.
 */
export function openAfter(
  request: PlanRequest,
  progress: PlanInProgress,
  judged: readonly JudgedRefusal[],
): readonly JudgedRefusal[] {
  if (judged.length === 0) return judged;
  const next = { ...request, record: recordAfter(request, progress.drafts), assertion: null };
  const caughtUp = catchUpWithFacts(startFrom(next, assess(next)));
  const entered = progress.drafts.map((draft) => (draft.kind === 'transition' ? draft.to : null));
  const isSettled = ({ refusal: { code, to } }: JudgedRefusal): boolean => code === 'vetoed' && entered.includes(to);
  if (caughtUp.reason === 'asserted_holds') return judged.filter((one) => !isSettled(one));
  const open = judgeAll(next, caughtUp).judged.map(({ refusal }) => refusal.cause);
  return judged.filter(({ refusal }) => open.includes(refusal.cause));
}
