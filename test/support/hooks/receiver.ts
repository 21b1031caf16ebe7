import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What becomes of one request: its status and headers, or whatever is done to the connection. */
export type Answer =
  | { readonly status: number; readonly headers?: { readonly [name: string]: string }; readonly body?: string }
  | ((response: ServerResponse) => void);

/** Somebody on this machine who is sent webhooks, over real sockets. */
export interface Receiver {
  /** With a path that is a secret. */
  readonly url: string;
  readonly secretPath: string;
  readonly received: readonly Received[];
  /** How the next ones are answered; after the last of them, and by default, with 204. */
  answers: Answer[];
  /** How all are answered that `answers` does not; null: with 204. */
  always: Answer | null;
  /** Called when a request has arrived, before it is answered. */
  arrived: (received: Received) => Promise<void> | void;
}

const SECRET_PATH = 'T0KEN-not-to-be-seen';

/** 32 bytes that sign, as Standard Webhooks writes them. */
export const SIGNING_SECRET = `whsec_${Buffer.from('not-to-be-seen, 32 bytes of it..').toString('base64')}`;

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', async () => {
      const one = { path: request.url ?? '', headers: request.headers, body };
      received.push(one);
      await receiver.arrived(one);
      answerBy(receiver.answers.shift() ?? receiver.always ?? { status: 204 }, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${portOf(server.address())}/${SECRET_PATH}`,
    secretPath: SECRET_PATH,
    received,
    answers: [],
    always: null,
    arrived: () => {},
  };
  return receiver;
}

function answerBy(answer: Answer, response: ServerResponse): void {
  if (typeof answer === 'function') answer(response);
  else response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}

/** The hashes of what was received, by the verified signature of each. */
export function verifiedIds(received: readonly Received[], secret = SIGNING_SECRET): readonly string[] {
  return received.map(({ headers, body }) => {
    new Webhook(secret).verify(body, textsIn(headers));
    return String(headers['webhook-id']);
  });
}

function textsIn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
