import {
  canonicalize,
  cutNeeds,
  entriesOf,
  type LoopRecord,
  type Need,
  type NeedKind,
  NOTHING_SHOWN,
  type RecordedNeed,
  type Shown,
} from '../model.ts';
import type { Plan, PlanRequest } from './steps/index.ts';

/** What is shown, whoever tells it. */
type Findings = Omit<Shown, 'renderer'>;
type Found = Pick<Plan, 'missing' | 'allowed' | 'violations'>;

/** What is shown is bounded, so that whatever is missing finds room in a comment. */
const ROOM = 1_500;
const MOST_STATES = 20;
const MOST_OPEN = 20;

/**
 * What a plan found, as the head of the record keeps it for those who read the visible part.
 * @param record with the plan's entries, so that a refusal has its number
 */
export function shownBy({ missing, allowed, violations }: Found, record: LoopRecord): Findings {
  const { violations: recorded } = record.head;
  const open = violations.map(({ cause }) => recorded.findLast((one) => one.cause === cause)?.seq ?? null);
  return {
    needs: cutNeeds(withoutDoubles(missing), ROOM),
    allowed: allowed.slice(0, MOST_STATES),
    open: open.filter((seq) => seq !== null).slice(0, MOST_OPEN),
  };
}

/** The same thing may be missing for two states. */
function withoutDoubles(needs: readonly Need[]): readonly RecordedNeed[] {
  const all = needs.map(({ kind, names, counts }) => ({ kind, names, counts }));
  return [...new Map(all.map((need) => [canonicalize(need), need])).values()];
}

/**
 * Whether what a record's comment tells is not so any more, and is to be told anew although nothing is appended. What
 * may come next is told by the law that the last entry names.
 */
export function tellsOtherThanNow(
  { record, lifecycle }: Pick<PlanRequest, 'record' | 'lifecycle'>,
  plan: Found & Pick<Plan, 'outcome'>,
): boolean {
  if (record === null || (plan.outcome !== 'unchanged' && plan.outcome !== 'rejected')) return false;
  const law = entriesOf(record).findLast((entry) => entry.lifecycle !== null)?.lifecycle;
  return law === lifecycle.hash && isOutdated(record.head.shown ?? NOTHING_SHOWN, shownBy(plan, record));
}

/** Checks that go on change from minute to minute, and say so themselves. */
const FLEETING: readonly NeedKind[] = ['running', 'queued'];
/** Whoever was asked for it, it is the same thing that is missing. */
const ASKED: readonly NeedKind[] = ['approvals', 'code_owner'];

/**
 * Whether a comment tells what is not so any more: something is missing that it does not name, or it names something
 * that is there, or a refusal was opened or closed. Checks that merely go on are no reason, and where something could
 * not be read nothing is known.
 */
export function isOutdated(shown: Findings, now: Findings): boolean {
  if (now.needs.some(({ kind }) => kind === 'unreadable')) return false;
  return essence(shown) !== essence(now);
}

function essence({ needs, open }: Findings): string {
  const lasting = needs.filter(({ kind }) => !FLEETING.includes(kind));
  const said = lasting.map(({ kind, names, counts }) => ({ kind, counts, names: ASKED.includes(kind) ? [] : names }));
  return canonicalize([said.map((need) => canonicalize(need)).sort(), [...open].sort((a, b) => a - b)]);
}
