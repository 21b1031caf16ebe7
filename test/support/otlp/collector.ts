import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type MetricsRequest, readMetricsRequest } from './metrics-request.ts';

/** What came in. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What its body says. */
  readonly said: MetricsRequest;
}

/** A collector of metrics on this machine. */
export interface Collector extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
}

/** @param answer how it answers; the default is that all is taken */
export async function aCollector(
  answer: (response: ServerResponse) => void = (response) => response.writeHead(200).end(),
): Promise<Collector> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, said: readMetricsRequest(await buffer(request)) });
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
