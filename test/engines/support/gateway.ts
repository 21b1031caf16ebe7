import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** So long a server may take to end what it was sent. */
const PATIENCE_MS = 2_000;

/**
 * The way to a server that would not survive its own end in the middle of a write. Whoever talks to it sees what a
 * sudden end looks like, and the server ends what it was sent before it is ended itself.
 */
export class Gateway {
  readonly port: number;
  readonly #target: number;
  #server: Server | null = null;
  readonly #callers = new Set<Socket>();
  readonly #onward = new Set<Socket>();

  /** @param ports where it listens, and where what it gets goes on to; both of loopback */
  constructor({ port, target }: { readonly port: number; readonly target: number }) {
    this.port = port;
    this.#target = target;
  }

  async open(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (caller) => this.#join(caller)).listen(this.port, '127.0.0.1');
    this.#server = server;
    await once(server, 'listening');
  }

  /** Every caller is cut off at once, and nobody gets through any more. Ends once the server has done what it was sent. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    server.close();
    for (const caller of this.#callers) caller.destroy();
    const deadline = performance.now() + PATIENCE_MS;
    while (this.#onward.size > 0 && performance.now() < deadline) await pause(10);
    for (const onward of this.#onward) onward.destroy();
  }

  #join(caller: Socket): void {
    const onward = connect(this.#target, '127.0.0.1');
    kept(this.#callers, caller);
    kept(this.#onward, onward);
    caller.pipe(onward);
    onward.pipe(caller);
    onward.once('error', () => caller.destroy());
    // Whatever is still to be answered is let go.
    caller.once('close', () => onward.resume().end());
  }
}

/** Until it is closed. That a connection broke off is what happens here. */
function kept(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
}
