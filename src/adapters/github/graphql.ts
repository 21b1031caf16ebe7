import type { AnswerError } from '../../codec/github/github-answer.ts';
import { Answer, answerErrors } from '../../codec/github/github-answer.ts';
import { toInstant } from '../../codec/github/github-time.ts';
import { LoopForgeError } from '../../core/errors.ts';
import { propertyOf, requestError } from './errors.ts';
import { graphqlLimit, isLimit } from './limits.ts';
import type { Query } from './queries.ts';
import type { Requester, RequesterResponse } from './requester.ts';

export interface GraphqlResult {
  /** Partial where GitHub says so. */
  readonly data: Answer;
  /** The moment by GitHub's clock. */
  readonly at: string;
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

/** Sends one query. Throws when there is no data at all; errors beside data are part of the answer. */
export async function sendQuery(
  octokit: Requester,
  { graphqlUrl, log }: { readonly graphqlUrl: string; readonly log: (line: string) => void },
  query: Query,
  variables: Variables,
): Promise<GraphqlResult> {
  const response = await octokit
    .request(`POST ${graphqlUrl}`, { query: query.text, variables })
    .catch((error) => partialOf(error) ?? rethrow(error, query));
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
  return { data, at };
}

/** Plugins turn an answer with errors into a failure, after the last repeat; it may yet be of use. */
function partialOf(error: unknown): RequesterResponse | null {
  const response = propertyOf(error, 'response');
  if (propertyOf(response, 'status') !== 200) return null;
  const headers = propertyOf(response, 'headers');
  const named = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return { status: 200, data: propertyOf(response, 'data'), headers: Object.fromEntries(named) };
}

function rethrow(error: unknown, query: Query): never {
  throw requestError(error, { what: `read GitHub (query ${query.name})`, needs: 'issues: read' });
}

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
  return new LoopForgeError('github_unreachable', said, { cause: errors });
}

/** Null: the query was not refused for a field that the server does not know. */
function undefinedField(extensions: Answer, message: string): string | null {
  const known = /^(?:Field|Cannot query field) ['"](\w+)['"]/.exec(message);
  if (extensions.textOrNull('code') !== 'undefinedField' && known === null) return null;
  return extensions.textOrNull('fieldName') ?? known?.[1] ?? '';
}
