import { cutText, type MissingNeed, type Need, type NeedKind } from '../../model.ts';
import { ABOUT_NOTHING, type About } from '../basics/index.ts';

/*
 * What must be there, as the message of a refusal keeps it in the record, and as the first renderer told it. Both are on
 * record: for other words there are the actions and clauses beside this.
 */

const SHOWN_NAMES = 10;
/** As the record spells it: a name of a hundred letters, or of some twenty CJK ones. */
const LONGEST_NAME = 150;

const NEED_WORDS: { readonly [kind in NeedKind]: (lack: MissingNeed, about: About) => string } = {
  failed: (lack) => `these checks to pass: ${listed(lack)}`,
  cancelled: (lack) => `these checks to be run again, they were cancelled: ${listed(lack)}`,
  superseded: (lack) => `these checks to be run again, newer runs replaced them: ${listed(lack)}`,
  timed_out: (lack) => `these checks to be run again, they ran out of time: ${listed(lack)}`,
  running: (lack) => `these checks to finish: ${listed(lack)}`,
  queued: (lack) => `these checks to begin: ${listed(lack)}`,
  waiting: (lack) => `somebody to let these checks go on, by approving the deployment or the run: ${listed(lack)}`,
  never_reported: (lack) =>
    `these required checks to report, which they never did (renamed, or skipped by a path filter?): ${listed(lack)}`,
  only_neutral: (lack) => `a check that reports success (these were skipped or neutral: ${listed(lack)})`,
  no_checks: () => 'a check that reports success (none has)',
  conflict: () => 'the conflicts of the pull request to be resolved, no check runs before',
  draft: () => 'the pull request to be marked as ready',
  approvals: approvalsNeeded,
  code_owner: (lack) => `an approval by a code owner${named(lack)}`,
  changes_requested: (lack) => `the requested changes to be resolved and approved${named(lack)}`,
  closed_by_commit: (lack) =>
    `more than the commit ${listed(lack)}, which closed the issue and which no merged pull request of it holds`,
  closed_elsewhere: (lack) => `more than ${listed(lack)} of another repository, which closed the issue`,
  not_merged: (lack) => `pull request ${listed(lack)} to be merged`,
  pinned: (lack) => `these checks to be reported by the app that the rule names: ${listed(lack)}`,
  vetoed: (lack) => `the guard to agree${named(lack)}`,
  pull_request: pullNeeded,
  assignee: () => 'an assignee or a pull request',
  closed: () => 'the issue to be closed',
  unreadable: unreadableNeeded,
  condition: (lack) =>
    lack.names.length === 0 ? 'the conditions on the way' : `the condition \`${lack.names.join(', ')}\``,
};

/** What is missing, one sentence for each state that needs something. @internal */
export function needSentences(needs: readonly Need[], about: About = ABOUT_NOTHING): readonly string[] {
  const byState = new Map<string, Need[]>();
  for (const need of needs) byState.set(need.to, [...(byState.get(need.to) ?? []), need]);
  return [...byState].map(
    ([to, lacks]) => `${to} needs: ${lacks.map((lack) => missingNeedSentence(lack, about)).join('; ')}`,
  );
}

/** Needs as the rest of the line that begins with "Missing:". */
export function missingLine(needs: readonly Need[], about: About = ABOUT_NOTHING): string {
  return needSentences(needs, about).join(' · ');
}

/** What is missing, whatever it is for: to stand behind "needs:", or for itself. */
export function missingNeedSentence(lack: MissingNeed, about: About): string {
  return NEED_WORDS[lack.kind](lack, about);
}

/** Of a closed issue it is a merged one, and a description can still say so. */
function pullNeeded(lack: MissingNeed, { issue }: About): string {
  if (lack.counts['merged'] === undefined) return 'an open pull request that closes this issue';
  const keyword = issue === null ? '`Closes` and the number of this issue' : `\`Closes #${issue}\``;
  const write = `a merged pull request that closes this issue: write ${keyword} into the description of`;
  if (lack.names.length === 0) return `${write} the one that did it`;
  if (lack.names.length === 1) return `${write} ${listed(lack)}, which was merged and only mentions it`;
  return `${write} the one that did it (merged, and only mentioning it: ${listed(lack)})`;
}

function approvalsNeeded(lack: MissingNeed): string {
  const { counts, names } = lack;
  const { required = 1, given = 0, stale = 0 } = counts;
  const what =
    stale > 0
      ? 'an approval of the current head'
      : required > 1
        ? `${required} approving reviews`
        : 'an approving review';
  const known = [
    ...(stale === 0 && required > 1 ? [`given: ${given}`] : []),
    ...(names.length === 0 ? [] : [`asked: ${listed(lack)}`]),
  ];
  return known.length === 0 ? what : `${what} (${known.join('; ')})`;
}

function unreadableNeeded({ names: [what = 'facts'] }: MissingNeed): string {
  return what === 'facts'
    ? 'facts that could not be read (see the permissions of this job)'
    : `the ${what}, which could not be read`;
}

function named(lack: MissingNeed): string {
  return lack.names.length === 0 ? '' : `: ${listed(lack)}`;
}

function listed({ names, counts }: MissingNeed): string {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => cutText(name, LONGEST_NAME));
  const more = (counts['total'] ?? names.length) - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
