import { type IncomingMessage, request as sendRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Destination } from './destination.ts';
import type { HookAnswer, HookRequest } from './messages.ts';
import { HookRequestError, nodeCode } from './request-error.ts';

/**
 * One POST over a connection, and its answer. A redirect is an answer like any other: it is never followed.
 * @throws HookRequestError there was no answer, or none of HTTP
 */
export async function exchange(
  socket: Socket,
  { name, authority, path }: Destination,
  { headers, body }: HookRequest,
  maxAnswerBytes: number,
): Promise<HookAnswer> {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const own = { host: authority, 'user-agent': 'loopforge', 'accept-encoding': 'identity', connection: 'close' };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = sendRequest({
    ...{ method: 'POST', path, setHost: false, createConnection: () => socket },
    headers: { ...headers, ...own, 'content-length': String(bytes.length) },
  });
  request.on('response', resolve);
  // Stays: what breaks off after the answer has come is no longer of interest, and must not end the process.
  request.on('error', reject);
  // After 101 the request itself is never told of an end.
  socket.on('close', () => reject(new Error('closed')));
  // One that has ended already says so to nobody.
  if (socket.destroyed) reject(new Error('closed'));
  request.end(bytes);
  try {
    const response = await promise;
    const status = response.statusCode ?? 0;
    return { status, headers: joined(response.headers), body: await readBody(response, maxAnswerBytes) };
  } catch (error) {
    throw new HookRequestError(`${name} broke off, or answered with what is no HTTP (${nodeCode(error)}).`, {
      isFinal: false,
    });
  }
}

async function readBody(response: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > most) return null;
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return null;
  }
}

function joined(headers: IncomingMessage['headers']): HookAnswer['headers'] {
  const all = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]);
  return Object.fromEntries(all);
}
