import { expect, test, vi } from 'vitest';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { warningsOf } from '../../e2e/told.ts';
import { CREDENTIALS, DYNAMODB, REGION, startDynamoDB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { mirrorSuite } from './mirror-suite.ts';
import { type MirrorDatabase, mirrorOn, stageOf } from './mirrored.ts';

const ENV = {
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
};

async function open(): Promise<MirrorDatabase> {
  // A step that runs in this process finds its credentials where the SDK looks: in this process's own environment.
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
  const server = await startDynamoDB({ lasting: true });
  const tableName = server.newTableName();
  const givenAt = (endpoint: string) => ({
    inputs: { mirror: 'dynamodb', 'mirror-table': tableName, 'mirror-url': endpoint },
    env: ENV,
  });
  const { endpoint } = server;
  const mirror = mirrorOn(server, () => new DynamoDBRepository({ tableName, endpoint, region: REGION }));
  return {
    ...mirror,
    given: givenAt(server.endpoint),
    at: (port) => givenAt(`http://127.0.0.1:${port}`),
    remove: async () => {
      vi.unstubAllEnvs();
      await mirror.remove();
    },
  };
}

mirrorSuite({ kind: 'dynamodb', engine: DYNAMODB, secret: CREDENTIALS.secretAccessKey, open });

describeWith([DYNAMODB], 'mirror: dynamodb, and its environment', () => {
  test('without credentials is a warning', async () => {
    const stage = await stageOf({ as: 'bundle' });
    const inputs = { mirror: 'dynamodb', 'mirror-table': 'records', 'mirror-url': 'http://127.0.0.1:9' };
    const env = { AWS_REGION: REGION, AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' };
    const step = await stage.event('issues', 'opened', { number: stage.issue }, { inputs, env });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(warningsOf(step).join('\n')).toMatch(/could not be copied to the mirror: .*[Cc]redentials/);
  });
});
