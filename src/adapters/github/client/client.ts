import { Octokit } from '@octokit/core';
import { Answer, toInstant } from '../../../codec/github/index.ts';
import { type CallKind, type CallTable, type Instant, LoopForgeError } from '../../../core/model.ts';
import type { Query } from '../queries/index.ts';
import { type RequestPurpose, requestError } from './errors.ts';
import { type GraphqlResult, graphqlResult, queryError, type Variables } from './graphql.ts';
import { type RetryBudget, Tries } from './repeat.ts';
import type { Requester, RequesterResponse } from './requester.ts';
import type { Fetch } from './transport.ts';

export interface ClientOptions {
  readonly token: string;
  /** What gave the token, as whoever started LoopForge knows it. */
  readonly tokenName: string;
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`: used as it is, never derived from the API's. */
  readonly graphqlUrl: string;
  readonly fetch: Fetch;
  readonly userAgent: string;
  /** Told about every request, without the token. */
  readonly log: (line: string) => void;
  readonly patience: RetryBudget;
  /** How each kind of request is repeated. */
  readonly calls: CallTable;
}

export interface RestCall extends RequestPurpose {
  readonly kind: CallKind;
  /** Such as `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly route: string;
  readonly params: { readonly [name: string]: unknown };
  /** Where it may take less than its kind allows, repeats and waits included. */
  readonly budgetMs?: number | undefined;
}

export interface RestAnswer {
  /** Says more than the content for what may have been there before. */
  readonly status: number;
  readonly data: Answer;
  /** The moment by GitHub's clock. */
  readonly at: Instant;
}

/** How a query is repeated. */
export type ReadKind = 'read' | 'read_under_lock';

/** Requests to one GitHub server, each repeated as its kind allows. Every failure is a `LoopForgeError`. */
export interface GitHubClient {
  graphql(query: Query, variables: Variables, kind: ReadKind): Promise<GraphqlResult>;
  rest(call: RestCall): Promise<RestAnswer>;
}

/** A client for one item at a time. */
export function createClient(options: ClientOptions): GitHubClient {
  const Once = Octokit.plugin(wholeJson);
  return clientOver(new Once(octokitOptions(options)), options);
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

/** JSON that broke off counts as a lost answer, so that it is repeated like one. */
export function wholeJson(octokit: Octokit): object {
  octokit.hook.after('request', (response, request) => {
    const type = String(response.headers['content-type'] ?? '');
    if (typeof response.data !== 'string' || !type.includes('json') || response.status === 204) return;
    throw Object.assign(new Error('the answer is not whole'), { status: 500, request });
  });
  return {};
}

/**
 * Queries and REST calls over any Octokit. This is the one place where a request is sent, and the one where it is sent
 * again.
 */
export function clientOver(octokit: Requester, options: ClientOptions): GitHubClient {
  const { graphqlUrl, log, patience, calls, tokenName } = options;
  return {
    async graphql(query, variables, kind) {
      const tries = new Tries(calls[kind], patience);
      const route = `POST ${graphqlUrl}`;
      for (;;) {
        try {
          const { signal } = tries;
          const response = await octokit.request(route, { query: query.text, variables, request: { signal } });
          return graphqlResult(response, query, log);
        } catch (error) {
          await tries.waitAfter(queryError(error, query, tokenName));
        }
      }
    },
    async rest(call) {
      const { kind, route, params, budgetMs } = call;
      const tries = new Tries(calls[kind], patience, budgetMs);
      for (;;) {
        try {
          const { signal } = tries;
          return answerOf(await octokit.request(route, { ...params, request: { signal } }));
        } catch (error) {
          await tries.waitAfter(requestError(error, call, tokenName));
        }
      }
    },
  };
}

function answerOf({ status, data, headers }: RequesterResponse): RestAnswer {
  const at = toInstant(new Answer(headers).textOrNull('date'));
  if (at === null) throw new LoopForgeError('github_unreachable', "GitHub's answer lacks the Date header.");
  return { status, data: new Answer(data), at };
}
