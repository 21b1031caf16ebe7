import {
  type CheckFact,
  type ChecksVerdict,
  type Hash,
  type Instant,
  isAfter,
  type Known,
  type LawSettings,
  type LoopRecord,
  type PullFacts,
  UNAVAILABLE,
} from '../model.ts';

/** What the record and the facts say of the checks of one pull request. */
interface RecheckInput {
  readonly record: LoopRecord | null;
  readonly pull: PullFacts;
  readonly checks: Known<ChecksVerdict>;
  readonly rules: Hash | null;
  readonly ci: LawSettings['ci'];
}

/**
 * Were checks running since the record's last step? Only then may a path back lead through the state that says so. Yes
 * for a new head, for a check that began, reported or still runs since, and where they are judged by other rules now.
 */
export function wereChecksRunning({ record, pull, checks, rules, ci }: RecheckInput): Known<boolean> {
  const head = record?.head;
  // What a workflow asserts has no times of its own.
  if (head === undefined || ci === 'asserted') return true;
  if (head.pr !== pull.number || head.sha !== pull.headSha) return true;
  if (rules !== null && head.basis.rules !== null && rules !== head.basis.rules) return true;
  if (checks === UNAVAILABLE) return UNAVAILABLE;
  return checks.pending.length > 0 || checks.counted.some((check) => isSince(check, head.at));
}

function isSince({ createdAt, startedAt, completedAt }: CheckFact, at: Instant | null): boolean {
  return [createdAt, startedAt, completedAt].some((time) => time !== null && (at === null || isAfter(time, at)));
}
