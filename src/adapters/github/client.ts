import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { Answer } from '../../codec/github/github-answer.ts';
import { toInstant } from '../../codec/github/github-time.ts';
import { LoopForgeError } from '../../core/errors.ts';
import { type Doing, propertyOf, requestError } from './errors.ts';
import { type GraphqlResult, sendQuery, type Variables } from './graphql.ts';
import type { Query } from './queries.ts';
import type { Requester } from './requester.ts';
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
  /** How long it may take in all, waits included. */
  readonly budgetMs?: number | undefined;
}

export interface RestAnswer {
  readonly status: number;
  readonly data: Answer;
  /** The moment by GitHub's clock. */
  readonly at: string;
}

/** Requests to one GitHub server. Every failure is a `LoopForgeError`. */
export interface GitHubClient {
  graphql(query: Query, variables: Variables): Promise<GraphqlResult>;
  rest(call: RestCall): Promise<Answer>;
  /** Where the status says more than the content, as for what may have been there before. */
  restWithStatus(call: RestCall): Promise<RestAnswer>;
}

/** Answers after which a repeat would be the same again; a limit is not waited for here. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/**
 * A client for one item at a time. Each request goes out by Octokit's core alone; where it fails in a way that may pass
 * and may be repeated, the retry plugin takes over. It schedules every request by timers, and nearly all runs need none
 * of it.
 */
export function createClient(options: ClientOptions): GitHubClient {
  const Once = Octokit.plugin(wholeJson);
  const once = clientOver(new Once(octokitOptions(options)), options);
  const repeating = async <T>(send: (client: GitHubClient) => Promise<T>): Promise<T> => {
    try {
      return await send(once);
    } catch (error) {
      if (options.retries === 0 || !mayPass(error)) throw error;
      return send(retryingClient({ ...options, retries: options.retries - 1 }));
    }
  };
  return {
    graphql: (query, variables) => repeating((client) => client.graphql(query, variables)),
    rest: (call) => (call.repeat ? repeating((client) => client.rest(call)) : once.rest(call)),
    restWithStatus: (call) =>
      call.repeat ? repeating((client) => client.restWithStatus(call)) : once.restWithStatus(call),
  };
}

function retryingClient(options: ClientOptions): GitHubClient {
  const Retrying = Octokit.plugin(wholeJson, retry);
  return clientOver(new Retrying(octokitOptions(options)), options);
}

/** No answer, one that is not whole, or one that says "later". GraphQL says that with status 200. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof LoopForgeError) || error.code !== 'github_unreachable') return false;
  if (error.message.includes('Something went wrong while executing your query')) return true;
  const status = propertyOf(error.cause, 'status');
  return typeof status === 'number' && status >= 400 && !FINAL.includes(status);
}

/** What every Octokit here is made with. Warnings go to the log: the runner's output belongs to the caller. */
export function octokitOptions({ token, apiUrl, userAgent, fetch, log, retries, retryBaseMs }: ClientOptions) {
  const quiet = (message: string) => log(message);
  return {
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    request: { fetch },
    retry: { retries, retryAfterBaseValue: retryBaseMs, doNotRetry: FINAL },
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

/** Queries and REST calls over any Octokit. */
export function clientOver(octokit: Requester, options: ClientOptions): GitHubClient {
  return {
    graphql: (query, variables) => sendQuery(octokit, options, query, variables),
    rest: async (call) => (await sendCall(octokit, call)).data,
    restWithStatus: (call) => sendCall(octokit, call),
  };
}

async function sendCall(octokit: Requester, call: RestCall): Promise<RestAnswer> {
  const { route, params, repeat, budgetMs } = call;
  const request = {
    ...(repeat ? {} : { retries: 0 }),
    ...(budgetMs === undefined ? {} : { signal: within(budgetMs) }),
  };
  try {
    const { status, data, headers } = await octokit.request(route, { ...params, request });
    const at = toInstant(new Answer(headers).textOrNull('date'));
    if (at === null) throw new LoopForgeError('github_unreachable', "GitHub's answer lacks the Date header.");
    return { status, data: new Answer(data), at };
  } catch (error) {
    throw requestError(error, call);
  }
}

/** Without any time left nothing is sent at all. */
function within(budgetMs: number): AbortSignal {
  return budgetMs > 0 ? AbortSignal.timeout(budgetMs) : AbortSignal.abort();
}
