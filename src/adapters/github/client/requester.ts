/** The slice of Octokit that a client stands on. */
export interface Requester {
  request(route: string, parameters: { readonly [name: string]: unknown }): Promise<RequesterResponse>;
}

export interface RequesterResponse {
  readonly status: number;
  readonly data: unknown;
  readonly headers: { readonly [name: string]: unknown };
}
