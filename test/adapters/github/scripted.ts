import type { Fetch } from '../../../src/adapters/github/client/transport.ts';
import { createGitHub, type GitHub } from '../../../src/adapters/github/github.ts';

/** One request as the server would see it; `name` is the GraphQL query's, or the REST method and path. */
export interface Sent {
  readonly name: string;
  readonly variables: { readonly [name: string]: unknown };
  readonly headers: { readonly [name: string]: string };
}

export interface Scripted {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as JSON, a string as it is. */
  readonly body: unknown;
}

export interface Script {
  readonly github: GitHub;
  readonly sent: Sent[];
  readonly log: string[];
  /** The waits between requests, in milliseconds. */
  readonly slept: number[];
}

/** The adapter over a server that answers by the script; an `Error` stands for a connection that failed. */
export function scripted(answer: (request: Sent, count: number) => Scripted | Error): Script {
  const sent: Sent[] = [];
  const log: string[] = [];
  const slept: number[] = [];
  const fetch: Fetch = async (url, init) => {
    const body: unknown = init.body === undefined ? {} : JSON.parse(init.body);
    const request = sentOf(url, init.method, body, init.headers);
    sent.push(request);
    const reply = answer(request, sent.length);
    if (reply instanceof Error) throw reply;
    const { status = 200, headers = {}, body: content } = reply;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const all = {
      date: 'Sun, 22 Nov 2026 08:00:00 GMT',
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    };
    return {
      status,
      statusText: '',
      url,
      headers: new Map(Object.entries(all)),
      text: async () => text,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    };
  };
  const github = createGitHub({
    token: 'ghs_secret',
    apiUrl: 'https://ghe.test/api/v3',
    graphqlUrl: 'https://ghe.test/api/graphql',
    owner: 'acme',
    repo: 'widgets',
    configPath: '.github/loopforge.yml',
    version: '1.2.3',
    log: (line) => log.push(line),
    fetch,
    patience: { sleep: async (ms) => void slept.push(ms), tell: (line) => void log.push(line) },
    writePaceMs: 0,
  });
  return { github, sent, log, slept };
}

function sentOf(url: string, method: string, body: unknown, headers: Sent['headers']): Sent {
  const fields = typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
  const { pathname } = new URL(url);
  if (pathname !== '/api/graphql') return { name: `${method} ${pathname}`, variables: fields, headers };
  const name = /^query (\w+)/.exec(String(fields['query']))?.[1] ?? '';
  return { name, variables: Object.fromEntries(Object.entries(fields['variables'] ?? {})), headers };
}
