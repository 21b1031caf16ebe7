import { afterAll, beforeAll, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';
import { originalCases } from '../../support/stores/original-cases.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES, type PostgresServer, startPostgres } from '../support/postgres.ts';

describeWith([POSTGRES], 'what is asked of every store, of Postgres', () => {
  let server: PostgresServer;
  let url: string;
  let tables = 0;
  const tableOf = new WeakMap<object, string>();
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
  });
  afterAll(() => server.remove());

  function open(table: string): PostgresRepository {
    const repository = new PostgresRepository({ url, table });
    tableOf.set(repository, table);
    return repository;
  }

  async function create(): Promise<PostgresRepository> {
    const repository = open(`records_${++tables}`);
    await repository.migrate();
    return repository;
  }

  const cases = conformance({ create, reopen: (store) => open(tableOf.get(store) ?? '') });
  test.each(cases)('$name', ({ run }) => run());
  test.each(originalCases({ create }))('$name', ({ run }) => run());
});
