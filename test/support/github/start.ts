import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createFakeGitHub, type FakeGitHub } from './server/harness.ts';
import type { FakeOptions } from './server/inside.ts';
import type { FakeRequest } from './server/messages.ts';
import { ConnectionReset } from './server/strike.ts';

/** A fake GitHub that listens on loopback. */
export interface RunningFake extends FakeGitHub {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What `GITHUB_API_URL` should say. */
  readonly apiUrl: string;
  /** What `GITHUB_GRAPHQL_URL` should say. */
  readonly graphqlUrl: string;
  /** Stops listening and drops every connection; nothing stays open. */
  close(): Promise<void>;
}

/** Starts a fake GitHub on a free port of 127.0.0.1. */
export async function startFakeGitHub(options: FakeOptions = {}): Promise<RunningFake> {
  const basePath = options.basePath ?? '';
  const server = createServer();
  const url = await listen(server);
  const apiUrl = `${url}${basePath}`;
  const enterprise = basePath === '' ? {} : { serverUrl: url };
  const fake = createFakeGitHub({ apiUrl, sleep: idle, ...enterprise, ...options });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void serve(fake, request, response);
  });
  return {
    ...fake,
    url,
    apiUrl,
    graphqlUrl: basePath === '' ? `${url}/graphql` : `${url}/api/graphql`,
    close: () => close(server),
  };
}

/** Waits without keeping the process alive once the server is closed. */
function idle(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function serve(fake: FakeGitHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const answer = await fake.handle(await read(request));
    if (response.destroyed) return;
    const length = answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(answer.body)) };
    response.writeHead(answer.status, { ...answer.headers, ...length });
    response.end(answer.body);
  } catch (error) {
    if (!(error instanceof ConnectionReset) && !response.headersSent) response.writeHead(500);
    if (error instanceof ConnectionReset) request.socket.resetAndDestroy();
    else response.end(JSON.stringify({ message: error instanceof Error ? error.message : String(error) }));
  }
}

async function read(request: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const,
  );
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
