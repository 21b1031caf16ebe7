import {
  type Draft,
  type Facts,
  hasRole,
  type Instant,
  type Lifecycle,
  type LoopRecord,
  msBetween,
  type NoteDraft,
  type RejectionDraft,
  stateOf,
  type TransitionDraft,
  UNAVAILABLE,
} from '../../model.ts';
import { isOutdated, shownBy } from '../../plan/index.ts';
import type { Plan } from '../../plan/steps/index.ts';
import { doubt, type Finding, fail, notice, unclear } from '../findings/index.ts';
import type { LifecycleByHash } from '../record/index.ts';
import { checkEarlierMerges } from './unjudged-merges.ts';

/** How old a fact may be before its step is missed: events come late, and a sweep comes once a day. */
const GRACE_MS = 26 * 60 * 60 * 1000;

/** The facts of today, and what a run would append by the law of today. */
export interface TodayEvidence {
  readonly record: LoopRecord;
  readonly facts: Facts;
  readonly plan: Plan;
  readonly lifecycle: Lifecycle;
  /** Of the laws that entries name. */
  readonly lifecycleOf: LifecycleByHash;
  /** GitHub's clock. */
  readonly now: Instant;
  /** Nothing that GitHub shows speaks against the record: then also what people read of today's facts is looked at. */
  readonly isCalm: boolean;
}

/**
 * Does the record say what GitHub shows? It misses what a further run would append: the steps, the refusals and the
 * judgements of merges. And it misses what no run can say any more: merges that nobody judged, and is silent about
 * those that cannot be judged because too little of them can be read.
 */
export function checkCompleteness(evidence: TodayEvidence): readonly Finding[] {
  const { record, plan, isCalm } = evidence;
  const missed = plan.outcome === 'ignored' ? [] : missedIn(evidence);
  return isCalm && missed.length === 0 ? checkOutdated(record, plan) : missed;
}

function missedIn(evidence: TodayEvidence): readonly Finding[] {
  const { record, facts, lifecycleOf } = evidence;
  return [
    ...unread(evidence),
    ...unjudged(evidence),
    ...missing(evidence),
    ...checkEarlierMerges(record, facts, lifecycleOf),
  ];
}

/**
 * Do people read of what is missing now? That changes honestly, and the next run tells it, so that a head that lied of
 * it says no more than one of yesterday. To be asked where nothing else speaks against the record.
 */
function checkOutdated(record: LoopRecord, plan: Plan): readonly Finding[] {
  const { shown } = record.head;
  if (shown === null || isUndecided(plan) || plan.outcome === 'ignored' || plan.drafts.length > 0) return [];
  if (!isOutdated(shown, shownBy(plan, record))) return [];
  const text =
    'People read of something missing, or out of order, that GitHub does not show now, or not of what it shows.';
  return [notice('view_mismatch', null, text)];
}

function unread({ plan, facts }: TodayEvidence): readonly Finding[] {
  if (plan.reason === 'merge_in_flight') return [notice('missing_transition', null, plan.notice ?? '')];
  if (isUndecided(plan)) {
    const text = 'Not all facts could be read, so it cannot be told whether steps are missing.';
    return [unclear('partial_read', null, text)];
  }
  if (!facts.morePulls) return [];
  const text = 'Not all that mentions the item could be read, so it cannot be told whether merges are missing.';
  return [unclear('partial_read', null, text)];
}

/** Too little could be read for a run to say anything. */
function isUndecided({ outcome, situation }: Plan): boolean {
  return outcome === 'deferred' || situation.pull === UNAVAILABLE;
}

/** Merges of this cycle of which too little can be read. Those of today may still be judged. */
function unjudged({ record, plan, facts, now }: TodayEvidence): readonly Finding[] {
  return plan.unjudged.map((number) => {
    const isLate = ageOf(mergeTime(facts, number), record, now) > GRACE_MS;
    const text = `The merge of pull request #${number} was not judged, and too little of it can be read to judge it.`;
    return unclear(isLate ? 'missing_transition' : 'partial_read', null, text);
  });
}

function mergeTime({ pulls }: Facts, number: number): Instant | null {
  return pulls === UNAVAILABLE ? null : (pulls.find((pull) => pull.number === number)?.mergedAt ?? null);
}

function missing({ record, plan, lifecycle, now }: TodayEvidence): readonly Finding[] {
  if (isUndecided(plan)) return [];
  const missed = plan.drafts.filter(isMissed);
  if (missed.length === 0) return [];
  const late = missed.filter((draft) => ageOf(draft.at, record, now) > GRACE_MS);
  const text = `GitHub shows ${missed.map(described).join(', ')}, and the record does not. Run LoopForge on the item.`;
  if (late.length === 0) return [notice('missing_transition', null, text)];
  // What waits for the gate's answer was perhaps left out because there was none.
  const isCertain = plan.asks.length === 0 && late.some((draft) => isLasting(draft, lifecycle));
  return [isCertain ? fail('missing_transition', null, text) : doubt('missing_transition', null, text)];
}

type Missed = TransitionDraft | RejectionDraft | NoteDraft;

/** Of the notes only the judgement of a merge: the others say how something is known. */
function isMissed(draft: Draft): draft is Missed {
  return draft.kind !== 'note' || draft.note === 'merge_judged';
}

/** A fact without a time of its own is as old as the record's last entry at least. */
function ageOf(at: Instant | null, record: LoopRecord, now: Instant): number {
  return msBetween(at ?? record.updated_at, now);
}

function described(draft: Missed): string {
  const what = whatIs(draft);
  return draft.at === null ? what : `${what} (${draft.at})`;
}

function whatIs(draft: Missed): string {
  switch (draft.kind) {
    case 'transition':
      return `the step to ${draft.to}`;
    case 'rejection':
      return `the refusal of ${draft.to}`;
    case 'note':
      return `the merge of pull request #${draft.pr}`;
  }
}

/**
 * A merge, a close and a reopening are what they are; checks, reviews and links may look otherwise to another reader,
 * and so may what rests on a link that was written later.
 */
function isLasting(draft: Missed, lifecycle: Lifecycle): boolean {
  if (draft.flags.includes('inferred') || draft.flags.includes('rebuilt')) return false;
  if (draft.kind === 'note') return true;
  const { to, from } = draft;
  const isEnd = hasRole(lifecycle, to, 'merged') || stateOf(lifecycle, to)?.terminal === true;
  const isReopening = from !== null && stateOf(lifecycle, from)?.terminal === true;
  return isEnd || isReopening;
}
