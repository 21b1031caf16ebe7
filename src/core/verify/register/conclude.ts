import { type LoopRecord, VERIFY_CODES } from '../../model.ts';
import { CHECK_NAMES } from './register.ts';
import { type Check, notAsked, type Scope, type Verdict, type Verification } from './verification.ts';

/** Which record a verification is about. */
export type VerifiedRecord = Pick<Verification, 'recordId' | 'number' | 'entries' | 'headHash' | 'url'>;

export const NO_SUBJECT: VerifiedRecord = { recordId: null, number: null, entries: 0, headHash: null, url: null };

export function subjectOf(record: LoopRecord, url: string | null = null): VerifiedRecord {
  const { record_id, ref_number, transitions, rejections, notes, head } = record;
  const entries = transitions.length + rejections.length + notes.length;
  return { recordId: record_id, number: ref_number, entries, headHash: head.hash, url };
}

/**
 * The verdict over all checks. One that failed decides; else one that could not tell, or was asked for and did not run.
 * @param absent why checks that are not among the given ones did not run
 */
export function concludeVerification(
  scope: Scope,
  subject: VerifiedRecord,
  given: readonly Check[],
  absent: string,
): Verification {
  const byName = new Map(given.map((check) => [check.name, check]));
  const checks = CHECK_NAMES.map((name) => byName.get(name) ?? notAsked(name, absent));
  const found = new Set(checks.flatMap((check) => check.findings.map((one) => one.code)));
  return {
    verdict: verdictOf(checks),
    scope,
    codes: VERIFY_CODES.filter((code) => found.has(code)),
    checks,
    ...subject,
  };
}

function verdictOf(checks: readonly Check[]): Verdict {
  const gravities = new Set(checks.flatMap((check) => check.findings.map((one) => one.gravity)));
  if (gravities.has('fail')) return 'FAIL';
  const untold = gravities.has('inconclusive') || checks.some((check) => check.required && !check.ran);
  return untold ? 'INCONCLUSIVE' : 'PASS';
}
