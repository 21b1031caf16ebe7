import type { Json } from '../json.ts';

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers?: { readonly [name: string]: string };
}

/** An answer that is an error: GitHub's own words, as far as they are known. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly errors: Json | null;
  readonly headers: { readonly [name: string]: string };

  constructor(status: number, message: string, errors: Json | null = null, headers = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function errorReply(error: RestError): Reply {
  const extra = error.errors === null ? {} : { errors: error.errors };
  const body = {
    message: error.message,
    ...extra,
    documentation_url: 'https://docs.github.com/rest',
    status: String(error.status),
  };
  return { status: error.status, body, headers: error.headers };
}

export const notFound = () => new RestError(404, 'Not Found');
export const forbidden = () => new RestError(403, 'Resource not accessible by integration');
export const mustHaveRights = () => new RestError(403, 'Must have admin rights to Repository.');
export const invalid = (resource: string, field: string, message: string) =>
  new RestError(422, 'Validation Failed', [{ resource, code: 'custom', field, message }]);

export const ok = (body: Json): Reply => ({ status: 200, body });
export const created = (body: Json): Reply => ({ status: 201, body });
export const noContent = (): Reply => ({ status: 204, body: null });
