import { accountName, type RunSettings } from '../../core/model.ts';
import { failedResult } from '../../core/outcome/index.ts';
import type { Finding, Gravity, Verification, VerifyCode } from '../../core/verify/index.ts';
import { renderVerification } from '../../report/pages/index.ts';
import type { VerifyResult } from '../../usecase/verify/index.ts';
import type { Message, ResultReport } from '../result/index.ts';
import { type ReportOptions, reportItem } from './report-item.ts';

const OUTCOMES = { PASS: 'unchanged', INCONCLUSIVE: 'deferred', FAIL: 'failed' } as const;
const REASONS = { PASS: '', INCONCLUSIVE: 'evidence_unavailable', FAIL: 'record_tampered' } as const;

/** What verifying came to as the runner is told of it: red where a record does not hold or could not be looked at. */
export function reportVerify(result: VerifyResult, options: ReportOptions): ResultReport {
  switch (result.kind) {
    case 'verified':
      return verified(result.verification, { ...options, ...result.settings });
    case 'deleted':
      return deleted(verified(result.verification, { ...options, onInconclusive: 'warn' }), result);
    case 'no_record':
      return nothing(result, options);
    case 'unverified': {
      const { number, error } = result;
      const subject = number === null ? ({ kind: 'run' } as const) : ({ kind: 'item', number } as const);
      return { ...reportItem(failedResult(subject, error), options), verdict: 'INCONCLUSIVE' };
    }
  }
}

/** What a record is red for that does not hold for certain: hardly anything but a lie or a loss explains it. */
const RED_CODES: readonly VerifyCode[] = ['comment_deleted', 'not_corroborated', 'unknown_kind', 'missing_transition'];

type VerifyReportOptions = ReportOptions & Pick<RunSettings, 'onInconclusive'>;

function verified(verification: Verification, options: VerifyReportOptions): ResultReport {
  const { verdict, checks, recordId, number, headHash, url } = verification;
  const isRed = verdict === 'INCONCLUSIVE' && options.onInconclusive === 'fail' && hasRedDoubt(verification);
  const reason = REASONS[verdict];
  const refuted = verdict === 'FAIL' ? list(`${named(verification)} does not hold`, found(verification, 'fail')) : '';
  const doubts = [...found(verification, 'inconclusive'), ...notRun(verification)];
  const unclear = list(`${named(verification)}, what cannot be told`, doubts);
  const notice = list(`${named(verification)}, what else there is to see`, found(verification, 'notice'));
  const error = isRed ? unclear : refuted;
  const messages: readonly Message[] = [
    { level: 'error', code: reason, text: error },
    { level: 'warning', code: '', text: isRed ? '' : unclear },
    { level: 'notice', code: reason, text: notice },
  ];
  return {
    outcome: isRed ? 'failed' : OUTCOMES[verdict],
    reason,
    changed: false,
    red: verdict === 'FAIL' || isRed,
    messages: messages.filter(({ text }) => text !== ''),
    summary: renderVerification(verification, options),
    recordId,
    number,
    headHash,
    commentUrl: url,
    verdict,
    checks,
    notice,
    error,
  };
}

function hasRedDoubt({ checks }: Verification): boolean {
  const all: readonly Finding[] = checks.flatMap((check) => check.findings);
  return all.some(({ gravity, code, honest }) => gravity === 'inconclusive' && !honest && RED_CODES.includes(code));
}

function deleted(
  report: ResultReport,
  { verification, url, actor }: Extract<VerifyResult, { kind: 'deleted' }>,
): ResultReport {
  const error = `The record of #${verification.number} (${url}) was deleted by ${accountName(actor)}. GitHub keeps neither its text nor its edit history; the payload of this event holds the last text.`;
  const reason = 'record_tampered';
  const others = report.messages.filter(({ level }) => level !== 'error');
  const messages: readonly Message[] = [{ level: 'error', code: reason, text: error }, ...others];
  return { ...report, outcome: 'failed', reason, error, red: true, messages };
}

function nothing(
  { number, notices }: Extract<VerifyResult, { kind: 'no_record' }>,
  options: ReportOptions,
): ResultReport {
  const where = number === null ? 'The repository holds no record' : `#${number} has no record`;
  const subject = number === null ? ({ kind: 'run' } as const) : ({ kind: 'item', number } as const);
  const reason = number === null ? 'no_item' : 'not_tracked';
  const seen = list('What else there is to see', notices.map(lineOf));
  const notice = [`${where}, so there is nothing to verify.`, seen].filter((text) => text !== '').join('\n');
  return reportItem({ outcome: 'ignored', reason, subject, standing: null, notice }, options);
}

/** Empty: there is nothing to list. */
function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n- ${lines.join('\n- ')}`;
}

function named({ recordId, number }: Verification): string {
  return `The record of ${recordId ?? `#${number}`}`;
}

function found({ checks }: Verification, gravity: Gravity): readonly string[] {
  const all: readonly Finding[] = checks.flatMap((check) => check.findings);
  return all.filter((one) => one.gravity === gravity).map(lineOf);
}

function notRun({ checks }: Verification): readonly string[] {
  return checks
    .filter((check) => check.required && !check.ran && check.findings.length === 0)
    .map(({ name, why }) => `The check "${name}" did not run: ${why}`);
}

function lineOf({ code, message }: Finding): string {
  return `${code}: ${message}`;
}
