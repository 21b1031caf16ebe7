import { cutText, type MissingNeed, type Need, type NeedKind } from '../model.ts';
import type { Remedy, WaysOut } from './remedy.ts';
import { type ItemResult, type OpenViolation, type Outcome, standingOf } from './result.ts';

/*
 * The one place where needs, refusals and outcomes become sentences, for the comment, the summary, annotations, the
 * command line and statuses alike. The text is plain: whoever shows it escapes it.
 */

const SHOWN_NAMES = 10;
/** As the record spells it: a name of a hundred letters, or of some twenty CJK ones. */
const LONGEST_NAME = 150;

/** Of what a need is said. */
export interface About {
  /** The item's number; null: it is no issue, or it is not known which. */
  readonly issue: number | null;
}

const ABOUT_NOTHING: About = { issue: null };

export function aboutOf(result: ItemResult): About {
  const { subject } = result;
  const isIssue = subject.kind === 'item' && standingOf(result)?.pull?.number !== subject.number;
  return { issue: isIssue ? subject.number : null };
}

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
  condition: (lack) => `the condition \`${lack.names.join(', ')}\``,
};

/** What is missing, one sentence for each state that needs something. */
export function needSentences(needs: readonly Need[], about: About = ABOUT_NOTHING): readonly string[] {
  const byState = new Map<string, Need[]>();
  for (const need of needs) byState.set(need.to, [...(byState.get(need.to) ?? []), need]);
  return [...byState].map(
    ([to, lacks]) => `${to} needs: ${lacks.map((lack) => missingNeedSentence(lack, about)).join('; ')}`,
  );
}

/** One need as a sentence of its own. */
export function needSentence(need: Need, about: About = ABOUT_NOTHING): string {
  return `${need.to} needs: ${missingNeedSentence(need, about)}`;
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

/**
 * The message of a refused step, in the form of the original library, with one more line on what is missing.
 * @param allowed the states that may be entered from `from` now
 */
export function refusedStep(from: string, to: string, allowed: readonly string[], missing: string): string {
  const may = allowed.length > 0 ? allowed.join(', ') : 'none (terminal)';
  return withMissing(`Invalid transition: ${from} → ${to}. Allowed from ${from}: ${may}`, missing);
}

/** Why a claim was refused: there is no such step, its guard is shut, or its proof is missing. */
export function refusedClaim(first: string, code: string, needs: readonly Need[], about = ABOUT_NOTHING): string {
  if (code === 'illegal_transition') return `${first}\nThe lifecycle has no such step.`;
  return withMissing(
    first,
    code === 'guard_false'
      ? needs.map((need) => missingNeedSentence(need, about)).join(' · ')
      : missingLine(needs, about),
  );
}

/** The message for a gate that was passed and whose proof is gone. */
export function lostGate(gate: string, head: string | null, missing: string): string {
  return withMissing(`Gate lost: ${gate} no longer holds for ${head ?? 'a commit that is gone'}`, missing);
}

function withMissing(first: string, missing: string): string {
  return missing === '' ? first : `${first}\nMissing: ${missing}`;
}

/** Needs as the rest of the line that begins with "Missing:". */
export function missingLine(needs: readonly Need[], about: About = ABOUT_NOTHING): string {
  return needSentences(needs, about).join(' · ');
}

/** What a refused close lacks, and what a person can do with the item as it is. */
export function refusedClose(missing: string, couldBeSetAside: boolean): string {
  const aside = couldBeSetAside ? 'close it as not planned, or ' : '';
  return [missing, `or ${aside}override it with a reason`].filter((part) => part !== '').join(' · ');
}

/** A refusal in one line: its code in words. */
export function refusalSummary({
  code,
  from,
  to,
}: {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}): string {
  const why = REFUSAL_WORDS[code] ?? code;
  return `${to} was refused at ${from}: ${why}`;
}

/** A refusal that is open, for little room: which, and what is missing, without what may come next. */
export function openRefusal({ summary, message }: OpenViolation): string {
  const [, missing = ''] = message.split('\n');
  return missing === '' ? summary : `${summary.split(':')[0]}. ${missing}`;
}

/** What a status says of an item that is in order. */
export function statusOf(state: string): string {
  return `State: ${state}`;
}

/** What a merge waits for, for little room. */
export function waitingFor(needs: readonly MissingNeed[], about: About): string {
  const all = [...new Set(needs.map((need) => missingNeedSentence(need, about)))];
  return all.length === 0 ? 'No merge is possible from here' : `Waiting for ${all.join(', ')}`;
}

const REFUSAL_WORDS: { readonly [code: string]: string } = {
  illegal_transition: 'the lifecycle has no such step',
  gate_not_met: 'the proof that it needs is missing',
  gate_lost: 'what was proven no longer holds',
  guard_false: 'the condition of the step does not hold',
};

/** What came of it, in a word or two. */
export const OUTCOME_WORDS: { readonly [outcome in Outcome]: string } = {
  created: 'A record was begun',
  transitioned: 'Moved on',
  unchanged: 'Nothing to do',
  rejected: 'Refused',
  ignored: 'Not concerned',
  deferred: 'Put off',
  failed: 'Failed',
};

/** Before the step of a workflow that does it. */
export const OVERRIDE_ADVICE =
  'Or a person answers for it. This step, in a workflow that is started by hand, walks the whole way to the state that was refused, and the record keeps who and why:';

const REMEDY_WORDS: { readonly [remedy in Remedy]: string } = {
  proof: 'Bring what is missing: the next run finds it, and the violation is over.',
  merge: 'Merge the pull request, with its checks passed and its reviews given.',
  link: 'If the work was merged, say so in the description of its pull request.',
  set_aside: 'If nothing was to be done, close the issue once more, as not planned.',
  reopen: 'If it was closed too early, reopen the issue.',
  claim_again: 'Bring what is missing, and run the job that claims the step again.',
  claim_other: 'Claim one of the states that are allowed from here.',
  keyword: 'Link the pull request to an issue, for example with `Closes` and the number in its description.',
  unlock: 'Unlock the conversation once, so that it can be recorded.',
};

/** What ends a refusal, one sentence a line. */
export function adviceFor({ remedies, overrideTo }: WaysOut): readonly string[] {
  const onlyAPerson = remedies.length === 0 && overrideTo !== null;
  return onlyAPerson ? ['Nothing that happens now can change that.'] : remedies.map((remedy) => REMEDY_WORDS[remedy]);
}
