import { type Closable, LoopForgeError, type Migratable, type Repository } from '../../core/model.ts';
import { nameOfStore, type StoreAddress } from './address.ts';

/** A store that was opened by its address. */
export interface OpenStore {
  /** As people would name it: never with a password. */
  readonly name: string;
  readonly repository: Repository & Partial<Closable & Migratable>;
}

/**
 * Opens a store. Its code and its driver are loaded then, and no other's; nothing is asked of it yet.
 * @throws LoopForgeError `input_invalid` for options that the store does not take, `driver_missing`
 */
export async function openStore(address: StoreAddress): Promise<OpenStore> {
  return { name: nameOfStore(address), repository: await repositoryAt(address) };
}

async function repositoryAt(address: StoreAddress): Promise<OpenStore['repository']> {
  if (address.kind === 'sqlite') {
    const { SqliteRepository } = await import('../../adapters/store/sqlite/repository.ts');
    return new SqliteRepository({ path: address.path });
  }
  if (address.kind === 'postgres') {
    const { PostgresRepository } = await import('../../adapters/store/postgres/repository.ts');
    const { kind: _, ...options } = address;
    return new PostgresRepository(options);
  }
  if (address.kind === 'redis') {
    const { RedisRepository } = await import('../../adapters/store/redis/repository.ts');
    const { kind: _, ...options } = address;
    return new RedisRepository(options);
  }
  throw new LoopForgeError('internal', `The store ${address.kind} cannot be opened yet.`);
}
