import type { Answer } from '../../../codec/github/index.ts';
import { RateLimitedError } from '../../../core/model.ts';

/** What an answer says that may be a refusal for too many requests. */
export interface LimitReply {
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Answer;
  readonly message: string;
}

/** What GitHub asks for where it names no time: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const UNNAMED_WAIT_MS = 60_000;

/** Null: the answer is no refusal for too many requests. */
export function limitError(refusal: LimitReply, cause: unknown): RateLimitedError | null {
  const { status, headers, message } = refusal;
  if (status !== 403 && status !== 429) return null;
  const named = namedWait(headers);
  const limited = named !== null || status === 429 || isLimit(message);
  return limited ? rateLimited(named ?? UNNAMED_WAIT_MS, cause) : null;
}

/** GraphQL refuses inside an answer of status 200. */
export function graphqlLimit(headers: Answer, cause: unknown): RateLimitedError {
  return rateLimited(namedWait(headers) ?? UNNAMED_WAIT_MS, cause);
}

export function isLimit(message: string): boolean {
  return /(secondary|API) rate limit|abuse detection/i.test(message);
}

/** How long GitHub wants us to wait, by its own clock; null: it does not say. */
function namedWait(headers: Answer): number | null {
  const after = Number(headers.idOrNull('retry-after') ?? Number.NaN);
  if (after >= 0) return after * 1000;
  if (headers.idOrNull('x-ratelimit-remaining') !== '0') return null;
  const reset = Number(headers.idOrNull('x-ratelimit-reset') ?? Number.NaN) * 1000;
  const now = Date.parse(headers.textOrNull('date') ?? '');
  return Number.isNaN(reset - now) ? UNNAMED_WAIT_MS : Math.max(0, reset - now) + 1000;
}

function rateLimited(waitMs: number, cause: unknown): RateLimitedError {
  const seconds = Math.ceil(waitMs / 1000);
  return new RateLimitedError(`GitHub refuses further requests for ${seconds} s. Try again after that.`, {
    cause,
    waitMs,
  });
}
