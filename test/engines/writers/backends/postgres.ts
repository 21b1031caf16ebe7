import { PostgresRepository } from '../../../../src/adapters/store/postgres/repository.ts';
import { POSTGRES as ENGINE, startPostgres } from '../../support/postgres.ts';
import type { Backend } from '../backend.ts';

export const POSTGRES: Backend = {
  name: 'postgres',
  engine: ENGINE,
  async start() {
    const server = await startPostgres();
    const at = server.url();
    const repository = new PostgresRepository({ url: at });
    await repository.migrate();
    await repository.close();
    return { at, server, [Symbol.asyncDispose]: () => server.remove() };
  },
};
