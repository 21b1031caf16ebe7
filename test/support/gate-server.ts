import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the gate was asked. */
interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly loopforge: string;
    readonly transition: { readonly from: string; readonly to: string; readonly pr: number | null };
    readonly record: { readonly state: string } | null;
    readonly item: { readonly number: number };
  };
}

/** What it answers: JSON with status 200, or just that; null: it says nothing at all. */
export type Reply =
  | { readonly allow: boolean; readonly reason?: string; readonly reviewer?: string }
  | { readonly status: number; readonly text: string; readonly headers?: { readonly [name: string]: string } }
  | null;

export interface GateServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Each as `from→to`. */
  readonly steps: () => readonly string[];
  /** What it says from now on. */
  answer(reply: Reply | ((asked: Asked) => Reply)): void;
}

/** A gate on loopback, until the test is over. */
export async function startGateServer(): Promise<GateServer> {
  const asked: Asked[] = [];
  let reply: Reply | ((one: Asked) => Reply) = { allow: true };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one: Asked = { headers: request.headers, text, body: JSON.parse(text) };
      asked.push(one);
      const said = typeof reply === 'function' ? reply(one) : reply;
      if (said === null) return;
      const plain = 'status' in said ? said : { status: 200, text: JSON.stringify(said) };
      response.writeHead(plain.status, {
        'content-type': 'application/json',
        ...('headers' in plain ? plain.headers : {}),
      });
      response.end(plain.text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/ask`,
    asked,
    steps: () => asked.map(({ body: { transition } }) => `${transition.from}→${transition.to}`),
    answer: (next) => {
      reply = next;
    },
  };
}
