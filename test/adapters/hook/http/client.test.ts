import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHookClient, type HookClientOptions } from '../../../../src/adapters/hook/http/client.ts';
import { HookRequestError } from '../../../../src/adapters/hook/http/request-error.ts';
import { bodyOf, listen } from '../../github/loopback.ts';
import { authority } from './certificate.ts';
import { watchSockets } from './sockets.ts';

const REQUEST = { headers: { 'content-type': 'application/json' }, body: '{"text":"ü"}' };
const LIMITS = { timeoutMs: 5_000, maxAnswerBytes: 1_000 };
const HASTE = { ...LIMITS, timeoutMs: 500 };
const toLoopback = async () => [{ address: '127.0.0.1', family: 4 }];

function client(options: Partial<HookClientOptions> = {}) {
  return createHookClient({ allowHosts: [], env: {}, ...options });
}

async function portOf(server: Server, address = '127.0.0.1'): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => open.add(socket));
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, address, resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A server that does with a connection what it likes, and the URL that leads to it. */
async function raw(serve: (socket: Socket) => void): Promise<string> {
  const port = await portOf(
    createRawServer((socket) => {
      socket.on('error', () => {});
      serve(socket);
    }),
  );
  return `http://127.0.0.1:${port}/hook`;
}

async function failure(work: Promise<unknown>): Promise<HookRequestError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HookRequestError)) throw new Error(`it did not fail as it should: ${String(error)}`);
  return error;
}

describe('a request', () => {
  test('is a POST with these very bytes, and its answer comes back whatever its status', async () => {
    const seen: unknown[] = [];
    const { url, port } = await listen(async (request, response) => {
      const { method, url: path, headers } = request;
      seen.push({ method, path, headers, body: await bodyOf(request) });
      response.writeHead(418, { 'X-Said': 'yes', 'set-cookie': ['a=1', 'b=2'] }).end('no tea: ü');
    });
    const answer = await client().post(`${url}/hook?token=1`, REQUEST, LIMITS);
    expect(answer).toMatchObject({
      status: 418,
      body: 'no tea: ü',
      headers: { 'x-said': 'yes', 'set-cookie': 'a=1, b=2' },
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/hook?token=1',
        body: REQUEST.body,
        headers: {
          'content-type': 'application/json',
          'content-length': '13',
          host: `127.0.0.1:${port}`,
          'user-agent': 'loopforge',
          'accept-encoding': 'identity',
          connection: 'close',
        },
      },
    ]);
  });

  test('may be of bytes', async () => {
    const { url } = await listen(async (request, response) => void response.end(await bodyOf(request)));
    const answer = await client().post(url, { headers: {}, body: new Uint8Array([0x61, 0x62]) }, LIMITS);
    expect(answer.body).toBe('ab');
  });

  test('leaves no connection open', async () => {
    const { url, server } = await listen((_request, response) => void response.end('ok'));
    const sockets = watchSockets();
    await client().post(url, REQUEST, LIMITS);
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
    await expect.poll(() => new Promise((resolve) => server.getConnections((_e, count) => resolve(count)))).toBe(0);
  });

  test.each(['a\r\nx-injected: 1', 'a\nb', 'a\u0000b', 'ü\u0100'])(
    'is not sent with a header that HTTP cannot hold, and its value is not repeated: %j',
    async (value) => {
      const requests: unknown[] = [];
      const { url } = await listen((request, response) => {
        requests.push(request.headers);
        response.end();
      });
      const error = await failure(client().post(url, { headers: { authorization: value }, body: '' }, LIMITS));
      expect(error.message).not.toContain(value);
      expect(requests).toEqual([]);
    },
  );
});

