import { GITHUB_TOKEN, USER_TOKEN_PREFIX } from '../../support/github/identity.ts';
import type { Json } from '../../support/github/json.ts';
import type { FakeGitHub } from '../../support/github/server/harness.ts';

export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** Null: the answer had no body. */
  readonly body: Json;
}

export const REPO = '/repos/acme/widgets';

export function tokenOf(login: string): string {
  return `${USER_TOKEN_PREFIX}${login}`;
}

/** One REST request; as `GITHUB_TOKEN` unless a token is given. */
export async function rest(
  fake: FakeGitHub,
  route: string,
  body?: Json,
  token: string | null = GITHUB_TOKEN,
): Promise<Answer> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const headers = token === null ? {} : { authorization: `token ${token}` };
  const text = body === undefined ? '' : JSON.stringify(body);
  const answer = await fake.handle({ method, path, headers, body: text });
  return { ...answer, body: answer.body === '' ? null : JSON.parse(answer.body) };
}

/** One GraphQL request; as `GITHUB_TOKEN` unless a token is given. */
export async function graphql(
  fake: FakeGitHub,
  query: string,
  variables: { readonly [name: string]: Json } = {},
  token = GITHUB_TOKEN,
): Promise<Answer> {
  return rest(fake, 'POST /graphql', { query, variables }, token);
}

/** What stands at a path of an answer; undefined: nothing. */
export function at(value: Json, ...path: readonly (string | number)[]): Json | undefined {
  let found: unknown = value;
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return found as Json | undefined;
}

/** The value of one field of the repository, asked for by GraphQL. */
export async function field(fake: FakeGitHub, selection: string, token = GITHUB_TOKEN): Promise<Answer> {
  return graphql(fake, `query Field { repository(owner: "acme", name: "widgets") { ${selection} } }`, {}, token);
}
