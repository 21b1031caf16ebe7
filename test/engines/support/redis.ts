import { createClient } from '@redis/client';
import { newDataFolder, removeDataFolder } from './data-folder.ts';
import type { Engine } from './engine.ts';
import { findProgram } from './find-program.ts';
import { freePort, isListening } from './loopback.ts';
import { ServerProcess } from './server-process.ts';

const SERVER = findProgram('redis-server');

export const REDIS: Engine = {
  name: 'Redis',
  missing: SERVER === null ? 'there is no redis-server here (apt-get install redis-server)' : null,
};

/** A Redis server with a data folder of its own. What it holds outlives a stop, by its append-only file. */
export interface RedisServer extends ServerProcess {
  readonly port: number;
  readonly folder: string;
  readonly url: string;
  /** Sends one command, by a connection of its own. */
  command(...args: readonly string[]): Promise<unknown>;
  /** Ends it and takes its data away. */
  remove(): Promise<void>;
}

/** @param settings as in redis.conf, such as `{ maxmemory: '10mb' }` */
export async function startRedis(settings: { readonly [name: string]: string } = {}): Promise<RedisServer> {
  if (SERVER === null) throw new Error(`${REDIS.name}: ${REDIS.missing}`);
  const folder = await newDataFolder('redis');
  const port = await freePort();
  const all = {
    bind: '127.0.0.1',
    port: `${port}`,
    dir: folder,
    appendonly: 'yes',
    save: '',
    'enable-debug-command': 'yes',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const url = `redis://127.0.0.1:${port}`;
  const isUp = (): Promise<boolean> => answers(url, port);
  const server = new ServerProcess({ command: SERVER, args, port, isUp, stopBy: 'SIGTERM' });
  await server.start();
  return Object.assign(server, {
    port,
    folder,
    url,
    command: (...args: readonly string[]) => command(url, args),
    async remove() {
      await server.stop();
      await removeDataFolder(folder);
    },
  });
}

async function command(url: string, args: readonly string[]): Promise<unknown> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 5_000 } });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.sendCommand(args);
  } finally {
    client.destroy();
  }
}

/** Whether it has loaded its data; one that wants a password says so then. */
async function answers(url: string, port: number): Promise<boolean> {
  if (!(await isListening(port))) return false;
  try {
    await command(url, ['PING']);
    return true;
  } catch (error) {
    return error instanceof Error && error.message.startsWith('NOAUTH');
  }
}
