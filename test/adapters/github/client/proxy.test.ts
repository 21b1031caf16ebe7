import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { wantsProxy } from '../../../../src/adapters/github/client/proxy.ts';
import { createGitHub } from '../../../../src/adapters/github/github.ts';
import { rawData, rawIssue, rawRepo } from '../../../codec/github-raw.ts';
import { listen } from '../loopback.ts';

describe('wantsProxy', () => {
  const https = 'https://api.github.com';
  it.each([
    [https, {}, false],
    [https, { https_proxy: 'http://p:1' }, true],
    [https, { HTTPS_PROXY: 'http://p:1' }, true],
    [https, { http_proxy: 'http://p:1' }, false],
    ['http://ghe.test/api/v3', { http_proxy: 'http://p:1' }, true],
    [https, { https_proxy: 'http://p:1', no_proxy: 'example.com, github.com' }, false],
    [https, { https_proxy: 'http://p:1', no_proxy: '.github.com' }, false],
    [https, { https_proxy: 'http://p:1', no_proxy: 'hub.com' }, true],
    [https, { https_proxy: 'http://p:1', NO_PROXY: '*' }, false],
    ['http://ghe.test:8080/api', { http_proxy: 'http://p:1', no_proxy: 'ghe.test:8080' }, false],
    ['http://127.0.0.1:8080', { http_proxy: 'http://p:1' }, false],
    ['http://localhost:8080', { http_proxy: 'http://p:1' }, false],
  ])('%s with %j: %s', (url, env, wanted) => {
    expect(wantsProxy(url, env)).toBe(wanted);
  });
});

describe('a proxy', () => {
  it('is gone through where the environment names one', async () => {
    const server = await listen((_request, response) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify({ data: rawData(rawRepo({ item: rawIssue() })) }));
    });
    const seen: string[] = [];
    const proxy = await listen((_request, response) => response.writeHead(400).end('only tunnels here'));
    proxy.server.on('connect', (request, socket) => {
      seen.push(request.url ?? '');
      const onward = connect(server.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      onTestFinished(() => void onward.destroy());
    });
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('no_proxy', '');
    vi.stubEnv('GITHUB_API_URL', 'http://ghe.test/api/v3');
    onTestFinished(() => void vi.unstubAllEnvs());
    const github = createGitHub({
      token: 'secret-token',
      apiUrl: 'http://ghe.test/api/v3',
      graphqlUrl: 'http://ghe.test/api/graphql',
      owner: 'acme',
      repo: 'widgets',
      configPath: '.github/loopforge.yml',
    });
    expect((await github.read(42)).facts.number).toBe(42);
    expect(seen).toEqual(['ghe.test:80']);
  });
});
