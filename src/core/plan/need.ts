/**
 * Every kind of thing that can stand between an item and its next state. What `names` and `counts` hold is said beside
 * each; a kind that says nothing of them has none.
 */
export const NEED_KINDS = [
  'failed', // names: checks that failed; counts: total
  'cancelled', // names: checks that were cancelled; counts: total
  'superseded', // names: checks that a newer run replaced; counts: total
  'timed_out', // names: checks that ran out of time; counts: total
  'running', // names: checks that have begun and not ended; counts: total
  'queued', // names: checks that have not begun; counts: total
  'waiting', // names: checks that wait for a person; counts: total
  'never_reported', // names: required checks that nobody has heard of; counts: total
  'only_neutral', // names: checks that were skipped or said nothing, where one must succeed; counts: total
  'no_checks', // no check has appeared at all
  'conflict', // the pull request cannot be merged as it is, so no check begins
  'draft', // the pull request is a draft
  'approvals', // names: who was asked; counts: required, given, stale, as far as they are known
  'code_owner', // an approval by a code owner
  'changes_requested', // names: who asked for them
  'closed_by_commit', // names: the commit that closed the issue
  'closed_elsewhere', // names: the pull request of another repository that closed the issue
  'not_merged', // names: the pull request
  'pinned', // names: checks that only one app may report, and its id; counts: total
  'vetoed', // names: the guard that said no
  'pull_request', // a pull request that closes the issue
  'assignee', // somebody who takes it up
  'closed', // the issue, still open
  'unreadable', // names: what could not be read (checks, reviews, facts)
  'condition', // names: the text of a condition that no other kind explains
] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** One thing that is missing for a state. Data: `sentences.ts` puts it into words. */
export interface Need {
  readonly kind: NeedKind;
  /** The state that needs it. */
  readonly to: string;
  readonly names: readonly string[];
  readonly counts: { readonly [word: string]: number };
}

/** A need before it is known which state has it. */
export type Lack = Omit<Need, 'to'>;

/** No need names more than this: `counts.total` says how many there are. */
const MAX_NAMES = 20;

/** A need that names nothing, or a few things. */
export function lackOf(kind: NeedKind, names: readonly string[] = [], counts: Need['counts'] = {}): Lack {
  return { kind, names, counts };
}

/** A need that lists things, of which there may be many. */
export function lackOfEach(kind: NeedKind, names: readonly string[]): Lack {
  return { kind, names: names.slice(0, MAX_NAMES), counts: { total: names.length } };
}
