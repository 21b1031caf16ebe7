import './compose/library/need-node.ts';

export { postgresSchema } from './adapters/store/postgres/migrations.ts';
export type { PostgresClient, PostgresOptions, PostgresPool, PostgresRows } from './adapters/store/postgres/options.ts';
export { PostgresRepository } from './adapters/store/postgres/repository.ts';
