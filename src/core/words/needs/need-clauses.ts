import type { MissingNeed, NeedKind } from '../../model.ts';
import { isOne, listAnd, listedNames, listedPeople, readable, sayChecks } from '../basics/index.ts';
import { essentialNeeds } from './need-actions.ts';

/*
 * How things stood when something happened out of order: to stand behind what happened.
 */

const NEED_CLAUSES: { readonly [kind in NeedKind]: (lack: MissingNeed) => string } = {
  failed: (lack) => `while ${sayChecks(lack)} ${was(lack)} failing`,
  cancelled: (lack) => `although ${sayChecks(lack)} had been cancelled`,
  superseded: (lack) => `although a newer run had replaced ${sayChecks(lack)}`,
  timed_out: (lack) => `although ${sayChecks(lack)} had run out of time`,
  running: (lack) => `before ${sayChecks(lack)} had finished`,
  queued: (lack) => `before ${sayChecks(lack)} had begun`,
  waiting: (lack) => `while ${sayChecks(lack)} waited for somebody to let ${isOne(lack) ? 'it' : 'them'} go on`,
  never_reported: (lack) => `although ${sayChecks(lack, 'required check')} never reported`,
  only_neutral: (lack) => `although no check had succeeded (${listedNames(lack)} ${was(lack)} skipped or neutral)`,
  no_checks: () => 'before any check had succeeded',
  conflict: () => 'while the pull request had conflicts',
  draft: () => 'while the pull request was a draft',
  approvals: approvalsGiven,
  code_owner: () => 'without an approval by a code owner',
  changes_requested: (lack) =>
    lack.names.length === 0
      ? 'although changes had been requested'
      : `although ${listedPeople(lack)} had requested changes`,
  closed_by_commit: (lack) => `by the commit ${listedNames(lack)}, which no merged pull request holds`,
  closed_elsewhere: (lack) => `by ${listedNames(lack)} of another repository`,
  not_merged: (lack) => `while pull request ${listedNames(lack)} was not merged`,
  pinned: (lack) => `although ${sayChecks(lack)} ${was(lack)} not reported by the app that the rule names`,
  vetoed: (lack) =>
    lack.names.length === 0 ? 'although a guard said no' : `although the guard ${listedNames(lack)} said no`,
  pull_request: (lack) =>
    lack.counts['merged'] === undefined
      ? 'without a pull request that closes it'
      : 'without a merged pull request that closes it',
  assignee: () => 'before anybody had taken it up',
  closed: () => 'while the issue was open',
  unreadable: ({ names: [what = 'facts'] }) => `while the ${readable(what)} could not be read`,
  condition: () => 'without the proof that the lifecycle asks for',
};

const MOST_CLAUSES = 3;

/** How things stood, with a space before it; empty where nothing is known to have been missing. */
export function needClauses(lacks: readonly MissingNeed[]): string {
  const all = [...new Set(essentialNeeds(lacks).map((lack) => NEED_CLAUSES[lack.kind](lack)))];
  const shown = all.slice(0, MOST_CLAUSES);
  const more = all.length - shown.length;
  const told = listAnd(more === 0 ? shown : [...shown, `${more} more of this kind`]);
  return told === '' ? '' : ` ${told}`;
}

function was(lack: MissingNeed): string {
  return isOne(lack) ? 'was' : 'were';
}

function approvalsGiven({ counts }: MissingNeed): string {
  const { required = 1, given = 0, stale = 0 } = counts;
  if (stale > 0) return 'without an approval of the current commit';
  return required > 1 ? `with ${given} of ${required} approvals` : 'without an approval';
}
