import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';

// A process of its own that makes the table in the database of the URL.

const repository = new PostgresRepository({ url: process.argv[2] ?? '' });
await repository.migrate();
await repository.close();
