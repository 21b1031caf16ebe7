import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { exchange } from '../../../../src/adapters/hook/http/exchange.ts';
import { listen } from '../../github/loopback.ts';

test('a connection that has ended before anything is sent over it is no answer, at once', async () => {
  const { port } = await listen(() => {});
  const host = '127.0.0.1';
  const socket = connect(port, host);
  await once(socket, 'connect');
  socket.destroy();
  await once(socket, 'close');
  const destination = { isEncrypted: false, host, name: host, port, authority: host, path: '/' };
  await expect(exchange(socket, destination, { headers: {}, body: '' }, 1_000)).rejects.toMatchObject({
    code: 'hook_failed',
    isFinal: false,
  });
});
