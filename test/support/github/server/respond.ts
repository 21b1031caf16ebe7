import { answer } from '../graphql/execute.ts';
import type { Identity } from '../identity.ts';
import { isObject, type Json } from '../json.ts';
import { errorReply, RestError } from '../rest/reply.ts';
import { route } from '../rest/router.ts';
import type { View } from '../view.ts';
import { rateHeaders } from './budget.ts';
import type { Fault } from './faults.ts';
import { budgetOf, type Inside, identify } from './inside.ts';
import type { Asked, FakeRequest, FakeResponse, Violation } from './messages.ts';
import { ConnectionReset, cut, early, late } from './strike.ts';

/** Answers one request: asks for faults, does what is asked, notes all of it in the log. */
export async function respond(inside: Inside, request: FakeRequest): Promise<FakeResponse> {
  const identity = identify(inside, request.headers);
  const asked = read(inside, request, identity);
  const hooked = (await inside.hook?.(asked)) ?? [];
  const faults = [...inside.faults.strike(asked), ...hooked];
  const log = (status: number) => inside.requests.push({ ...asked, status, faults: faults.map((fault) => fault.kind) });
  try {
    const response = await play(inside, request, asked, identity, faults);
    log(response.status);
    return response;
  } catch (error) {
    if (error instanceof ConnectionReset) log(0);
    throw error;
  }
}

async function play(
  inside: Inside,
  request: FakeRequest,
  asked: Asked,
  identity: Identity | null,
  faults: readonly Fault[],
): Promise<FakeResponse> {
  const latency = inside.options.latencyMs ?? 0;
  if (latency > 0) await inside.sleep(latency);
  await delays(inside, faults, 'before');
  const refusal = early(faults, asked, inside.world.hub.clock.milliseconds());
  const done = refusal ?? apply(inside, request, asked, identity, faults);
  const dated = { ...done, headers: { ...common(inside), ...done.headers } };
  const response = refusal === null ? late(faults, asked, dated) : dated;
  await delays(inside, faults, 'after');
  return cut(faults, response);
}

async function delays(inside: Inside, faults: readonly Fault[], when: 'before' | 'after'): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === 'delay' && (fault.when ?? 'before') === when) await inside.sleep(fault.ms);
  }
}

function apply(
  inside: Inside,
  request: FakeRequest,
  asked: Asked,
  identity: Identity | null,
  faults: readonly Fault[],
): FakeResponse {
  if (identity === null) {
    const missing = request.headers['authorization'] === undefined;
    const reply = errorReply(new RestError(401, missing ? 'Requires authentication' : 'Bad credentials'));
    return { status: reply.status, headers: {}, body: JSON.stringify(reply.body) };
  }
  const reads = asked.operation !== null || asked.method === 'GET';
  const stale = faults.find((fault) => fault.kind === 'stale');
  const state = inside.world.hub.past(reads && stale !== undefined ? stale.back : 0);
  const view: View = { state, now: inside.world.now(), viewer: identity, urls: inside.urls };
  return isGraphql(asked.path) ? graphql(inside, asked, view) : rest(inside, request, asked, view);
}

function graphql(inside: Inside, asked: Asked, view: View): FakeResponse {
  const budget = budgetOf(inside, view.viewer.login);
  const spend = (points: number) => budget.spend('graphql', points, inside.world.hub.clock.milliseconds());
  const { status, body, violations } = answer({
    view,
    body: asked.body,
    age: inside.options.graphql ?? 'current',
    spend,
  });
  blame(
    inside,
    asked,
    violations.map((message) => ({ kind: 'graphql', message })),
  );
  return { status, headers: rateHeaders('graphql', spend(0)), body };
}

function rest(inside: Inside, request: FakeRequest, asked: Asked, view: View): FakeResponse {
  const { reply, violations } = route({
    method: asked.method,
    path: asked.path,
    body: request.body === '' ? undefined : asked.body,
    view,
    world: inside.world,
    dispatched: (dispatch) => inside.dispatches.push(dispatch),
  });
  blame(inside, asked, violations);
  const left = budgetOf(inside, view.viewer.login).spend('core', 1, inside.world.hub.clock.milliseconds());
  const headers = { ...rateHeaders('core', left), ...reply.headers };
  return { status: reply.status, headers, body: reply.body === null ? '' : JSON.stringify(reply.body) };
}

function blame(inside: Inside, asked: Asked, violations: readonly Pick<Violation, 'kind' | 'message'>[]): void {
  const request = asked.operation === null ? `${asked.method} ${asked.path}` : `GraphQL ${asked.operation}`;
  for (const violation of violations) inside.violations.push({ ...violation, request });
}

/** The `Date` header is the world's clock: whoever measures by it measures GitHub's time. */
function common(inside: Inside): { readonly [name: string]: string } {
  return {
    date: new Date(inside.world.hub.clock.milliseconds()).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `FAKE:${inside.asked}`,
  };
}

function read(inside: Inside, request: FakeRequest, identity: Identity | null): Asked {
  const { basePath = '' } = inside.options;
  const path =
    basePath !== '' && request.path.startsWith(basePath) ? request.path.slice(basePath.length) : request.path;
  const body = parsed(request.body);
  const index = inside.asked;
  inside.asked += 1;
  const operation = isGraphql(path) ? operationName(body) : null;
  return { index, method: request.method, path, operation, identity: identity?.login ?? null, body };
}

function isGraphql(path: string): boolean {
  return path === '/graphql' || path === '/api/graphql';
}

function operationName(body: Json): string {
  if (!isObject(body)) return '';
  const { operationName, query } = body;
  if (typeof operationName === 'string') return operationName;
  return /\b(?:query|mutation)\s+(\w+)/.exec(typeof query === 'string' ? query : '')?.[1] ?? '';
}

function parsed(text: string): Json {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
