import { REDIS as ENGINE, startRedis } from '../../support/redis.ts';
import type { Backend } from '../backend.ts';

export const REDIS: Backend = {
  name: 'redis',
  engine: ENGINE,
  async start() {
    const server = await startRedis();
    return { at: server.url, server, [Symbol.asyncDispose]: () => server.remove() };
  },
};
