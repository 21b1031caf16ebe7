import * as http from 'node:http';
import * as https from 'node:https';

/** The slice of `RequestInit` that Octokit passes. */
export interface FetchInit {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | undefined;
  /** Ends the request early. */
  readonly signal?: AbortSignal | undefined;
}

/** Names in lower case. */
interface ResponseHeaders extends Iterable<readonly [string, string]> {
  get(name: string): string | null | undefined;
}

/** The slice of `Response` that Octokit reads. */
export interface FetchResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: ResponseHeaders;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

const MAX_REDIRECTS = 3;
/** Far above any answer of GitHub's; a server that sends more is not GitHub. */
const MAX_BODY = 64 * 1024 * 1024;

export interface TransportOptions {
  /** Bounds a request as a whole. */
  readonly timeoutMs: number;
  /** Called when a request has been sent, with its answer still to come. */
  readonly sent?: (() => void) | undefined;
}

/**
 * A `fetch` over `node:http` and `node:https` with kept-alive connections. Starting it costs a fraction of what the
 * built-in one does. Rejects with the plain error of the socket.
 */
export function createFetch(options: TransportOptions): Fetch {
  const agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  } as const;
  return (url, init) => follow(new URL(url), init, agents, options, MAX_REDIRECTS);
}

type Agents = { readonly 'http:': http.Agent; readonly 'https:': https.Agent };

/** A renamed repository answers 301 or 307 to its new place on the same server; nothing else is followed. */
async function follow(
  url: URL,
  init: FetchInit,
  agents: Agents,
  options: TransportOptions,
  left: number,
): Promise<FetchResponse> {
  const response = await send(url, init, agents, options);
  if (response.status < 300 || response.status > 399 || response.status === 304) return response;
  const target = redirectTarget(url, init.method, response);
  if (target === null || left === 0) throw new Error(`${url.host} answered with a redirect that is not followed`);
  return follow(target, init, agents, options, left - 1);
}

function redirectTarget(url: URL, method: string, { status, headers }: FetchResponse): URL | null {
  const location = headers.get('location');
  const keepsMethod = status === 307 || status === 308;
  const mayMove = keepsMethod || (method === 'GET' && (status === 301 || status === 302));
  if (!location || !mayMove) return null;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : null;
  return target?.origin === url.origin ? target : null;
}

function send(url: URL, init: FetchInit, agents: Agents, options: TransportOptions): Promise<FetchResponse> {
  const { timeoutMs, sent } = options;
  if (init.signal?.aborted === true) return Promise.reject(new Error('there was no time left to send the request'));
  const { promise, resolve, reject } = Promise.withResolvers<FetchResponse>();
  const secure = url.protocol === 'https:';
  const body = init.body === undefined || init.body === '' ? null : Buffer.from(init.body);
  const request = (secure ? https : http).request(url, {
    method: init.method,
    agent: secure ? agents['https:'] : agents['http:'],
    headers: {
      ...init.headers,
      'accept-encoding': 'gzip',
      ...(body === null ? {} : { 'content-length': String(body.length) }),
    },
  });
  const end = (why: string) => {
    reject(new Error(why));
    request.destroy();
  };
  const timer = setTimeout(end, timeoutMs, `no answer from ${url.host} within ${timeoutMs} ms`);
  const abort = () => end(`no answer from ${url.host} within the time that was left`);
  init.signal?.addEventListener('abort', abort, { once: true });
  request.on('error', reject);
  if (sent !== undefined) request.on('finish', sent);
  request.on('response', (message) => {
    collect(message)
      .then((bytes) => responseOf(url, message, bytes))
      .then(resolve, reject);
  });
  request.end(body ?? undefined);
  return promise.finally(() => {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', abort);
  });
}

function collect(message: http.IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BODY) message.destroy(new Error('the answer is too large to be one of GitHub'));
  });
  message.on('end', () => resolve(Buffer.concat(chunks)));
  message.on('error', reject);
  message.on('close', () => reject(new Error('the answer broke off')));
  return promise;
}

async function responseOf(url: URL, message: http.IncomingMessage, bytes: Buffer): Promise<FetchResponse> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const body = headers.get('content-encoding') === 'gzip' ? await unzip(bytes) : bytes;
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? '',
    url: url.href,
    headers,
    text: async () => body.toString('utf8'),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
}

async function unzip(bytes: Buffer): Promise<Buffer> {
  const { gunzipSync } = await import('node:zlib');
  return bytes.length === 0 ? bytes : gunzipSync(bytes, { maxOutputLength: MAX_BODY });
}
