import type { OpenRepository, StoreName } from './backend.ts';

/** Each loads its own code and driver alone, as its users do. */
const OPEN: { readonly [name in StoreName]: (at: string) => Promise<OpenRepository> } = {
  file: atPath,
  folder: atPath,
  async sqlite(path) {
    const { SqliteRepository } = await import('../../../src/adapters/store/sqlite/repository.ts');
    return new SqliteRepository({ path });
  },
  async postgres(url) {
    const { PostgresRepository } = await import('../../../src/adapters/store/postgres/repository.ts');
    return new PostgresRepository({ url });
  },
  async redis(url) {
    const { RedisRepository } = await import('../../../src/adapters/store/redis/repository.ts');
    return new RedisRepository({ url });
  },
  async dynamodb(endpoint) {
    process.env['AWS_ACCESS_KEY_ID'] = 'onlyfortests';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'only-for-tests';
    const { DynamoDBRepository } = await import('../../../src/adapters/store/dynamodb/repository.ts');
    return new DynamoDBRepository({ tableName: 'loopforge', region: 'eu-central-1', endpoint });
  },
};

/** Opens a store in whichever process this is. */
export function openAt(name: StoreName, at: string): Promise<OpenRepository> {
  return OPEN[name](at);
}

async function atPath(path: string): Promise<OpenRepository> {
  const { FileRepository } = await import('../../../src/adapters/store/file/repository.ts');
  return new FileRepository({ path });
}
