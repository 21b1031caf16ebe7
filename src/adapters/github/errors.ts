import { Answer } from '../../codec/github-answer.ts';
import { LoopForgeError, RateLimitedError } from '../../core/errors.ts';

/** What was being done when a request failed: for the message. */
export interface Doing {
  /** As in "could not …". */
  readonly what: string;
  /** The permission that it needs, such as `issues: write`. */
  readonly needs: string;
}

/** What went wrong with a request, with the failure of the HTTP client as the cause. */
export function requestError(cause: unknown, doing: Doing): LoopForgeError {
  if (cause instanceof LoopForgeError) return cause;
  const { status, headers, message } = failureOf(cause);
  const limit = limitOf(status, headers, message);
  if (limit !== null) return rateLimited(limit, cause);
  if (status === 401) {
    return fail('permission_missing', 'The token is not valid (any more): check `github-token`.', cause);
  }
  if (status === 403) return forbidden(doing, headers, message, cause);
  if (status === 404 || status === 410) {
    const why = 'it does not exist, or the token cannot see it';
    return fail('not_found', `Could not ${doing.what}: ${why}. Check the name and the token.`, cause);
  }
  if (status !== null && status >= 400 && status < 500 && status !== 408) {
    return fail('internal', `Could not ${doing.what}: GitHub refused the request (${status}): ${message}`, cause);
  }
  return fail('github_unreachable', `Could not ${doing.what}: ${message}. Run the job again.`, cause);
}

/** GitHub refused for too many requests; `wait` says until when, where that is known. */
export function rateLimited(wait: string, cause: unknown): LoopForgeError {
  return fail('rate_limited', `GitHub's rate limit is used up${wait}. Run the job again later.`, cause);
}

export function isSecondaryLimit(message: string): boolean {
  return /secondary rate limit|abuse detection/i.test(message);
}

interface Failure {
  /** Null: no answer came, or none that was whole. */
  readonly status: number | null;
  readonly headers: Answer;
  readonly message: string;
}

/** Octokit gives a request without an answer the status 500; only the response tells. */
function failureOf(cause: unknown): Failure {
  const response = propertyOf(cause, 'response');
  const answered = new Answer(response);
  const own = cause instanceof Error ? cause.message : String(cause);
  return {
    status: answered.numberOrNull('status'),
    headers: answered.at('headers'),
    message: answered.at('data').textOrNull('message') ?? own,
  };
}

/** Null: this is no rate limit; otherwise what to append to the message. */
function limitOf(status: number | null, headers: Answer, message: string): string | null {
  if (status !== 403 && status !== 429) return null;
  const after = headers.idOrNull('retry-after');
  if (after !== null) return ` for ${after} s`;
  if (headers.idOrNull('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.idOrNull('x-ratelimit-reset'));
    return reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : '';
  }
  return status === 429 || isSecondaryLimit(message) ? '' : null;
}

function forbidden(doing: Doing, headers: Answer, message: string, cause: unknown): LoopForgeError {
  const accepted = headers.textOrNull('x-accepted-github-permissions')?.replaceAll('=', ': ');
  const hint = /not accessible/i.test(message)
    ? ` Give the job \`permissions\` with \`${accepted ?? doing.needs}\`.`
    : '';
  return fail('permission_missing', `Could not ${doing.what}: ${message}.${hint}`, cause);
}

function fail(code: LoopForgeError['code'], message: string, cause: unknown): LoopForgeError {
  return new LoopForgeError(code, message, { cause });
}

export function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
