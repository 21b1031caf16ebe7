import { LoopForgeError } from '../../../core/model.ts';
import type { SqliteDatabase } from './database.ts';

/**
 * The schema, step by step: the first makes version 1, and so on. A step that was released never changes.
 *
 * `seq` is the order in which records were created. The two orders of lists are two indexes, by state and of all; the
 * key of the table, `seq`, is part of every index, so that of one second the record that was stored last is found first.
 * @internal
 */
export const SQLITE_STEPS: readonly string[] = [
  `CREATE TABLE loopforge_records (
  seq INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  ref TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX loopforge_records_by_state ON loopforge_records (state, updated_at DESC, record_id);
CREATE INDEX loopforge_records_by_time ON loopforge_records (updated_at DESC, record_id);
CREATE INDEX loopforge_records_by_ref ON loopforge_records (ref, created_at);`,
];

/**
 * Brings the schema up to date in one transaction: all of it or nothing. Of two that do it at once the second finds it
 * done.
 *
 * Its version stands in a table of its own and not in `user_version`, which in a database that was handed in belongs to
 * whoever hands it in.
 *
 * @throws LoopForgeError `store_failed` where a newer release made it; what SQLite says
 */
export function migrate(database: SqliteDatabase, store: string): void {
  // A database that cannot be written can be read all the same, if nothing is to be done.
  if (versionOf(database, store) === SQLITE_STEPS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of SQLITE_STEPS.slice(versionOf(database, store))) database.exec(step);
    database.exec(`
      CREATE TABLE IF NOT EXISTS loopforge_schema (version INTEGER NOT NULL) STRICT;
      DELETE FROM loopforge_schema;
      INSERT INTO loopforge_schema (version) VALUES (${SQLITE_STEPS.length});
      COMMIT`);
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** 0: there is none yet. */
function versionOf(database: SqliteDatabase, store: string): number {
  const table = database.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'loopforge_schema'`);
  if (table.get() === undefined) return 0;
  const row = database.prepare('SELECT max(version) AS version FROM loopforge_schema').get();
  const version: unknown = typeof row === 'object' && row !== null && 'version' in row ? row.version : null;
  if (typeof version === 'number' && version <= SQLITE_STEPS.length) return version;
  const message = `${store} has version ${String(version)} of the schema, and this release of LoopForge knows up to ${SQLITE_STEPS.length}. Use the release that made it, or a newer one.`;
  throw new LoopForgeError('store_failed', message);
}

/** SQLite has rolled back by itself after some failures, and then refuses. */
function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {}
}
