import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './loopback.ts';
import { type RedisServer, startRedis } from './redis.ts';

const SLOTS = 16_384;
const PATIENCE_MS = 30_000;

/** A cluster of three nodes, each of which holds a third of the slots. */
export async function startRedisCluster(): Promise<readonly RedisServer[]> {
  const nodes = await Promise.all(Array.from({ length: 3 }, startNode));
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [at, node] of nodes.entries()) {
    const last = Math.min((at + 1) * share, SLOTS) - 1;
    await node.command('CLUSTER', 'ADDSLOTSRANGE', `${at * share}`, `${last}`);
    await node.command('CONFIG', 'SET', 'cluster-node-timeout', '2000');
  }
  for (const { port, bus } of nodes) await nodes[0]?.command('CLUSTER', 'MEET', '127.0.0.1', `${port}`, `${bus}`);
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const infos = await Promise.all(nodes.map((node) => node.command('CLUSTER', 'INFO')));
    if (infos.every((info) => /cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(String(info)))) return nodes;
    if (Date.now() > deadline) throw new Error(`The cluster does not come together:\n${infos.join('\n')}`);
    await pause(50);
  }
}

async function startNode(): Promise<RedisServer & { readonly bus: number }> {
  const bus = await freePort();
  const server = await startRedis({
    'cluster-enabled': 'yes',
    'cluster-port': `${bus}`,
    'cluster-announce-ip': '127.0.0.1',
  });
  return Object.assign(server, { bus });
}
