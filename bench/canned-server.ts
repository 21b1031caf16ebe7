import { createServer } from 'node:http';

/** An answer as it was recorded. */
export interface CannedAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** The answers of each scenario, in the order in which its run asks. */
export type Tape = { readonly [scenario: string]: readonly CannedAnswer[] };

/**
 * A server in a process of its own that plays answers back, so that it costs next to nothing and the same to whoever
 * asks. The path says what to play: `/<scenario>/<milliseconds of delay>/<run>/…`; the n-th request of a run gets the
 * n-th answer, whatever it asks.
 */
function serve(tape: Tape): void {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const [, scenario = '', delay = '0', run = ''] = (request.url ?? '').split('/');
    const key = `${scenario}/${delay}/${run}`;
    const index = asked.get(key) ?? 0;
    asked.set(key, index + 1);
    request.resume();
    request.on('end', () => {
      const answer = tape[scenario]?.[index];
      const send = (): void => {
        if (answer === undefined) response.writeHead(501).end();
        else response.writeHead(answer.status, answer.headers).end(answer.body);
      };
      if (delay === '0') send();
      else setTimeout(send, Number(delay));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
  });
}

process.once('message', serve);
process.once('disconnect', () => process.exit());
