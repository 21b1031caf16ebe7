import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { listen } from '../adapters/github/loopback.ts';

/** A forward proxy that opens tunnels, and remembers where to. */
export async function forwardProxy(): Promise<{ readonly url: string; readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const proxy = await listen((_request, response) => response.writeHead(400).end('only tunnels here'));
  proxy.server.on('connect', (request, socket) => {
    seen.push(request.url ?? '');
    const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    onTestFinished(() => void onward.destroy());
  });
  return { url: proxy.url, seen };
}
