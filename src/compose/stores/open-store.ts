import { existsSync } from 'node:fs';
import {
  type AnyRepository,
  type Closable,
  LoopForgeError,
  type Migratable,
  type Scannable,
} from '../../core/model.ts';
import { nameOfStore, type StoreAddress } from './address.ts';

/** A store that was opened by its address. */
export interface OpenStore {
  /** As people would name it: never with a password. */
  readonly name: string;
  readonly repository: AnyRepository & Partial<Closable & Migratable & Scannable>;
}

/** Where the token of GitHub is looked up. */
export interface StoreEnvironment {
  readonly [name: string]: string | undefined;
}

/**
 * Opens a store. Its code and its driver are loaded then, and no other's; nothing is asked of it yet.
 * @param options.mustExist a file or a folder that is not there is an error, and is not begun
 * @throws LoopForgeError `input_invalid` for options that the store does not take, `token_missing`, `driver_missing`
 */
export async function openStore(
  address: StoreAddress,
  env: StoreEnvironment = process.env,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<OpenStore> {
  if (mustExist && 'path' in address && !existsSync(address.path))
    throw new LoopForgeError('input_invalid', `${address.path} does not exist.`);
  return { name: nameOfStore(address), repository: await repositoryAt(address, env) };
}

async function repositoryAt(address: StoreAddress, env: StoreEnvironment): Promise<OpenStore['repository']> {
  switch (address.kind) {
    case 'file': {
      const { FileRepository } = await import('../../adapters/store/file/repository.ts');
      return new FileRepository({ path: address.path });
    }
    case 'sqlite': {
      const { SqliteRepository } = await import('../../adapters/store/sqlite/repository.ts');
      return new SqliteRepository({ path: address.path });
    }
    case 'postgres': {
      const { PostgresRepository } = await import('../../adapters/store/postgres/repository.ts');
      const { kind: _, ...options } = address;
      return new PostgresRepository(options);
    }
    case 'dynamodb': {
      const { DynamoDBRepository } = await import('../../adapters/store/dynamodb/repository.ts');
      const { kind: _, ...options } = address;
      return new DynamoDBRepository(options);
    }
    case 'redis': {
      const { RedisRepository } = await import('../../adapters/store/redis/repository.ts');
      const { kind: _, ...options } = address;
      return new RedisRepository(options);
    }
    case 'github':
      return issuesAt(address, env);
    case 'original':
    case 'original-table':
      throw new LoopForgeError('input_invalid', `${nameOfStore(address)} can only be copied, by "loopforge copy".`);
  }
}

async function issuesAt(
  { owner, repo }: StoreAddress & { readonly kind: 'github' },
  env: StoreEnvironment,
): Promise<OpenStore['repository']> {
  const token = [env['GITHUB_TOKEN'], env['GH_TOKEN']].find((one) => one?.trim());
  if (token === undefined) {
    throw new LoopForgeError('token_missing', 'There is no token. Put one into GITHUB_TOKEN or GH_TOKEN.');
  }
  const { GitHubRepository } = await import('../github-store/repository.ts');
  const apiUrl = env['GITHUB_API_URL'];
  return new GitHubRepository({ token, owner, repo, ...(apiUrl ? { apiUrl } : {}) }, 'bulk');
}
