import type { Json } from '../json.ts';
import type { Violation } from '../server/messages.ts';
import { repoNamed, type View } from '../view.ts';
import { fullName } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { accountRoutes } from './account-routes.ts';
import type { Call, Dispatch } from './call.ts';
import { commentRoutes } from './comment-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { bodyFaults, type Match, match, type Operation, queryFaults, responseFaults } from './description.ts';
import { itemRoutes } from './item-routes.ts';
import { pageOf } from './paging.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { errorReply, notFound, type Reply, RestError } from './reply.ts';
import { repoRoutes } from './repo-routes.ts';
import type { Routes } from './routes.ts';

const ROUTES: Routes = { ...commentRoutes, ...contentRoutes, ...itemRoutes, ...reactionRoutes, ...repoRoutes };

export interface RestRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  /** Undefined: there is none. */
  readonly body: Json | undefined;
  readonly view: View;
  readonly world: World;
  readonly dispatched: (dispatch: Dispatch) => void;
}

export interface RestAnswer {
  readonly reply: Reply;
  readonly violations: readonly Pick<Violation, 'kind' | 'message'>[];
}

/** Answers a REST request and holds both it and the answer against GitHub's description. */
export function route(request: RestRequest): RestAnswer {
  const [path = '', search = ''] = request.path.split('?');
  const query = new URLSearchParams(search);
  const found = match(request.method, path);
  if (found === null) {
    const message = `${request.method} ${path} is not among the routes of schema/openapi-extract.json`;
    return { reply: errorReply(notFound()), violations: [{ kind: 'unknown_route', message }] };
  }
  const asked = requestFaults(found.operation, query, request.body);
  if (asked.length > 0) {
    return { reply: errorReply(new RestError(422, asked.map((fault) => fault.message).join('; '))), violations: asked };
  }
  return checked(found.operation, () => run(request, found, path, query));
}

function requestFaults(operation: Operation, query: URLSearchParams, body: Json | undefined) {
  return [
    ...queryFaults(operation, query).map((message) => ({ kind: 'bad_query' as const, message })),
    ...bodyFaults(operation, body).map((message) => ({ kind: 'bad_body' as const, message })),
  ];
}

function checked(operation: Operation, answer: () => Reply): RestAnswer {
  try {
    const reply = answer();
    const faults = responseFaults(operation, reply.status, reply.body);
    const violations = faults.map((fault) => ({ kind: 'bad_response' as const, message: `${operation.id}: ${fault}` }));
    return { reply, violations };
  } catch (error) {
    if (error instanceof RestError) return { reply: errorReply(error), violations: [] };
    const message = error instanceof Error ? error.message : String(error);
    return { reply: errorReply(new RestError(422, message)), violations: [{ kind: 'broken', message }] };
  }
}

function run(request: RestRequest, { operation, params }: Match, path: string, query: URLSearchParams): Reply {
  const { view } = request;
  const account = accountRoutes[operation.id];
  if (account !== undefined) return account(view, params);
  const handler = ROUTES[operation.id];
  if (handler === undefined) throw new Error(`the fake does not play ${operation.id}`);
  const repo = repoNamed(view, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
  if (repo === undefined) throw notFound();
  const call: Call = {
    view,
    repo,
    world: request.world.repository(fullName(repo)),
    params,
    path,
    query,
    body: request.body ?? null,
    page: pageOf(query),
    dispatched: request.dispatched,
  };
  return handler(call);
}
