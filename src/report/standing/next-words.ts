import { type LoopRecord, type NeedKind, type RecordedNeed, type Rejection, SHORT_RENDERER } from '../../core/model.ts';
import {
  actOf,
  closeNeedsOf,
  code,
  ended,
  listOr,
  needActions,
  refusedInRecord,
  remediesInRecord,
} from '../../core/words/index.ts';
import { aboutRecord } from './about-record.ts';
import { lackingNow } from './lacking-now.ts';

/**
 * What is to be done next and who can do it, as the rest of a line that begins with "Next:"; null: nothing is. A claim
 * that was refused moved nothing: what is next is what was next.
 * @param isAlone nothing stands below it that it could point to
 */
export function nextSentence(
  record: LoopRecord,
  open: readonly (Rejection | null)[],
  isAlone = record.head.shown?.renderer === SHORT_RENDERER,
): string | null {
  const isOnlyClaimed = open.every((entry) => entry !== null && actOf(refusedInRecord(entry)) === 'claim');
  const next = (isOnlyClaimed ? toGoOn(record) : null) ?? (open.length > 0 ? toSettle(record, open, isAlone) : null);
  return next === null ? null : ended(next);
}

const FORCE = 'only a person can settle this, by an override';
const CHECKS = 'get the checks below to pass';
const FEW = 2;
const OF_CHECKS: readonly NeedKind[] = ['failed', 'cancelled', 'superseded', 'timed_out', 'running', 'queued'];
const SETTLE = 'choose one of the ways below';

/** What is out of order comes first: what settles it, short of an override. */
function toSettle(record: LoopRecord, open: readonly (Rejection | null)[], isAlone: boolean): string {
  const about = aboutRecord(record);
  const entry = open.find((one) => one !== null && one.needs.length > 0 && remediesInRecord(one, about).length > 0);
  if (entry === undefined || entry === null) return isAlone ? FORCE : `${FORCE} (below)`;
  const refused = refusedInRecord(entry);
  const lacks = lackingNow(record, refused);
  if (actOf(refused) === 'merge' && !isAlone && isOfManyChecks(lacks)) return CHECKS;
  if (actOf(refused) !== 'close') return needActions(lacks, about);
  // A close has several ways out, and what they are is told below it.
  return isAlone ? needActions(closeNeedsOf(refused), about) : SETTLE;
}

/** They are named below it, and nothing else is missing. */
function isOfManyChecks([need, ...others]: Rejection['needs']): boolean {
  return need !== undefined && others.length === 0 && OF_CHECKS.includes(need.kind) && need.names.length > FEW;
}

function toGoOn(record: LoopRecord): string | null {
  const { needs = [], allowed = [] } = record.head.shown ?? {};
  if (needs.length > 0) {
    const then = isOnlyReviewed(record, needs) ? ', then merge' : '';
    return `${needActions(needs, aboutRecord(record))}${then}`;
  }
  const [act] = allowed.flatMap((state) => ACTS[state]?.(record) ?? []);
  if (act !== undefined) return act;
  return allowed.length === 0 || record.state === 'closed' ? null : listOr(allowed.map(code));
}

/** Nothing is missing but approvals, and whoever waits for them waits to merge. */
function isOnlyReviewed({ state }: LoopRecord, needs: readonly RecordedNeed[]): boolean {
  const others = needs.filter(({ kind }) => kind !== 'not_merged' && kind !== 'closed');
  return (
    ['ci_passed', 'awaiting_review'].includes(state) &&
    others.length > 0 &&
    others.every(({ kind }) => APPROVING.includes(kind))
  );
}

const APPROVING: readonly string[] = ['approvals', 'code_owner'];

/** What a person does to enter a built-in state. */
const ACTS: { readonly [state: string]: (record: LoopRecord) => string | null } = {
  merged: ({ pr_number }) => (pr_number === null ? 'merge the pull request' : `merge pull request ${pr_number}`),
  closed: ({ state, ref }) => (state === 'merged' && ref.includes('/issues/') ? 'close the issue' : null),
};
