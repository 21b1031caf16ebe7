import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { Answer, answerErrors } from '../../codec/github-answer.ts';
import { toInstant } from '../../codec/github-time.ts';
import { LoopForgeError } from '../../core/errors.ts';
import type { Doing } from './errors.ts';
import { isSecondaryLimit, propertyOf, rateLimited, requestError } from './errors.ts';
import type { Query } from './queries.ts';
import type { Fetch } from './transport.ts';

export interface ClientOptions {
  readonly token: string;
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`: used as it is, never derived from the API's. */
  readonly graphqlUrl: string;
  readonly fetch: Fetch;
  readonly userAgent: string;
  /** Told about every request, without the token. */
  readonly log: (line: string) => void;
  /** How often a request that may be repeated is repeated, and the unit of the growing wait between. */
  readonly retries: number;
  readonly retryBaseMs: number;
}

export interface RestCall extends Doing {
  /** Such as `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly route: string;
  readonly params: { readonly [name: string]: unknown };
  /** Whether the request may be repeated when its answer is lost: never for what creates. */
  readonly repeat: boolean;
}

/** Requests to one GitHub server. Every failure is a `LoopForgeError`. */
export interface GitHubClient {
  /** The answer, partial where GitHub says so, and the moment by GitHub's clock. */
  graphql(query: Query, variables: { readonly [name: string]: unknown }): Promise<GraphqlResult>;
  rest(call: RestCall): Promise<Answer>;
}

export interface GraphqlResult {
  readonly data: Answer;
  readonly at: string;
}

/** The slice of Octokit that a client stands on. */
export interface Requester {
  request(route: string, parameters: { readonly [name: string]: unknown }): Promise<RequesterResponse>;
}
interface RequesterResponse {
  readonly status: number;
  readonly data: unknown;
  readonly headers: { readonly [name: string]: unknown };
}

/** Answers after which a repeat would be the same again; a limit is not waited for here. */
export const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/** A client for one item at a time: Octokit's core and its retry plugin, nothing else. */
export function createClient(options: ClientOptions): GitHubClient {
  const Retrying = Octokit.plugin(wholeJson, retry);
  const octokit = new Retrying({
    ...octokitOptions(options),
    retry: { retries: options.retries, retryAfterBaseValue: options.retryBaseMs, doNotRetry: FINAL },
  });
  return clientOver(octokit, options);
}

/** What every Octokit here is made with. Warnings go to the log: the runner's output belongs to the caller. */
export function octokitOptions({ token, apiUrl, userAgent, fetch, log }: ClientOptions) {
  const quiet = (message: string) => log(message);
  return {
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    request: { fetch },
    log: { debug: () => {}, info: () => {}, warn: quiet, error: quiet },
  };
}

/** JSON that broke off counts as a lost answer, so that it is repeated like one. Must stand before the retry plugin. */
export function wholeJson(octokit: Octokit): object {
  octokit.hook.after('request', (response, request) => {
    const type = String(response.headers['content-type'] ?? '');
    if (typeof response.data !== 'string' || !type.includes('json') || response.status === 204) return;
    throw Object.assign(new Error('the answer is not whole'), { status: 500, request });
  });
  return {};
}

export function clientOver(octokit: Requester, options: ClientOptions): GitHubClient {
  return {
    graphql: (query, variables) => graphql(octokit, options, query, variables),
    rest: async (call) => {
      const request = call.repeat ? {} : { request: { retries: 0 } };
      try {
        return new Answer((await octokit.request(call.route, { ...call.params, ...request })).data);
      } catch (error) {
        throw requestError(error, call);
      }
    },
  };
}

async function graphql(
  octokit: Requester,
  { graphqlUrl, log }: ClientOptions,
  query: Query,
  variables: { readonly [name: string]: unknown },
): Promise<GraphqlResult> {
  const response = await octokit
    .request(`POST ${graphqlUrl}`, { query: query.text, variables })
    .catch((error) => partialOf(error) ?? rethrow(error, query));
  const body = new Answer(response.data);
  const errors = answerErrors(propertyOf(response.data, 'errors'));
  const data = new Answer(propertyOf(response.data, 'data'), errors);
  const at = toInstant(String(response.headers['date'] ?? ''));
  const cost = data.at('rateLimit');
  log(
    `GraphQL ${query.name}: ${errors.length} errors, cost ${cost.idOrNull('cost')}, ${cost.idOrNull('remaining')} left`,
  );
  const limit = errors.find(({ type, message }) => type === 'RATE_LIMITED' || isSecondaryLimit(message));
  if (limit !== undefined) throw rateLimited('', limit);
  if (data.missing) throw noData(query, body, errors);
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

/** A query that was refused as a whole; the answer is the cause. */
function noData(query: Query, body: Answer, errors: ReturnType<typeof answerErrors>): LoopForgeError {
  const field = body.at('errors', 0, 'extensions').textOrNull('fieldName');
  const message = errors[0]?.message ?? 'no data';
  if (errors[0]?.type === 'FORBIDDEN' || errors[0]?.type === 'INSUFFICIENT_SCOPES') {
    return new LoopForgeError('permission_missing', `The token may not read what LoopForge needs: ${message}`, {
      cause: errors,
    });
  }
  if (isUndefinedField(body, errors)) {
    return new UndefinedFieldError(field ?? fieldIn(message), message, errors);
  }
  return new LoopForgeError('github_unreachable', `GitHub gave no data for the query ${query.name}: ${message}`, {
    cause: errors,
  });
}

/** The server is older than a field that the query asks for. */
export class UndefinedFieldError extends LoopForgeError {
  readonly field: string;

  constructor(field: string, message: string, cause: unknown) {
    super('github_unreachable', `This GitHub server is too old: ${message}`, { cause });
    this.field = field;
  }
}

function isUndefinedField(body: Answer, errors: ReturnType<typeof answerErrors>): boolean {
  const code = body.at('errors', 0, 'extensions').textOrNull('code');
  return code === 'undefinedField' || /^(Field|Cannot query field)\b/.test(errors[0]?.message ?? '');
}

function fieldIn(message: string): string {
  return /['"](\w+)['"]/.exec(message)?.[1] ?? '';
}
