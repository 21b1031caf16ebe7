import type { LawSettings } from '../settings.ts';
import type { CheckFact, PullFacts, RequiredCheck } from './facts.ts';
import { UNAVAILABLE, type Unavailable } from './facts.ts';
import { matchesAny } from './glob.ts';
import { type Self, withoutOwnChecks } from './own-checks.ts';

export type ChecksState = 'success' | 'failure' | 'pending' | 'none';

/** The verdict on a head commit's checks, as conditions read it. */
export interface ChecksVerdict {
  readonly state: ChecksState;
  readonly ok: boolean;
  /** `ok` only because nothing had reported by the merge: provisional, later checks settle it. */
  readonly noChecks: boolean;
  readonly failed: readonly string[];
  readonly pending: readonly string[];
  readonly skipped: readonly string[];
  /** The checks that decided. */
  readonly counted: readonly CheckFact[];
  readonly required: boolean;
  readonly warnings: readonly string[];
}

type CheckSettings = Pick<LawSettings, 'ci' | 'requiredChecks' | 'ignoreChecks'>;

const FAILURES = new Set(['FAILURE', 'ERROR', 'TIMED_OUT', 'CANCELLED', 'STARTUP_FAILURE']);
const NEUTRALS = new Set(['NEUTRAL', 'SKIPPED']);
const LATE_START_MS = 10 * 60 * 1000;

export const NO_CHECKS: ChecksVerdict = {
  state: 'none',
  ok: false,
  noChecks: false,
  failed: [],
  pending: [],
  skipped: [],
  counted: [],
  required: false,
  warnings: [],
};

/**
 * Judges the checks of a pull request's head. `asserted` is what a workflow last claimed for this pull request and
 * head; with `ci: asserted` it alone counts. Unavailable when the checks, or what is required, could not be read.
 */
export function judgeChecks(
  pull: PullFacts,
  settings: CheckSettings,
  self: Self,
  asserted: 'success' | 'failure' | null,
): ChecksVerdict | Unavailable {
  if (settings.ci === 'asserted') {
    const state = asserted ?? 'pending';
    return { ...NO_CHECKS, state, ok: state === 'success' };
  }
  if (pull.checks === UNAVAILABLE || pull.requiredChecks === UNAVAILABLE) return UNAVAILABLE;
  const others = withoutOwnChecks(pull.checks, self);
  const wanted = others.checks.filter((check) => !matchesAny(settings.ignoreChecks, check.name));
  const counted = latestOfEach(countedAtMerge(wanted, pull.mergedAt));
  const ruled = pull.requiredChecks.filter(
    (rule) => !matchesAny(settings.ignoreChecks, rule.name) && !isOurs(rule.name, others.ownNames, counted),
  );
  const verdict = sort(requiredOf(counted, ruled, settings.requiredChecks));
  const excused = verdict.state === 'none' && settings.ci !== 'none' && pull.state === 'merged';
  const ok = verdict.state === 'success' || (verdict.state === 'none' && (settings.ci === 'none' || excused));
  return { ...verdict, ok, noChecks: excused, warnings: others.warnings };
}

/** A branch may require LoopForge's own check too; it must not wait for itself. */
function isOurs(name: string, ownNames: ReadonlySet<string>, counted: readonly CheckFact[]): boolean {
  return ownNames.has(name) && !counted.some((check) => check.name === name);
}

interface Chosen {
  readonly checks: readonly CheckFact[];
  /** Required names that never reported. */
  readonly absent: readonly string[];
  readonly required: boolean;
}

/** Required contexts decide when there are any, otherwise all. */
function requiredOf(
  counted: readonly CheckFact[],
  ruled: readonly RequiredCheck[],
  patterns: readonly string[],
): Chosen {
  if (ruled.length === 0 && patterns.length === 0) return { checks: counted, absent: [], required: false };
  const satisfies = (check: CheckFact, rule: RequiredCheck): boolean =>
    check.name === rule.name && (rule.appId === null || check.kind === 'status' || check.appId === rule.appId);
  const checks = counted.filter(
    (check) => ruled.some((rule) => satisfies(check, rule)) || matchesAny(patterns, check.name),
  );
  const absent = [
    ...ruled.filter((rule) => !counted.some((check) => satisfies(check, rule))).map((rule) => rule.name),
    ...patterns.filter((pattern) => !counted.some((check) => matchesAny([pattern], check.name))),
  ];
  return { checks, absent, required: true };
}

function sort(chosen: Chosen): Omit<ChecksVerdict, 'ok' | 'noChecks' | 'warnings'> {
  const named = (test: (check: CheckFact) => boolean): string[] =>
    chosen.checks.filter(test).map((check) => check.name);
  const failed = named((check) => FAILURES.has(check.conclusion ?? ''));
  const skipped = named((check) => NEUTRALS.has(check.conclusion ?? ''));
  const succeeded = named((check) => check.conclusion === 'SUCCESS');
  const pending = [...named((check) => isPending(check)), ...chosen.absent];
  const state =
    failed.length > 0 ? 'failure' : pending.length > 0 ? 'pending' : succeeded.length > 0 ? 'success' : 'none';
  return { state, failed, pending, skipped, counted: chosen.checks, required: chosen.required };
}

/** Anything that is neither a failure, a success nor neutral is waited for: EXPECTED, STALE, a word we do not know. */
function isPending(check: CheckFact): boolean {
  const word = check.conclusion ?? '';
  return !FAILURES.has(word) && !NEUTRALS.has(word) && word !== 'SUCCESS';
}

/**
 * After the merge a check counts if its run was created by then (a re-run keeps its creation). Where nothing at all
 * had been created, those that start soon after speak for the commit.
 */
function countedAtMerge(checks: readonly CheckFact[], mergedAt: string | null): readonly CheckFact[] {
  if (mergedAt === null) return checks;
  const byMerge = (check: CheckFact): boolean => check.createdAt === null || check.createdAt <= mergedAt;
  const anyByMerge = checks.some(byMerge);
  const limit = Date.parse(mergedAt) + LATE_START_MS;
  const soonAfter = (check: CheckFact): boolean => check.createdAt !== null && Date.parse(check.createdAt) <= limit;
  return checks.filter((check) => check.kind === 'status' || byMerge(check) || (!anyByMerge && soonAfter(check)));
}

/** A check is (app, workflow, event, name); the latest of each counts. */
function latestOfEach(checks: readonly CheckFact[]): readonly CheckFact[] {
  const latest = new Map<string, CheckFact>();
  for (const check of checks) {
    const key = JSON.stringify([check.kind, check.app, String(check.workflow), check.event, check.name]);
    const other = latest.get(key);
    if (other === undefined || isLater(check, other)) latest.set(key, check);
  }
  return [...latest.values()];
}

const NOT_YET = '9999';

/** By start, then by end; what has not started or ended yet is the latest; of two alike the worse one counts. */
function isLater(check: CheckFact, other: CheckFact): boolean {
  const [start, otherStart] = [startOf(check), startOf(other)];
  if (start !== otherStart) return start > otherStart;
  const [end, otherEnd] = [check.completedAt ?? NOT_YET, other.completedAt ?? NOT_YET];
  return end === otherEnd ? isFailure(check) : end > otherEnd;
}

function startOf(check: CheckFact): string {
  if (check.conclusion === null && check.startedAt === null) return NOT_YET;
  return check.startedAt ?? check.createdAt ?? check.completedAt ?? '';
}

export function isFailure(check: CheckFact): boolean {
  return FAILURES.has(check.conclusion ?? '');
}
