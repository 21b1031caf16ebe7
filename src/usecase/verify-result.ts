import type { Actor } from '../core/actor.ts';
import type { ItemResult } from '../core/outcome.ts';
import { nameOf } from '../core/verify/history.ts';
import type { Finding, Gravity, Verification } from '../core/verify/types.ts';
import { BLANK } from './item-result.ts';

const OUTCOMES = { PASS: 'unchanged', INCONCLUSIVE: 'deferred', FAIL: 'failed' } as const;
const REASONS = { PASS: '', INCONCLUSIVE: 'evidence_unavailable', FAIL: 'record_tampered' } as const;

/** A verification as the result of a run: red where the record does not hold, a warning where it cannot be told. */
export function verifiedResult(verification: Verification): ItemResult {
  const { verdict, recordId, number, headHash, url } = verification;
  const failed = messages(verification, 'fail');
  const unclear = [...messages(verification, 'inconclusive'), ...notRun(verification)];
  return {
    ...BLANK,
    outcome: OUTCOMES[verdict],
    reason: REASONS[verdict],
    recordId,
    number,
    headHash,
    commentUrl: url,
    error: verdict === 'FAIL' ? `${named(verification)} does not hold:\n- ${failed.join('\n- ')}` : null,
    warnings: unclear.length === 0 ? [] : [`${named(verification)}, what cannot be told:\n- ${unclear.join('\n- ')}`],
    notice: noticeOf(verification),
    red: verdict === 'FAIL',
    verification,
  };
}

/** A record comment was deleted: no later look can prove it, so the run that saw it happen says so. */
export function deletedResult(
  verification: Verification,
  { url, actor }: { readonly url: string; readonly actor: Actor | null },
): ItemResult {
  const result = verifiedResult(verification);
  const error = `The record of #${verification.number} (${url}) was deleted by ${nameOf(actor)}. GitHub keeps neither its text nor its edit history; the payload of this event holds the last text.`;
  return { ...result, outcome: 'failed', reason: 'record_tampered', error, red: true };
}

/** Nothing to verify. `number` null: in the whole repository. */
export function nothingResult(number: number | null): ItemResult {
  const where = number === null ? 'The repository holds no record' : `#${number} has no record`;
  const reason = number === null ? 'no_item' : 'not_tracked';
  return { ...BLANK, outcome: 'ignored', reason, number, notice: `${where}, so there is nothing to verify.` };
}

function noticeOf(verification: Verification): string | null {
  const said = messages(verification, 'notice');
  return said.length === 0 ? null : `${named(verification)}, what else there is to see:\n- ${said.join('\n- ')}`;
}

function named({ recordId, number }: Verification): string {
  return `The record of ${recordId ?? `#${number}`}`;
}

function messages({ checks }: Verification, gravity: Gravity): readonly string[] {
  const found: readonly Finding[] = checks.flatMap((check) => check.findings);
  return found.filter((one) => one.gravity === gravity).map(({ code, message }) => `${code}: ${message}`);
}

function notRun({ checks }: Verification): readonly string[] {
  return checks
    .filter((check) => check.required && !check.ran && check.findings.length === 0)
    .map(({ name, why }) => `The check "${name}" did not run: ${why}`);
}
