import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** https://nodejs.org/api/diagnostics_channel.html#net: every socket of this process that is about to connect anywhere. */
const CHANNEL = 'net.client.socket';

/**
 * Every connection that is begun while a test runs.
 * @param meet called before it is made
 */
export function watchSockets(meet: (socket: Socket) => void = () => {}): readonly Socket[] {
  const sockets: Socket[] = [];
  const listener = (message: unknown): void => {
    const { socket } = Object(message);
    sockets.push(socket);
    meet(socket);
  };
  subscribe(CHANNEL, listener);
  onTestFinished(() => void unsubscribe(CHANNEL, listener));
  return sockets;
}
