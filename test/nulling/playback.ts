import type { Requester, RequesterResponse } from '../../src/adapters/github/client/requester.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { isObject, type Json } from '../support/github/json.ts';
import type { FakeGitHub } from '../support/github/server/harness.ts';

/** An answer to one of the queries that a run asks. */
export interface Answered {
  /** Of the query, such as `Item`. */
  readonly name: string;
  readonly query: string;
  readonly data: Json;
  /** The request that it answers. */
  readonly key: string;
}

interface Parameters {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly [name: string]: unknown;
}

/** How long lists are cut, so that few members make several pages: what is asked for by the page, in each query. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/\b(contexts|associatedPullRequests)\(first: 100/g, '$1(first: 1'],
  [/\bcheckSuites\(first: 20/g, 'checkSuites(first: 1'],
  [/\b(issues|pullRequests)\(first: (?:50|100)/g, '$1(first: 1'],
  [/\bcomments\(first: 100?/g, 'comments(first: 1'],
  [/\b(mentions: timelineItems)\(last: 100/g, '$1(last: 1'],
  [/\b(assigned: timelineItems)\(last: 20/g, '$1(last: 1'],
  [/\btimelineItems\(last: 100, before/g, 'timelineItems(last: 1, before'],
  [/\btimelineItems\(first: 100((?:, after: \$after)?, itemTypes: \[CLOSED)/g, 'timelineItems(first: 1$1'],
  [/\buserContentEdits\(first: 25/g, 'userContentEdits(first: 1'],
];

/**
 * Answers of a GitHub that stands still, each asked for once; one of them can be replaced by another. It stands below
 * the queries and above HTTP, so that nothing is spent on sending.
 */
export class Playback implements Requester {
  readonly #fake: FakeGitHub;
  readonly #shortPages: boolean;
  readonly #remembered = new Map<string, RequesterResponse>();
  readonly #answers: Answered[] = [];
  #isRecording = true;
  #instead: { readonly key: string; readonly body: Json } | null = null;
  #used = 0;
  #requests: readonly string[] = [];

  constructor(fake: FakeGitHub, { shortPages = false }: { readonly shortPages?: boolean } = {}) {
    this.#fake = fake;
    this.#shortPages = shortPages;
  }

  /** Every query that was asked until the first answer was replaced, in order. */
  get answers(): readonly Answered[] {
    return this.#answers;
  }

  /** Every request so far, until the first answer was replaced. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  /** Is it this request that is answered otherwise? */
  isReplaced(key: string): boolean {
    return this.#instead?.key === key;
  }

  /** How often the replaced answer was given. */
  get used(): number {
    return this.#used;
  }

  /** From now on this request is answered so. */
  replace(key: string, body: Json): void {
    this.#isRecording = false;
    this.#instead = { key, body };
    this.#used = 0;
  }

  async request(route: string, { request: _, ...params }: Parameters): Promise<RequesterResponse> {
    const key = keyOf(route, params);
    if (this.#isRecording) this.#requests = [...this.#requests, key];
    const known = this.#remembered.get(key) ?? (await this.#askFirst(key, route, params));
    if (known.status >= 400) throw Object.assign(new Error('refused'), { status: known.status, response: known });
    if (this.#instead?.key !== key) return known;
    this.#used += 1;
    return { ...known, data: this.#instead.body };
  }

  async #askFirst(key: string, route: string, params: Parameters): Promise<RequesterResponse> {
    const { query } = params;
    const asked = typeof query === 'string' ? { ...params, query: this.#cut(query) } : params;
    const answer = await this.#ask(route, asked);
    this.#remembered.set(key, answer);
    const { data } = answer;
    if (this.#isRecording && typeof query === 'string') {
      this.#answers.push({ name: nameOf(query), query, data: isObject(data) ? (data['data'] ?? null) : null, key });
    }
    return answer;
  }

  #cut(query: string): string {
    return this.#shortPages ? PAGES.reduce((text, [asked, instead]) => text.replace(asked, instead), query) : query;
  }

  async #ask(route: string, params: Parameters): Promise<RequesterResponse> {
    const [method = '', url = ''] = route.split(' ');
    const { status, body } = await this.#fake.handle({
      method,
      path: pathOf(url.replace('https://api.github.com', ''), method === 'GET' ? params : {}),
      headers: { authorization: `token ${GITHUB_TOKEN}`, 'user-agent': 'loopforge/1', accept: 'application/json' },
      body: method === 'GET' ? '' : JSON.stringify(params),
    });
    const date = new Date(this.#fake.world.now()).toUTCString();
    return { status, data: body === '' ? null : JSON.parse(body), headers: { date } };
  }
}

function nameOf(query: string): string {
  return /^query (\w+)/.exec(query)?.[1] ?? '';
}

/** A query's name and how much it asks for tell it from any other. */
function keyOf(route: string, params: Parameters): string {
  const { query, variables } = params;
  if (typeof query !== 'string') return `${route} ${JSON.stringify(params)}`;
  return `${nameOf(query)} ${query.length} ${JSON.stringify(variables)}`;
}

/** The address of a REST call; what its route does not name is asked for behind it. */
function pathOf(route: string, params: Parameters): string {
  const rest = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (!route.includes(`{${name}}`)) rest.append(name, String(value));
  }
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return rest.size === 0 ? path : `${path}?${rest}`;
}
