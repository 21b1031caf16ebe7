import { Answer, type AnswerError, answerErrors, toInstant } from '../../../codec/github/index.ts';
import { type Instant, LoopForgeError } from '../../../core/model.ts';
import type { Query } from '../queries/index.ts';
import { LostAnswerError, propertyOf, requestError } from './errors.ts';
import { graphqlLimit, isLimit } from './limits.ts';
import type { RequesterResponse } from './requester.ts';

export interface GraphqlResult {
  /** Partial where GitHub says so. */
  readonly data: Answer;
  /** The moment by GitHub's clock. */
  readonly at: Instant;
  /** Parts of it are empty because the query was too much work for GitHub: less of it may be answered. */
  readonly isCut: boolean;
}

export type Variables = { readonly [name: string]: unknown };

/** The server is older than a field that the query asks for. */
export class UndefinedFieldError extends LoopForgeError {
  readonly field: string;

  constructor(field: string, message: string, cause: unknown) {
    super('github_unreachable', `This GitHub server is too old: ${message}`, { cause });
    this.field = field;
  }
}

/** https://github.blog/changelog/2025-09-01-graphql-api-resource-limits */
const TOO_MUCH_WORK = 'RESOURCE_LIMITS_EXCEEDED';

/** What a query was answered. Throws when there is no data at all; errors beside data are part of the answer. */
export function graphqlResult(response: RequesterResponse, query: Query, log: (line: string) => void): GraphqlResult {
  const errors = answerErrors(propertyOf(response.data, 'errors'));
  const data = new Answer(propertyOf(response.data, 'data'), errors);
  const points = new Answer(propertyOf(response.data, 'data')).at('rateLimit');
  log(`GraphQL ${query.name}: cost ${points.idOrNull('cost')}, ${points.idOrNull('remaining')} points left`);
  for (const { type, path, message } of errors) log(`GraphQL ${query.name}: ${type} at ${path?.join('.')}: ${message}`);
  const headers = new Answer(response.headers);
  const limit = errors.find(({ type, message }) => type === 'RATE_LIMITED' || isLimit(message));
  if (limit !== undefined) throw graphqlLimit(headers, limit);
  if (data.missing) throw noData(query, new Answer(response.data), errors);
  const at = toInstant(headers.textOrNull('date'));
  if (at === null) throw new LoopForgeError('github_unreachable', "GitHub's answer lacks the Date header.");
  return { data, at, isCut: errors.some(({ type }) => type === TOO_MUCH_WORK) };
}

/** What went wrong with a query. The throttling plugin makes a failure of a limit inside a good answer. */
export function queryError(cause: unknown, query: Query, tokenName: string): LoopForgeError {
  const response = new Answer(propertyOf(cause, 'response'));
  if (response.numberOrNull('status') === 200) return graphqlLimit(response.at('headers'), cause);
  return requestError(cause, { what: `read GitHub (query ${query.name})`, needs: 'issues: read' }, tokenName);
}

/** Says that the server ran out of time, with status 200. */
const TIMED_OUT = 'Something went wrong while executing your query';

/** A query that was refused as a whole; its errors are the cause. */
function noData(query: Query, body: Answer, errors: readonly AnswerError[]): LoopForgeError {
  const [error] = errors;
  const message = error?.message ?? 'no data';
  if (error?.type === 'FORBIDDEN' || error?.type === 'INSUFFICIENT_SCOPES') {
    const said = `The token may not read what LoopForge needs: ${message}`;
    return new LoopForgeError('permission_missing', said, { cause: errors });
  }
  const field = undefinedField(body.at('errors', 0, 'extensions'), message);
  if (field !== null) return new UndefinedFieldError(field, message, errors);
  const said = `GitHub gave no data for the query ${query.name}: ${message}`;
  if (message.includes(TIMED_OUT)) return new LostAnswerError(said, errors);
  return new LoopForgeError('github_unreachable', said, { cause: errors });
}

/** Null: the query was not refused for a field that the server does not know. */
function undefinedField(extensions: Answer, message: string): string | null {
  const known = /^(?:Field|Cannot query field) ['"](\w+)['"]/.exec(message);
  if (extensions.textOrNull('code') !== 'undefinedField' && known === null) return null;
  return extensions.textOrNull('fieldName') ?? known?.[1] ?? '';
}
