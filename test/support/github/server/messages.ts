import type { Json } from '../json.ts';

/** One HTTP request as it comes in. `path` holds the query string too. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** What the log, the fault queue and hooks know of a request before it is answered. */
export interface Asked {
  /** From 0, in order of arrival. */
  readonly index: number;
  readonly method: string;
  /** Without the base path; with the query string. */
  readonly path: string;
  /** Name of the GraphQL operation; null: REST. */
  readonly operation: string | null;
  /** Login of the token's identity; null: no token, or a bad one. */
  readonly identity: string | null;
  readonly body: Json;
}

/** One line of the request log. Status 0: the connection was cut. */
export interface Logged extends Asked {
  readonly status: number;
  /** Kinds of the faults that were played. */
  readonly faults: readonly string[];
}

/** Something that a strict test must not let pass. */
export interface Violation {
  readonly kind: 'unknown_route' | 'bad_query' | 'bad_body' | 'bad_response' | 'graphql' | 'broken';
  readonly message: string;
  readonly request: string;
}
