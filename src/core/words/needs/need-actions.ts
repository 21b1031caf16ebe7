import type { MissingNeed, NeedKind } from '../../model.ts';
import {
  type About,
  closingKeyword,
  isOne,
  listAnd,
  listedNames,
  listedPeople,
  readable,
  sayChecks,
} from '../basics/index.ts';

/*
 * What a person can do about each thing that is missing: to stand behind "Next:", or for itself.
 */

const NEED_ACTIONS: { readonly [kind in NeedKind]: (lack: MissingNeed, about: About) => string } = {
  failed: (lack) => `get ${sayChecks(lack)} to pass`,
  cancelled: (lack) => `run ${sayChecks(lack)} again (cancelled)`,
  superseded: (lack) => `run ${sayChecks(lack)} again (replaced by a newer run)`,
  timed_out: (lack) => `run ${sayChecks(lack)} again (out of time)`,
  running: (lack) => `wait for ${sayChecks(lack)} to finish`,
  queued: (lack) => `wait for ${sayChecks(lack)} to begin`,
  waiting: (lack) => `approve the deployment or the run that ${sayChecks(lack)} ${isOne(lack) ? 'waits' : 'wait'} for`,
  never_reported: (lack) => `have ${sayChecks(lack, 'required check')} report (renamed, or skipped by a path filter?)`,
  only_neutral: (lack) =>
    `get a check to succeed (${listedNames(lack)} ${isOne(lack) ? 'was' : 'were'} skipped or neutral)`,
  no_checks: () => 'wait for a check to succeed (none has reported yet)',
  conflict: () => 'resolve the conflicts of the pull request (no check runs before)',
  draft: () => 'mark the pull request as ready for review',
  approvals: approvalsToGet,
  code_owner: (lack) => `get an approval by a code owner${asked(lack)}`,
  changes_requested: (lack) =>
    lack.names.length === 0
      ? 'settle the changes that were requested'
      : `settle the changes that ${listedPeople(lack)} requested`,
  closed_by_commit: (lack) =>
    `link a merged pull request that holds the commit ${listedNames(lack)}, or open the issue again`,
  closed_elsewhere: (lack) => `link a merged pull request of this repository, since ${listedNames(lack)} is of another`,
  not_merged: (lack) => `merge pull request ${listedNames(lack)}`,
  pinned: (lack) => `have ${sayChecks(lack)} reported by the app that the rule names`,
  vetoed: (lack) =>
    lack.names.length === 0 ? 'get the guard to agree' : `get the guard ${listedNames(lack)} to agree`,
  pull_request: pullToLink,
  assignee: (_lack, about) => `assign somebody, or open a pull request that says ${closingKeyword(about)}`,
  closed: (_lack, about) => (about.issue === null ? 'close it' : 'close the issue'),
  unreadable: ({ names: [what = 'facts'] }) =>
    `let the next run read the ${readable(what)}, which could not be read (permissions of the job?)`,
  condition: (lack) =>
    lack.names.length === 0
      ? 'meet the conditions of the lifecycle on the way'
      : 'meet the condition that the lifecycle sets for this step',
};

/** What to do about what is missing, as the middle of a sentence. */
export function needAction(lack: MissingNeed, about: About): string {
  return NEED_ACTIONS[lack.kind](lack, about);
}

/** What follows from another thing that is missing, or says the same, is left out. */
export function essentialNeeds(lacks: readonly MissingNeed[]): readonly MissingNeed[] {
  const kinds = new Set(lacks.map(({ kind }) => kind));
  const isAlone = [...kinds].every((kind) => FOLLOWING.includes(kind));
  return lacks.filter(({ kind }) => {
    if (kind === 'pull_request') return !IN_PLACE_OF_PULL.some((other) => kinds.has(other));
    return isAlone || !FOLLOWING.includes(kind);
  });
}

/** Nobody has to be told to merge or to close what still lacks something. */
const FOLLOWING: readonly NeedKind[] = ['not_merged', 'closed'];
const IN_PLACE_OF_PULL: readonly NeedKind[] = ['assignee', 'closed_by_commit', 'closed_elsewhere'];

/** Several things to do, the first of them first; no more than fit in a line. */
export function needActions(lacks: readonly MissingNeed[], about: About): string {
  const all = [...new Set(essentialNeeds(lacks).map((lack) => needAction(lack, about)))];
  const shown = all.slice(0, MOST_ACTIONS);
  const more = all.length - shown.length;
  return listAnd(more === 0 ? shown : [...shown, `${more} more`]);
}

const MOST_ACTIONS = 3;

function approvalsToGet(lack: MissingNeed): string {
  const { required = 1, given = 0, stale = 0 } = lack.counts;
  if (stale > 0) return `get a new approval of the current commit${asked(lack)}`;
  const left = Math.max(1, required - given);
  const what =
    left === 1 ? (given > 0 ? 'one more approval' : 'an approval') : `${left} ${given > 0 ? 'more ' : ''}approvals`;
  const known = [
    ...(given > 0 ? [`${given} of ${required}`] : []),
    ...(lack.names.length === 0 ? [] : [`asked: ${listedPeople(lack)}`]),
  ];
  return known.length === 0 ? `get ${what}` : `get ${what} (${known.join(', ')})`;
}

function asked(lack: MissingNeed): string {
  return lack.names.length === 0 ? '' : ` (asked: ${listedPeople(lack)})`;
}

/** Of a closed issue it is a merged one, and a description can still say so. */
function pullToLink(lack: MissingNeed, about: About): string {
  if (lack.counts['merged'] === undefined) return `open a pull request that says ${closingKeyword(about)}`;
  const write = `write ${closingKeyword(about)} into the description of the merged pull request`;
  if (lack.names.length === 0) return `${write} that did it, or open the issue again`;
  if (lack.names.length === 1) return `${write} ${listedNames(lack)}, which only mentions it`;
  return `${write} that did it (${listedNames(lack)} only mention it)`;
}
