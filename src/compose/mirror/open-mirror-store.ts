import { LoopForgeError, type MirrorSettings } from '../../core/model.ts';
import type { MirrorAccess, MirrorStore } from '../github/index.ts';

/** For one statement, and for a connection: less than a call may take in all. */
const TIMEOUT_MS = 5_000;
/** Two attempts: what a call may take in all has room for no more. */
const DYNAMODB = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

/** The database that the settings name. Its code and its driver are loaded then; nothing is asked of it. */
export async function openMirrorStore(
  { mirror, mirrorTable }: MirrorSettings,
  access: Pick<MirrorAccess, 'url' | 'region'>,
): Promise<MirrorStore> {
  switch (mirror) {
    case 'postgres':
      return openPostgres(access, mirrorTable);
    case 'redis':
      return openRedis(access, mirrorTable);
    case 'dynamodb':
      return openDynamoDB(access, mirrorTable);
    case 'none':
      throw new LoopForgeError('internal', 'There is no mirror to be opened.');
  }
}

async function openPostgres({ url }: Pick<MirrorAccess, 'url'>, table: string): Promise<MirrorStore> {
  const { PostgresRepository } = await import('../../adapters/store/postgres/repository.ts');
  const repository = new PostgresRepository({ url, timeoutMs: TIMEOUT_MS, ...(table === '' ? {} : { table }) });
  return { repository, close: () => repository.close() };
}

async function openRedis({ url }: Pick<MirrorAccess, 'url'>, prefix: string): Promise<MirrorStore> {
  const { RedisRepository } = await import('../../adapters/store/redis/repository.ts');
  const repository = new RedisRepository({ url, timeoutMs: TIMEOUT_MS, ...(prefix === '' ? {} : { prefix }) });
  return { repository, close: () => repository.close() };
}

/** Credentials are found as the AWS SDK finds them: environment, profile, role. */
async function openDynamoDB(
  { url, region }: Pick<MirrorAccess, 'url' | 'region'>,
  table: string,
): Promise<MirrorStore> {
  const [{ DynamoDBRepository }, { DynamoDBClient }] = await Promise.all([
    import('../../adapters/store/dynamodb/repository.ts'),
    import('@aws-sdk/client-dynamodb'),
  ]);
  const client = new DynamoDBClient({ ...DYNAMODB, region, ...(url === '' ? {} : { endpoint: url }) });
  const repository = new DynamoDBRepository({ tableName: table, client });
  return { repository, close: async () => client.destroy() };
}
