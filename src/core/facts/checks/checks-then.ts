import { earliestOf, type Instant, isAfter, msBetween } from '../../values/index.ts';
import { type CheckFact, type Known, UNAVAILABLE } from '../index.ts';
import { identityOf, isSuccess, latestOfEach } from './check-words.ts';

/** The reports that speak for a merge, as of its hour. */
export interface ChecksThen {
  readonly checks: readonly CheckFact[];
  /** Their attempt of then is gone; only later ones are left, which cannot harm. */
  readonly gone: readonly CheckFact[];
  /** What they showed then could not be read. */
  readonly unread: readonly CheckFact[];
}

type Report =
  | { readonly kind: 'counts' | 'gone' | 'unread'; readonly check: CheckFact }
  /** It first appeared at that moment, after the merge. */
  | { readonly kind: 'later'; readonly check: CheckFact; readonly at: Instant };

/** All that is known of one check, its latest report included. */
type History = Known<readonly CheckFact[]>;

const LATE_START_MS = 10 * 60 * 1000;
/** GitHub gives up a job that no runner takes for a day: one that began later than that is a later attempt. */
const LONGEST_QUEUE_MS = 24 * 60 * 60 * 1000;

/**
 * What checks showed when a pull request was merged. A check that first appeared after the merge does not count, a
 * later report of one that was there can heal and never harm. Where nothing had appeared by the merge, what does so
 * within ten minutes speaks for the commit.
 * @param proven something else speaks for the merge already
 */
export function checksThen(
  checks: readonly CheckFact[],
  earlier: History,
  mergedAt: Instant,
  proven: boolean,
): ChecksThen {
  const reports = latestOfEach(checks).map((check) => reportThen(check, historyOf(check, checks, earlier), mergedAt));
  const kinds = new Set(reports.map(({ kind }) => kind));
  const nothingThen = !proven && !kinds.has('counts') && !kinds.has('gone');
  // One that was not read may have been the first, and then nothing later counts.
  const unsure = nothingThen && kinds.has('unread');
  const isSoon = (report: Report): boolean =>
    report.kind === 'later' && nothingThen && checksMayAppear(mergedAt, report.at);
  const of = (test: (report: Report) => boolean) => reports.filter(test).map(({ check }) => check);
  return {
    checks: of((report) => report.kind === 'counts' || (!unsure && isSoon(report))),
    gone: of(({ kind }) => kind === 'gone'),
    unread: of((report) => report.kind === 'unread' || (unsure && isSoon(report))),
  };
}

/** Where none has appeared yet: may the first check of a commit still do so? */
export function checksMayAppear(since: Instant, at: Instant): boolean {
  return msBetween(since, at) <= LATE_START_MS;
}

function historyOf(check: CheckFact, all: readonly CheckFact[], earlier: History): History {
  if (earlier === UNAVAILABLE) return UNAVAILABLE;
  const identity = identityOf(check);
  return [...all, ...earlier].filter((one) => identityOf(one) === identity);
}

function reportThen(check: CheckFact, history: History, mergedAt: Instant): Report {
  return check.kind === 'status' ? statusThen(check, history, mergedAt) : runThen(check, history, mergedAt);
}

/** The list of a commit's statuses shows only the latest report of each. */
function statusThen(check: CheckFact, history: History, mergedAt: Instant): Report {
  if (check.createdAt === null || !isAfter(check.createdAt, mergedAt)) return { kind: 'counts', check };
  if (history === UNAVAILABLE) return { kind: 'unread', check };
  const [then] = latestOfEach(history.filter((one) => one.createdAt === null || !isAfter(one.createdAt, mergedAt)));
  if (then !== undefined) return { kind: 'counts', check: isSuccess(check) ? check : then };
  return { kind: 'later', check, at: earliestOf(history.map((one) => one.createdAt)) ?? check.createdAt };
}

/** A re-run keeps the creation of its workflow run, and replaces the attempt that was there. */
function runThen(check: CheckFact, history: History, mergedAt: Instant): Report {
  const { createdAt, startedAt } = check;
  if (createdAt !== null && isAfter(createdAt, mergedAt)) return { kind: 'later', check, at: createdAt };
  if (isSuccess(check) || (startedAt !== null && !isAfter(startedAt, mergedAt))) return { kind: 'counts', check };
  if (history === UNAVAILABLE) return { kind: 'unread', check };
  const [then] = latestOfEach(history.filter((one) => one.startedAt !== null && !isAfter(one.startedAt, mergedAt)));
  if (then !== undefined) return { kind: 'counts', check: then };
  if (startedAt === null || createdAt === null) return { kind: 'counts', check };
  // The suite of another app is there from the push on, so its creation says nothing of this check.
  if (check.workflow === null) return { kind: 'later', check, at: startedAt };
  return { kind: msBetween(createdAt, startedAt) > LONGEST_QUEUE_MS ? 'gone' : 'counts', check };
}
