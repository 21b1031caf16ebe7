import './compose/library/need-node.ts';

export type { SqliteDatabase, SqliteOptions, SqliteStatement, SqliteValue } from './adapters/store/sqlite/database.ts';
export { SqliteRepository } from './adapters/store/sqlite/repository.ts';
