import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { bodyOf, listen } from '../github/loopback.ts';

export interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How one request is answered: a status, or by hand. */
export type Turn = number | ((response: ServerResponse) => void);

/** A receiver on loopback that answers turn by turn, the last one again and again, and keeps what it got. */
export async function receiver(...turns: readonly Turn[]) {
  const received: Received[] = [];
  const { url } = await listen(async (request, response) => {
    const turn = turns[Math.min(received.length, turns.length - 1)] ?? 204;
    received.push({ path: request.url, headers: request.headers, body: await bodyOf(request) });
    if (typeof turn === 'number') response.writeHead(turn).end();
    else turn(response);
  });
  return { url, received };
}

/** Time that passes by sleeping alone, from now on: what is signed is checked against the real clock. */
export function simulatedPatience() {
  let now = Date.now();
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    now += ms;
  };
  return { sleeps, patience: { sleep, random: () => 0.5, now: () => now } };
}
