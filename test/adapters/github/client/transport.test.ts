import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createFetch } from '../../../../src/adapters/github/client/transport.ts';
import { bodyOf, listen } from '../loopback.ts';

const fetch = createFetch({ timeoutMs: 2000 });
const get = { method: 'GET', headers: {} };

describe('createFetch', () => {
  it('sends method, headers and body, and reads status, headers and text', async () => {
    const { url } = await listen(async (request, response) => {
      const body = await bodyOf(request);
      response.writeHead(201, 'Made', { 'X-Kind': 'echo', 'set-cookie': ['a', 'b'] });
      response.end(
        `${request.method} ${request.url} ${request.headers['x-mine']} ${request.headers['content-length']} ${body}`,
      );
    });
    const response = await fetch(`${url}/a?b=1`, { method: 'POST', headers: { 'x-mine': 'yes' }, body: 'größe' });
    expect([response.status, response.statusText, response.url]).toEqual([201, 'Made', `${url}/a?b=1`]);
    expect(response.headers.get('x-kind')).toBe('echo');
    expect(new Map(response.headers).get('set-cookie')).toBe('a, b');
    expect(await response.text()).toBe('POST /a?b=1 yes 7 größe');
    expect(new TextDecoder().decode(await response.arrayBuffer())).toContain('größe');
  });

  it('uses one connection for requests in a row', async () => {
    const { url, connections } = await listen((_request, response) => response.end('ok'));
    for (let count = 0; count < 3; count += 1) await (await fetch(url, get)).text();
    expect(connections()).toBe(1);
  });

  it('unpacks gzip', async () => {
    const { url } = await listen((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });
    expect(await (await fetch(url, get)).text()).toBe('packed');
  });

  it('gives up after the time-out, also in the middle of an answer', async () => {
    const hasty = createFetch({ timeoutMs: 50 });
    const { url } = await listen((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'content-length': '10' }).write('half');
    });
    await expect(hasty(`${url}/silent`, get)).rejects.toThrow('within 50 ms');
    await expect(hasty(`${url}/half`, get)).rejects.toThrow('within 50 ms');
  });

  it('fails when an answer breaks off, when the connection is reset and when nobody listens', async () => {
    const { url } = await listen((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'content-length': '10' }).write('half');
      setTimeout(() => request.socket.destroy(), 10);
    });
    await expect(fetch(`${url}/half`, get)).rejects.toThrow();
    await expect(fetch(`${url}/reset`, get)).rejects.toThrow();
    await expect(fetch('http://127.0.0.1:1/', get)).rejects.toThrow('ECONNREFUSED');
  });

  it('follows what a renamed repository answers, on the same server only', async () => {
    const { url } = await listen(async (request, response) => {
      const [, status, target] = request.url?.split('/') ?? [];
      if (status === 'end') return void response.end(`${request.method} ${await bodyOf(request)}`);
      const location = target === 'away' ? 'http://localhost:1/' : target === 'loop' ? request.url : '/end';
      response.writeHead(Number(status), { location }).end();
    });
    const text = async (path: string, method = 'GET') =>
      (await fetch(`${url}${path}`, { method, headers: {}, ...(method === 'GET' ? {} : { body: 'x' }) })).text();
    for (const status of [301, 302, 307, 308]) expect(await text(`/${status}/here`)).toBe('GET ');
    for (const status of [307, 308]) expect(await text(`/${status}/here`, 'PATCH')).toBe('PATCH x');
    await expect(text('/301/here', 'POST')).rejects.toThrow('not followed');
    await expect(text('/301/away')).rejects.toThrow('not followed');
    await expect(text('/301/loop')).rejects.toThrow('not followed');
  });
});
