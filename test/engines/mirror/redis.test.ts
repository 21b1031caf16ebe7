import { expect, test } from 'vitest';
import { RedisRepository } from '../../../src/adapters/store/redis/repository.ts';
import { warningsOf } from '../../e2e/told.ts';
import { describeWith } from '../support/engine.ts';
import { REDIS, startRedis } from '../support/redis.ts';
import { mirrorSuite } from './mirror-suite.ts';
import { type MirrorDatabase, mirrorOn, shownBy, stageOf } from './mirrored.ts';

const SECRET = 'only-for-tests';
const PREFIX = 'audit';

async function open(): Promise<MirrorDatabase> {
  const server = await startRedis({ requirepass: SECRET });
  const urlAt = (port: number): string => `redis://:${SECRET}@127.0.0.1:${port}`;
  const at: MirrorDatabase['at'] = (port) => {
    return { inputs: { mirror: 'redis', 'mirror-url': urlAt(port), 'mirror-table': PREFIX }, env: {} };
  };
  return {
    ...mirrorOn(server, () => new RedisRepository({ url: urlAt(server.port), prefix: PREFIX })),
    given: at(server.port),
    at,
  };
}

mirrorSuite({ kind: 'redis', engine: REDIS, secret: SECRET, open });

describeWith([REDIS], 'mirror: redis, and its accounts', () => {
  test('tells a wrong password, and never the URL', async () => {
    const server = await startRedis({ requirepass: SECRET });
    try {
      const stage = await stageOf();
      const url = `redis://:not-the-password@127.0.0.1:${server.port}`;
      const step = await stage.step({ mirror: 'redis', 'mirror-url': url, issue: String(stage.issue) });
      expect(step.exitCode).toBe(0);
      expect(warningsOf(step).join('\n')).toMatch(/could not be copied to the mirror: .*WRONGPASS/);
      expect(shownBy(step)).not.toMatch(/only-for-tests|not-the-password/);
    } finally {
      await server.remove();
    }
  });
});
