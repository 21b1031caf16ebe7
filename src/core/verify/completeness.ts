import { UNAVAILABLE } from '../facts/facts.ts';
import { hasRole, type Lifecycle, stateOf } from '../lifecycle/lifecycle.ts';
import type { Plan } from '../plan/plan-types.ts';
import type { Draft } from '../record/append.ts';
import type { LoopRecord } from '../record/record.ts';
import { fail, notice, unclear } from './finding.ts';
import type { Finding } from './types.ts';

/** How old a fact may be before its step is missed: events come late, and a sweep comes once a day. */
const GRACE_MS = 26 * 60 * 60 * 1000;

/** What a further run would append: the steps that GitHub shows and the record does not say. */
export function checkCompleteness(
  record: LoopRecord,
  plan: Plan,
  lifecycle: Lifecycle,
  now: string,
): readonly Finding[] {
  if (plan.outcome === 'deferred' || plan.situation.pull === UNAVAILABLE) {
    return [
      unclear('partial_read', null, 'Not all facts could be read, so it cannot be told whether steps are missing.'),
    ];
  }
  const missed = plan.drafts.filter((draft) => draft.kind !== 'note');
  if (missed.length === 0) return [];
  const late = missed.filter((draft) => ageOf(draft, record, now) > GRACE_MS);
  const text = `GitHub shows ${missed.map(described).join(', ')}, and the record does not. Run LoopForge on the item.`;
  if (late.length === 0) return [notice('missing_transition', null, text)];
  const isCertain = late.some((draft) => isLasting(draft, lifecycle));
  return [isCertain ? fail('missing_transition', null, text) : unclear('missing_transition', null, text)];
}

type Missed = Exclude<Draft, { kind: 'note' }>;

/** A fact without a time of its own is as old as the record's last entry at least. */
function ageOf({ at }: Missed, record: LoopRecord, now: string): number {
  return Date.parse(now) - Date.parse(at ?? record.updated_at);
}

function described(draft: Missed): string {
  const what = draft.kind === 'transition' ? `the step to ${draft.to}` : `the refusal of ${draft.to}`;
  return draft.at === null ? what : `${what} (${draft.at})`;
}

/** A merge, a close and a reopening are what they are; checks, reviews and links may look otherwise to another reader. */
function isLasting(draft: Missed, lifecycle: Lifecycle): boolean {
  const { to, from } = draft;
  const isEnd = hasRole(lifecycle, to, 'merged') || stateOf(lifecycle, to)?.terminal === true;
  const isReopening = from !== null && stateOf(lifecycle, from)?.terminal === true;
  return isEnd || isReopening;
}
