import { Answer } from '../../../codec/github/index.ts';
import { LoopForgeError, RefusedError } from '../../../core/model.ts';
import { type LimitReply, limitError } from './limits.ts';

/** What writing to a conversation takes: the one on an issue, the other on a pull request. */
export const CONVERSATION_PERMISSIONS = 'issues: write; pull-requests: write';

/** What was being done when a request failed: for the message. */
export interface RequestPurpose {
  /** As in "could not …". */
  readonly what: string;
  /** The permission that it needs, such as `issues: write`; alternatives are separated by `;`. */
  readonly needs: string;
}

/** The answer was lost, broke off or said "later": the same request may be answered the next time. */
export class LostAnswerError extends LoopForgeError {
  constructor(message: string, cause: unknown) {
    super('github_unreachable', message, { cause });
  }
}

/**
 * What went wrong with a request, with the failure of the HTTP client as the cause.
 * @param tokenName what gave the token, as whoever started LoopForge knows it
 */
export function requestError(cause: unknown, doing: RequestPurpose, tokenName: string): LoopForgeError {
  if (cause instanceof LoopForgeError) return cause;
  const refusal = refusalOf(cause);
  if (refusal.status === 401) return badToken(tokenName, cause);
  return limitError(refusal, cause) ?? refused(refusal, doing, cause);
}

function refused({ status, headers, message }: LimitReply, doing: RequestPurpose, cause: unknown): LoopForgeError {
  if (status === 403) return forbidden(doing, headers, message, cause);
  if (status === 404 || status === 410) {
    const why = 'it does not exist, or the token cannot see it';
    return fail('not_found', `Could not ${doing.what}: ${why}. Check the name and the token.`, cause);
  }
  if (status !== null && status >= 400 && status < 500 && status !== 408) {
    const said = `Could not ${doing.what}: GitHub refused the request (${status}): ${message}`;
    return new RefusedError('internal', said, { cause, status });
  }
  const said = `Could not ${doing.what}: ${message}. Try again.`;
  return isLost(cause) ? new LostAnswerError(said, cause) : fail('github_unreachable', said, cause);
}

function badToken(name: string, cause: unknown): LoopForgeError {
  const said = `GitHub does not accept the token: it is wrong, or not valid any more. Check ${name}.`;
  return new LoopForgeError('permission_missing', said, { cause, everywhere: true });
}

/** Octokit gives a status to whatever came of a request, 500 where there was no answer. */
function isLost(cause: unknown): boolean {
  return typeof propertyOf(cause, 'status') === 'number';
}

/** Octokit gives a request without an answer the status 500; only the response tells. */
function refusalOf(cause: unknown): LimitReply {
  const answered = new Answer(propertyOf(cause, 'response'));
  const own = cause instanceof Error ? cause.message : String(cause);
  return {
    status: answered.numberOrNull('status'),
    headers: answered.at('headers'),
    message: shortened(answered.at('data').textOrNull('message') ?? own),
  };
}

const LONGEST_BYTES = 2_000;

/** A server's own words, cut where they are no message but a page: what a proxy says can be a book. */
function shortened(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(LONGEST_BYTES));
  return read === text.length ? text : `${text.slice(0, read)}…`;
}

function forbidden(doing: RequestPurpose, headers: Answer, message: string, cause: unknown): LoopForgeError {
  const wanted = headers.textOrNull('x-accepted-github-permissions') ?? doing.needs;
  const everywhere = /not accessible/i.test(message);
  const hint = everywhere ? ` The token needs ${alternatives(wanted)}.` : '';
  const said = `Could not ${doing.what}: ${message}.${hint}`;
  return new RefusedError('permission_missing', said, { cause, everywhere, status: 403 });
}

/** GitHub separates by `;` what would do each by itself, and names a permission as its API does, not as a workflow. */
function alternatives(permissions: string): string {
  const names = permissions.split(/;\s*/).map((one) => one.replaceAll('=', ': ').replaceAll('_', '-'));
  return names.map((name) => `\`${name}\``).join(' or ');
}

function fail(code: LoopForgeError['code'], message: string, cause: unknown): LoopForgeError {
  return new LoopForgeError(code, message, { cause });
}

export function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
