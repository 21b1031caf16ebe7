import type { CheckFact } from '../index.ts';

/** What the report of a check comes to. */
export type CheckWord =
  | 'success'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'neutral'
  /** GitHub took it for lost, so it has to be run again. */
  | 'stale'
  | 'waiting'
  | 'queued'
  | 'running'
  /** A status that is waited for and was never reported. */
  | 'expected';

const CONCLUSIONS: { readonly [word: string]: CheckWord } = {
  SUCCESS: 'success',
  FAILURE: 'failed',
  ERROR: 'failed',
  STARTUP_FAILURE: 'failed',
  TIMED_OUT: 'timed_out',
  CANCELLED: 'cancelled',
  NEUTRAL: 'neutral',
  SKIPPED: 'neutral',
  STALE: 'stale',
  ACTION_REQUIRED: 'waiting',
  EXPECTED: 'expected',
};

const STATUSES: { readonly [word: string]: CheckWord } = {
  WAITING: 'waiting',
  QUEUED: 'queued',
  REQUESTED: 'queued',
  PENDING: 'queued',
};

/** Anything that is neither a failure, a success nor neutral is waited for, also a word that we do not know. */
export function checkWordOf({ conclusion, status }: CheckFact): CheckWord {
  const [words, word] = conclusion === null ? [STATUSES, status ?? ''] : [CONCLUSIONS, conclusion];
  return Object.hasOwn(words, word) ? (words[word] ?? 'running') : 'running';
}

const FAILURES: ReadonlySet<CheckWord> = new Set(['failed', 'timed_out', 'cancelled']);
const DONE: ReadonlySet<CheckWord> = new Set([...FAILURES, 'success', 'neutral']);

export function isFailure(check: CheckFact): boolean {
  return FAILURES.has(checkWordOf(check));
}

export function isSuccess(check: CheckFact): boolean {
  return checkWordOf(check) === 'success';
}

/** Not finished, or not in a way that says anything. */
export function isPending(check: CheckFact): boolean {
  return !DONE.has(checkWordOf(check));
}

/** A check is (app, workflow, event, name). */
export function identityOf(check: CheckFact): string {
  return JSON.stringify([check.kind, check.app, String(check.workflow), check.event, check.name]);
}

/** The latest report of each check. */
export function latestOfEach(checks: readonly CheckFact[]): readonly CheckFact[] {
  const latest = new Map<string, CheckFact>();
  for (const check of checks) {
    const key = identityOf(check);
    const other = latest.get(key);
    if (other === undefined || isLater(check, other)) latest.set(key, check);
  }
  return [...latest.values()];
}

const NOT_YET = '9999';

/**
 * By start, then by end; what has not started or ended yet is the latest; of two alike the worse one counts,
 * and else the one that says when it was made: whichever order they are listed in.
 */
function isLater(check: CheckFact, other: CheckFact): boolean {
  const [start, otherStart] = [startOf(check), startOf(other)];
  if (start !== otherStart) return start > otherStart;
  const [end, otherEnd] = [check.completedAt ?? NOT_YET, other.completedAt ?? NOT_YET];
  if (end !== otherEnd) return end > otherEnd;
  if (isFailure(check) !== isFailure(other)) return isFailure(check);
  return (check.createdAt ?? '') > (other.createdAt ?? '');
}

function startOf(check: CheckFact): string {
  if (check.conclusion === null && check.startedAt === null) return NOT_YET;
  return check.startedAt ?? check.createdAt ?? check.completedAt ?? '';
}
