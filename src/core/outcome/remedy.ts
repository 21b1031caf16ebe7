import type { NeedKind } from '../model.ts';

/** What ends a refusal, short of a person who answers for it. @internal */
export const REMEDIES = [
  'proof', // GitHub shows what is missing: the next run finds it
  'merge', // the pull request is merged, its gates passed
  'link', // the description of the merged pull request that did it says that it closes the issue
  'set_aside', // the issue is closed once more, as not planned
  'reopen', // the issue is opened again
  'claim_again', // what is missing is there, and the step is claimed again
  'claim_other', // a step that is allowed is claimed in its place
  'keyword', // the description of the pull request says which issue it closes
  'unlock', // the conversation is unlocked, so that there can be a record
] as const;

/**
 * One way by which a refusal ends. A refusal has a list of them, the likeliest first. Whether a person can answer for it
 * instead stands beside the list, in `overrideTo`; where that is null and the list is empty, nothing helps.
 */
export type Remedy = (typeof REMEDIES)[number];

/** How a refusal can end. */
export interface WaysOut {
  readonly remedies: readonly Remedy[];
  /** The state that an override names, so that a person answers for it; null: no override helps. */
  readonly overrideTo: string | null;
}

/** Nothing was refused, or nothing helps. */
export const NO_WAY_OUT: WaysOut = { remedies: [], overrideTo: null };

/** What decides how a refusal can end, whatever the words for it. */
export interface RefusedAct {
  readonly code: string;
  readonly act: 'merge' | 'close' | 'reopening' | 'claim' | 'other';
  readonly needs: readonly { readonly kind: NeedKind }[];
  /** The pull request is merged: what was missing then is judged as of then. */
  readonly isMerged: boolean;
  /** It was merged a moment ago with no check at all: one that appears now still counts. */
  readonly isFresh: boolean;
  /** Of a close: whether it was as not planned, and then no later merge counts; or if it could be, and would be in order. */
  readonly setAside: 'is' | 'may' | 'no';
  /** Of a claim: there is a step that it could claim instead. */
  readonly hasOther: boolean;
}

/** How a refused act can be mended. */
export function remediesFor(refused: RefusedAct): readonly Remedy[] {
  switch (refused.act) {
    case 'merge':
      return isHealedLate(refused) ? ['proof'] : [];
    case 'close':
      return remediesOfClose(refused);
    case 'reopening':
      return [];
    case 'claim':
      if (refused.code === 'illegal_transition') return refused.hasOther ? ['claim_other'] : [];
      if (refused.code === 'vetoed') return ['claim_again'];
      return refused.isMerged && !isHealedLate(refused) ? [] : ['claim_again'];
    case 'other':
      return ['proof'];
  }
}

/** A merge is judged by its hour: reviews come too late, and so does a check that appears later. */
function isHealedLate({ needs, isFresh }: RefusedAct): boolean {
  const kinds = needs.map(({ kind }) => kind);
  const mayAppear = isFresh || kinds.some((kind) => UNDER_WAY.includes(kind));
  return kinds.every((kind) => HEALED_LATE.includes(kind) || (mayAppear && APPEARING.includes(kind)));
}

const UNDER_WAY: readonly NeedKind[] = ['running', 'queued', 'waiting'];
const HEALED_LATE: readonly NeedKind[] = [
  ...UNDER_WAY,
  ...(['failed', 'cancelled', 'superseded', 'timed_out', 'only_neutral', 'unreadable'] as const),
];
const APPEARING: readonly NeedKind[] = ['no_checks', 'never_reported', 'pinned'];

function remediesOfClose({ needs, setAside }: RefusedAct): readonly Remedy[] {
  const lacks = (kind: NeedKind): boolean => needs.some((need) => need.kind === kind);
  return [
    ...(lacks('pull_request') ? (['link'] as const) : []),
    ...(lacks('not_merged') && setAside !== 'is' ? (['merge'] as const) : []),
    ...(setAside === 'may' ? (['set_aside'] as const) : []),
    'reopen',
  ];
}
