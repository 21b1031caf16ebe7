import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Tape } from './canned-server.ts';

export interface CannedServer {
  /** Where a run asks; every run has a number of its own. */
  urlFor(scenario: string, delayMs: number): string;
  close(): void;
}

/** Starts the server that plays recorded answers back. */
export async function startCannedServer(tape: Tape): Promise<CannedServer> {
  const child = fork(fileURLToPath(new URL('./canned-server.ts', import.meta.url)));
  child.send(tape);
  const [message]: unknown[] = await once(child, 'message');
  const port = typeof message === 'object' && message !== null ? Reflect.get(message, 'port') : undefined;
  let runs = 0;
  return {
    urlFor: (scenario, delayMs) => `http://127.0.0.1:${String(port)}/${scenario}/${delayMs}/${++runs}`,
    close: () => child.kill(),
  };
}
