import { LoopForgeError, type Need, stateOf } from '../model.ts';
import { allowedFrom, missingFor, missingTowards } from '../needs/index.ts';
import { NO_WAY_OUT, type ReasonCode, type WaysOut } from '../outcome/index.ts';
import type { JudgedRefusal } from './judging.ts';
import { acceptable } from './override.ts';
import {
  type Decision,
  overrideWay,
  type Plan,
  type PlanInProgress,
  type PlanRequest,
  type Refusal,
} from './steps/index.ts';

/** What is known once everything was judged. */
export interface Conclusion {
  readonly progress: PlanInProgress;
  readonly reason: ReasonCode | '';
  readonly judged: readonly JudgedRefusal[];
  /** The refusal that the run ends red for; null: none. */
  readonly refused: Refusal | null;
  readonly unjudged: readonly number[];
}

export function conclude(request: PlanRequest, conclusion: Conclusion): Decision {
  const { progress, judged, unjudged } = conclusion;
  const found = standing(progress, judged);
  const outcome = outcomeOf(request, conclusion);
  return {
    ...outcome,
    ...found,
    warnings: [...found.warnings, ...unjudged.map(unjudgedWarning)],
    previousState: request.record?.state ?? null,
    violations: judged.map((one) => one.violation),
    notice: null,
    unjudged,
    asks: outcome.drafts.length === 0 ? [] : progress.asks,
  };
}

function unjudgedWarning(number: number): string {
  return `The merge of pull request #${number} could not be judged yet: facts about it could not be read.`;
}

/** What says less than that a refusal is still open. */
const YIELDING: readonly (ReasonCode | '')[] = ['asserted_holds', 'late_evidence', 'reproved', 'merge_judged'];

function outcomeOf(
  { record, assertion }: PlanRequest,
  { progress, reason, judged, refused }: Conclusion,
): Pick<Plan, 'drafts' | 'outcome' | 'reason' | 'message' | 'refused' | keyof WaysOut> {
  const { drafts } = progress;
  const open = judged.at(-1)?.refusal ?? null;
  const message = (refused ?? open)?.message ?? null;
  if (refused !== null) {
    const { code, remedies } = refused;
    const overrideTo = assertion?.override === true ? null : overrideFor(progress, refused, judged);
    return { drafts, outcome: 'rejected', reason: code, message, refused: true, remedies, overrideTo };
  }
  const steps = drafts.filter((draft) => draft.kind === 'transition').length;
  const said = open !== null && (reason === '' || YIELDING.includes(reason)) ? 'already_recorded' : reason;
  const rest = { message, refused: false, ...NO_WAY_OUT };
  if (reason === 'evidence_unavailable')
    return { drafts: steps === 0 ? [] : drafts, outcome: 'deferred', reason, ...rest };
  if (record === null && steps === 1) return { drafts, outcome: 'created', reason: said, ...rest };
  return { drafts, outcome: steps > 0 ? 'transitioned' : 'unchanged', reason: said, ...rest };
}

/**
 * What was found can always be answered for, by a note where no way leads on; a claim where there is a way, and where it
 * names what was refused beside it.
 */
function overrideFor(
  progress: PlanInProgress,
  { to, claimed }: Refusal,
  judged: readonly JudgedRefusal[],
): string | null {
  const found = judged.filter(({ refusal }) => refusal.claimed !== true);
  const helps = claimed !== true || overrideWay(progress, to) !== null || acceptable(progress, to, found).length > 0;
  return helps ? to : null;
}

function standing(
  progress: PlanInProgress,
  judged: readonly JudgedRefusal[],
): Pick<Plan, 'lasting' | 'state' | 'allowed' | 'missing' | 'warnings' | 'situation'> {
  const { lifecycle, conditions, situation, state, observed, lasting } = progress;
  const vetoed = judged
    .map(({ refusal }) => refusal)
    .filter(({ code, claimed }) => code === 'vetoed' && claimed !== true);
  const isShut = observed !== state && stateOf(lifecycle, observed)?.terminal === true && !situation.unrecordedMerge;
  const needs = isShut
    ? missingTowards(lifecycle, conditions, situation, { from: state, to: observed })
    : missingFor(lifecycle, conditions, situation, state);
  return {
    lasting,
    state,
    allowed: allowedFrom(lifecycle, conditions, state).filter((to) => !vetoed.some((veto) => veto.to === to)),
    missing: [...vetoed.flatMap((veto) => veto.needs), ...(vetoed.length === 0 ? needs : needs.filter(isExplained))],
    warnings: situation.warnings,
    situation,
  };
}

/** A condition explains what nothing else does, such as the guard that said no. */
function isExplained({ kind }: Need): boolean {
  return kind !== 'condition';
}

/**
 * Nothing is written, since what everything rests on could not be read.
 * @throws LoopForgeError `evidence_unavailable` where a workflow claims a step.
 */
export function putOff({ assertion }: PlanRequest, progress: PlanInProgress, notice: string): Decision {
  if (assertion !== null) throw new LoopForgeError('evidence_unavailable', notice);
  return { ...notTracked(progress, notice), outcome: 'deferred', reason: 'evidence_unavailable' };
}

/** The item is left alone. */
export function notTracked(progress: PlanInProgress, notice: string): Decision {
  return {
    ...standing(progress, []),
    drafts: [],
    outcome: 'ignored',
    reason: 'not_tracked',
    message: null,
    refused: false,
    ...NO_WAY_OUT,
    previousState: null,
    state: null,
    violations: [],
    notice,
    unjudged: [],
    asks: [],
  };
}
