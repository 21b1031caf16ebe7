import type { SqliteDatabase } from './database.ts';

const ROW = 'SELECT record_id, version, updated_at, record FROM loopforge_records';
const NEWEST = 'ORDER BY updated_at DESC, record_id LIMIT ?';

export type Statements = ReturnType<typeof prepareStatements>;

/**
 * Every statement over records that the store ever runs, prepared once.
 * @throws what SQLite says, such as that the table is not there
 */
export function prepareStatements(database: SqliteDatabase) {
  return {
    get: database.prepare(`${ROW} WHERE record_id = ?`),
    byRef: database.prepare(`${ROW} WHERE ref = ? ORDER BY created_at DESC, seq DESC LIMIT 1`),
    insert: database.prepare(`
      INSERT INTO loopforge_records (version, ref, state, created_at, updated_at, record, record_id)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record_id) DO NOTHING`),
    update: database.prepare(`
      UPDATE loopforge_records SET version = ?, ref = ?, state = ?, created_at = ?, updated_at = ?, record = ?
      WHERE record_id = ? AND version = ?`),
    version: database.prepare('SELECT version FROM loopforge_records WHERE record_id = ?'),
    delete: database.prepare('DELETE FROM loopforge_records WHERE record_id = ?'),
    // A page is the rest of the moment that the page before ended in, then what is older: two walks along one index.
    ofState: database.prepare(`${ROW} WHERE state = ? AND updated_at >= ? AND updated_at < ? ${NEWEST}`),
    ofStateAtMoment: database.prepare(
      `${ROW} WHERE state = ? AND updated_at = ? AND record_id > ? ORDER BY record_id LIMIT ?`,
    ),
    ofAll: database.prepare(`${ROW} WHERE updated_at >= ? AND updated_at < ? ${NEWEST}`),
    ofAllAtMoment: database.prepare(`${ROW} WHERE updated_at = ? AND record_id > ? ORDER BY record_id LIMIT ?`),
  };
}
