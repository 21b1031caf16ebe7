import type { LoopRecord, NeedKind, Rejection } from '../../core/model.ts';
import { type ActKind, actOf, code, refusedInRecord } from '../../core/words/index.ts';

/** Where an item stands, in a few words and a sign that says how that is. */
export interface Title {
  readonly sign: '✅' | '⏳' | '❌' | '⚠️' | '⏹️';
  readonly text: string;
}

const TITLES: { readonly [state: string]: Title } = {
  issue_created: { sign: '⏳', text: 'Open, not taken up yet' },
  task_queued: { sign: '⏳', text: 'Taken up, no pull request yet' },
  pr_created: { sign: '⏳', text: 'Pull request open' },
  ci_pending: { sign: '⏳', text: 'Waiting for CI' },
  ci_passed: { sign: '✅', text: 'CI passed' },
  ci_failed: { sign: '❌', text: 'CI failed' },
  awaiting_review: { sign: '⏳', text: 'Waiting for review' },
  approved: { sign: '✅', text: 'Approved' },
  merged: { sign: '✅', text: 'Merged' },
  closed: { sign: '✅', text: 'Merged and closed' },
};

/** What is missing can say more than the state. */
const BY_NEED: readonly { readonly state: string; readonly kind: NeedKind; readonly title: Title }[] = [
  { state: 'ci_passed', kind: 'draft', title: { sign: '⏳', text: 'CI passed, still a draft' } },
  { state: 'awaiting_review', kind: 'changes_requested', title: { sign: '⏳', text: 'Changes requested' } },
  { state: 'ci_pending', kind: 'conflict', title: { sign: '⏳', text: 'Waiting for conflicts to be resolved' } },
];

/** The gravest first. */
const OUT_OF_ORDER: { readonly [act in ActKind]: string } = {
  merge: 'Merged out of order',
  close: 'Closed out of order',
  reopen: 'Reopened out of order',
  lost: 'Proof lost',
  step: 'Out of order',
  claim: 'A claim was refused',
  veto: 'A guard said no',
};
const GRAVITY = ['merge', 'close', 'reopen', 'lost', 'veto', 'step', 'claim'] as const satisfies readonly ActKind[];

/** What stands at the top of everything that is said of an item. */
export function titleOf(record: LoopRecord, open: readonly (Rejection | null)[]): Title {
  const acts = open.map((entry) => (entry === null ? 'step' : actOf(refusedInRecord(entry))));
  const gravest = GRAVITY.find((act) => acts.includes(act));
  if (gravest !== undefined) return { sign: '❌', text: OUT_OF_ORDER[gravest] };
  const title = plainTitle(record);
  return isForced(record) ? { sign: '⚠️', text: `${title.text}, by override` } : title;
}

function plainTitle({ state, head }: LoopRecord): Title {
  const { needs = [], allowed = [] } = head.shown ?? {};
  if (state === 'closed' && head.merged_pr === null) return { sign: '⏹️', text: 'Closed without a merge' };
  const byNeed = BY_NEED.find((one) => one.state === state && needs.some(({ kind }) => kind === one.kind));
  if (byNeed !== undefined) return byNeed.title;
  if (Object.hasOwn(TITLES, state)) return TITLES[state] ?? ownTitle(state, allowed);
  return ownTitle(state, allowed);
}

/** A state of the user's own is told by its name; where nothing can follow it is the end. */
function ownTitle(state: string, allowed: readonly string[]): Title {
  return { sign: allowed.length === 0 ? '⏹️' : '⏳', text: code(state) };
}

/** Whether the item stands where it does because a person forced a step of this cycle. */
function isForced({ transitions, head }: LoopRecord): boolean {
  return transitions.some(({ source, basis }) => source === 'override' && basis.cycle === head.cycle);
}