describe('a name', () => {
  test('is looked up once, and the socket comes out at that very address', async () => {
    const answers = ['127.0.0.1', '10.0.0.1'];
    const asked: string[] = [];
    const { port } = await listen((_request, response) => void response.end('here'));
    const remotes: (string | undefined)[] = [];
    const sockets = watchSockets((socket) => socket.once('connect', () => remotes.push(socket.remoteAddress)));
    const rebinding = client({
      lookUp: async (host) => {
        asked.push(host);
        return [{ address: answers[asked.length - 1] ?? '', family: 4 }];
      },
    });
    const url = `http://localhost:${port}/`;
    expect(await rebinding.post(url, REQUEST, LIMITS)).toMatchObject({ status: 200, body: 'here' });
    expect(remotes).toEqual(['127.0.0.1']);
    expect(asked).toEqual(['localhost']);
    expect(await failure(rebinding.post(url, REQUEST, LIMITS))).toMatchObject({ isFinal: true });
    expect(sockets).toHaveLength(1);
  });

  test('is sent nothing where the socket comes out at an address that was not checked', async () => {
    let received = 0;
    const url = await raw((socket) => socket.on('data', (bytes) => (received += bytes.length)));
    const sockets = watchSockets((socket) => Object.defineProperty(socket, 'remoteAddress', { value: '10.0.0.1' }));
    const error = await failure(client().post(url, REQUEST, LIMITS));
    expect(error).toMatchObject({ isFinal: true });
    expect(error.message).toContain('an address that nobody checked');
    expect(sockets.map(({ destroyed, bytesWritten }) => [destroyed, bytesWritten])).toEqual([[true, 0]]);
    expect(received).toBe(0);
  });

  test('with several addresses is reached at one that answers', async () => {
    const { port } = await listen((_request, response) => void response.end('here'));
    const lookUp = async () => [
      { address: '127.0.0.77', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const answer = await client({ lookUp }).post(`http://localhost:${port}/`, REQUEST, LIMITS);
    expect(answer.body).toBe('here');
  });

  test('that is an address of IPv6 is reached at it', async (context) => {
    const server = createServer((_request, response) => void response.end('here'));
    const port = await portOf(server, '::1').catch(() => context.skip('this machine has no IPv6'));
    const sockets = watchSockets();
    const answer = await client().post(`http://[::1]:${port}/`, REQUEST, LIMITS);
    expect(answer).toMatchObject({ status: 200, body: 'here' });
    expect(sockets).toHaveLength(1);
  });

  test('that is not found may be found later', async () => {
    const lookUp = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    const error = await failure(client({ lookUp }).post('https://hooks.example/secret', REQUEST, LIMITS));
    expect(error).toMatchObject({ isFinal: false, message: 'hooks.example was not found (ENOTFOUND).' });
  });

  test('that is looked up for ever costs no more than the time there is', async () => {
    const lookUp = () => new Promise<never>(() => {});
    const error = await failure(client({ lookUp }).post('https://hooks.example/secret', REQUEST, HASTE));
    expect(error).toMatchObject({ isFinal: false, message: 'hooks.example did not answer within 0.5 s.' });
  });
});

describe('by https', () => {
  const { ca, issue } = authority();

  async function secured(names: readonly string[], validity?: Parameters<typeof issue>[1]) {
    const requests: (string | undefined)[] = [];
    const served: unknown[] = [];
    const server = createTlsServer(issue(names, validity), (request, response) => {
      requests.push(request.headers.host);
      response.end('secure');
    });
    server.on('secureConnection', ({ servername }) => served.push(servername));
    server.on('tlsClientError', () => {});
    return { port: await portOf(server), requests, served };
  }

  const trusting = (allowHosts: readonly string[]) => client({ allowHosts, ca, lookUp: toLoopback });

  test.each([
    ['hooks.example', 'hooks.example', 'hooks.example'],
    ['HOOKS.example', 'hooks.example', 'hooks.example'],
    ['hooks.example.', 'hooks.example', 'hooks.example'],
    ['hooks.example', 'HOOKS.EXAMPLE.', 'hooks.example'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1', '127.0.0.1'],
    ['bücher.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('a host that is allowed is reached where its address is private: %s by %s', async (host, allowed, shown) => {
    const { port, requests, served } = await secured([shown]);
    const answer = await trusting([allowed]).post(`https://${host}:${port}/`, REQUEST, LIMITS);
    expect(answer).toMatchObject({ status: 200, body: 'secure' });
    expect(requests).toEqual([`${shown}:${port}`]);
    expect(served).toEqual([/^\d/.test(shown) ? false : shown]);
  });

  test.each([
    ['another name', ['other.example'], undefined, true],
    ['a name above it', ['example'], undefined, true],
    ['a time that is over', ['hooks.example'], { from: new Date('2020-01-01'), to: new Date('2020-02-01') }, true],
    ['a time that has not come', ['hooks.example'], { from: new Date('2090-01-01'), to: new Date('2091-01-01') }, true],
    ['its name, by an authority that nobody knows', ['hooks.example'], undefined, false],
  ])('nothing is sent where the certificate is for %s', async (_what, names, validity, isKnown) => {
    const { port, requests } = await secured(names, validity);
    const allowHosts = ['hooks.example'];
    const asked = isKnown ? trusting(allowHosts) : client({ allowHosts, lookUp: toLoopback });
    const error = await failure(asked.post(`https://hooks.example:${port}/secret`, REQUEST, LIMITS));
    expect(error).toMatchObject({ isFinal: true, code: 'hook_failed' });
    expect(error.message).toMatch(
      /^Nothing was sent: hooks\.example shows no certificate that is valid for it \([A-Z_]+\)\.$/,
    );
    expect(requests).toEqual([]);
  });

  test('a certificate counts also where the environment of Node says that none does', async () => {
    const { port, requests } = await secured(['other.example']);
    vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    onTestFinished(() => void vi.restoreAllMocks());
    await failure(trusting(['hooks.example']).post(`https://hooks.example:${port}/`, REQUEST, LIMITS));
    expect(requests).toEqual([]);
  });

  test('whoever speaks no TLS is sent nothing but the beginning of it', async () => {
    const received: Buffer[] = [];
    const url = await raw((socket) => {
      socket.on('data', (bytes) => received.push(bytes));
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
    const { port } = new URL(url);
    const error = await failure(
      trusting(['hooks.example']).post(`https://hooks.example:${port}/secret`, REQUEST, LIMITS),
    );
    expect(error.message).toMatch(/^hooks\.example cannot be reached \(\w+\)\.$/);
    expect(Buffer.concat(received).toString('latin1')).not.toMatch(/secret|ü|POST/);
  });

  test('whoever never ends the handshake costs no more than the time there is', async () => {
    const url = await raw(() => {});
    const { port } = new URL(url);
    const error = await failure(trusting(['hooks.example']).post(`https://hooks.example:${port}/`, REQUEST, HASTE));
    expect(error.message).toBe('hooks.example did not answer within 0.5 s.');
  });
});

describe('a receiver', () => {
  test.each([301, 302, 303, 307, 308])('that redirects with %i is not followed', async (status) => {
    const further = await listen((_request, response) => void response.end());
    let asked = 0;
    const { url } = await listen((_request, response) => {
      asked += 1;
      response.writeHead(status, { location: further.url }).end();
    });
    expect(await client().post(url, REQUEST, LIMITS)).toMatchObject({ status });
    expect(asked).toBe(1);
    expect(further.connections()).toBe(0);
  });

  const SILENT: readonly (readonly [what: string, serve: (socket: Socket) => void])[] = [
    ['says nothing', () => {}],
    [
      'says nothing but that it goes on',
      (socket) => setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 5).unref(),
    ],
    ['never ends its headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nx: y\r\n')],
  ];
  test.each(SILENT)('that %s costs no more than the time there is', async (_what, serve) => {
    const url = await raw(serve);
    const error = await failure(client().post(url, REQUEST, HASTE));
    expect(error).toMatchObject({ isFinal: false, message: '127.0.0.1 did not answer within 0.5 s.' });
  });

  const BROKEN: readonly (readonly [what: string, serve: (socket: Socket) => void])[] = [
    ['hangs up', (socket) => socket.end()],
    ['resets', (socket) => socket.resetAndDestroy()],
    ['resets when it has read', (socket) => socket.on('data', () => socket.resetAndDestroy())],
    ['answers with garbage', (socket) => socket.end('\u0000\u0001 what? \r\n\r\n')],
    ['speaks another protocol', (socket) => socket.end('220 mail.example ESMTP\r\n')],
    ['has headers without end', (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'x: yyyyyyyy\r\n'.repeat(20_000)}`)],
    ['breaks off among its headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nx: y')],
    [
      'wants to speak another protocol',
      (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['smuggles', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab')],
  ];
  test.each(BROKEN)('that %s gave no answer', async (_what, serve) => {
    const url = await raw(serve);
    const error = await failure(client().post(`${url}?token=secret`, REQUEST, LIMITS));
    expect(error).toMatchObject({ isFinal: false, code: 'hook_failed' });
    expect(error.message).toMatch(
      /^127\.0\.0\.1 (?:broke off, or answered with what is no HTTP|cannot be reached) \([\w ]+\)\.$/,
    );
  });

  const OPEN_ENDED: readonly (readonly [what: string, serve: (socket: Socket) => void])[] = [
    ['is too long', (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n${'x'.repeat(1_001)}`)],
    ['never ends', (socket) => setInterval(() => socket.write('x'.repeat(300)), 1).unref()],
    ['stops short', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')],
    ['does not come', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n')],
    [
      'is in pieces that are none',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
    ],
  ];
  test.each(OPEN_ENDED)('whose answer %s has answered, and its body is of no use', async (what, serve) => {
    const url = await raw((socket) => {
      if (what === 'never ends') socket.write('HTTP/1.1 200 OK\r\n\r\n');
      serve(socket);
    });
    const sockets = watchSockets();
    const limits = { ...LIMITS, timeoutMs: what === 'does not come' ? 500 : LIMITS.timeoutMs };
    expect(await client().post(url, REQUEST, limits)).toMatchObject({ status: 200, body: null });
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test('an answer of just the size that it may have is read', async () => {
    const { url } = await listen((_request, response) => void response.end('x'.repeat(1_000)));
    expect((await client().post(url, REQUEST, LIMITS)).body).toHaveLength(1_000);
  });

  test('that answers before it has read everything has answered', async () => {
    const { url } = await listen((_request, response) => void response.writeHead(413).end('too much'));
    const answer = await client().post(url, { headers: {}, body: 'x'.repeat(5_000_000) }, LIMITS);
    expect(answer.status).toBe(413);
  });

  test('that is not there', async () => {
    const url = await raw(() => {});
    const { port } = new URL(url);
    const error = await failure(
      client().post(`http://127.0.0.1:${Number(port) === 1 ? 2 : 1}/secret`, REQUEST, LIMITS),
    );
    expect(error).toMatchObject({ isFinal: false, message: '127.0.0.1 cannot be reached (ECONNREFUSED).' });
  });
});

describe('a proxy', () => {
  const ENVS = [{ https_proxy: 'PROXY' }, { HTTPS_PROXY: 'PROXY', http_proxy: 'PROXY', ALL_PROXY: 'PROXY' }];

  test.each(ENVS)('is not used, and named where it may be missed: %o', async (like) => {
    const proxy = await listen((_request, response) => void response.end());
    const env = Object.fromEntries(Object.keys(like).map((name) => [name, proxy.url]));
    const lookUp = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }));
    const error = await failure(client({ env, lookUp }).post('https://hooks.example/secret', REQUEST, LIMITS));
    expect(error.message).toBe(
      'hooks.example was not found (EAI_AGAIN). Hooks do not go through the proxy that https_proxy names.',
    );
    expect(proxy.connections()).toBe(0);
  });
});
