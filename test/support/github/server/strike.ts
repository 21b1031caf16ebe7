import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Fault } from './faults.ts';
import type { Asked, FakeResponse } from './messages.ts';

/** The connection was cut; Node's own word for it. */
export class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset';
  readonly code = 'ECONNRESET';
}

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** What is answered, or thrown, before anything is done; null: go on. */
export function early(faults: readonly Fault[], asked: Asked, now: number): FakeResponse | null {
  for (const fault of faults) {
    if (fault.kind === 'reset' && fault.when === 'before') throw new ConnectionReset('socket hang up');
    if (fault.kind === 'status' && fault.when === 'before') return status(fault);
    if (fault.kind === 'secondary-limit') return limited(asked, SECONDARY, { 'retry-after': String(fault.retryAfter) });
    if (fault.kind === 'primary-limit') {
      const reset = String(Math.ceil(now / 1000) + fault.resetIn);
      const resource = asked.operation === null ? 'core' : 'graphql';
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, 'x-ratelimit-resource': resource };
      return limited(asked, 'API rate limit exceeded for installation.', { ...headers, 'x-ratelimit-limit': '1000' });
    }
  }
  return null;
}

/** What becomes of an answer to a request that was carried out. */
export function late(faults: readonly Fault[], asked: Asked, response: FakeResponse): FakeResponse {
  let result = response;
  for (const fault of faults) {
    if (fault.kind === 'status' && fault.when === 'after') {
      const { body, status: code, headers } = status(fault);
      result = { status: code, body, headers: { ...result.headers, ...headers } };
    }
    if (fault.kind === 'partial' && asked.operation !== null)
      result = { ...result, body: withHole(result.body, fault) };
  }
  return result;
}

/** Cuts the connection, or the text of the answer. */
export function cut(faults: readonly Fault[], response: FakeResponse): FakeResponse {
  for (const fault of faults) {
    if (fault.kind === 'reset' && fault.when === 'after') throw new ConnectionReset('socket hang up');
    if (fault.kind === 'truncate')
      return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) };
  }
  return response;
}

function status(fault: Fault & { readonly kind: 'status' }): FakeResponse {
  const body = fault.body ?? { message: fault.status >= 500 ? 'Server Error' : 'Refused' };
  return { status: fault.status, headers: fault.headers ?? {}, body: JSON.stringify(body) };
}

/** REST says 403; GraphQL says 200 with an error of type `RATE_LIMITED`. */
function limited(asked: Asked, message: string, headers: { readonly [name: string]: string }): FakeResponse {
  if (asked.operation === null) return { status: 403, headers, body: JSON.stringify({ message, status: '403' }) };
  return { status: 200, headers, body: JSON.stringify({ errors: [{ type: 'RATE_LIMITED', message }] }) };
}

function withHole(text: string, fault: Fault & { readonly kind: 'partial' }): string {
  const body: Json = JSON.parse(text);
  if (!isObject(body)) return text;
  const message = fault.message ?? 'Something went wrong while executing your query.';
  const error = { type: fault.type, path: fault.path, message };
  const errors = Array.isArray(body['errors']) ? body['errors'] : [];
  return JSON.stringify({ ...body, data: nulled(body['data'] ?? null, fault.path), errors: [...errors, error] });
}

function nulled(value: Json, path: readonly (string | number)[]): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null || typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.map((item: Json, index) => (index === key ? nulled(item, rest) : item));
  if (!isObject(value) || !(key in value)) throw new Error(`the answer has nothing at ${path.join('.')}`);
  const changed: JsonObject = { ...value, [key]: nulled(value[key] ?? null, rest) };
  return changed;
}
