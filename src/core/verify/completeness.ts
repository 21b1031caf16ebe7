import type { Draft } from '../append.ts';
import { UNAVAILABLE } from '../facts.ts';
import { type Lifecycle, stateOf } from '../lifecycle.ts';
import type { Plan } from '../plan-types.ts';
import type { LoopRecord } from '../record.ts';
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
  return plan.drafts.flatMap((draft) => judge(draft, record, lifecycle, now));
}

function judge(draft: Draft, record: LoopRecord, lifecycle: Lifecycle, now: string): readonly Finding[] {
  if (draft.kind === 'note') return [];
  const what = draft.kind === 'transition' ? `the step to ${draft.to}` : `the refusal of ${draft.to}`;
  const since = draft.at ?? record.updated_at;
  const text = `GitHub shows ${what}${draft.at === null ? '' : ` since ${draft.at}`}, and the record does not. Run LoopForge on the item.`;
  if (Date.parse(now) - Date.parse(since) <= GRACE_MS) return [notice('missing_transition', null, text)];
  return [
    isLasting(draft, lifecycle) ? fail('missing_transition', null, text) : unclear('missing_transition', null, text),
  ];
}

/** A merge, a close and a reopening are what they are; checks, reviews and links may look otherwise to another reader. */
function isLasting(draft: Exclude<Draft, { kind: 'note' }>, lifecycle: Lifecycle): boolean {
  const { to, from } = draft;
  const isEnd = to === 'merged' || stateOf(lifecycle, to)?.terminal === true;
  const isReopening = from !== null && stateOf(lifecycle, from)?.terminal === true;
  return isEnd || isReopening;
}
