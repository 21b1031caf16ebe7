import type { LoopForgeError } from '../../../core/model.ts';
import { storeFailed } from '../shared/index.ts';
import { MIGRATIONS, schemaComment } from './migrations.ts';
import type { PostgresRows } from './options.ts';

/** Sends one statement by the connection at hand. */
export type Ask = (text: string, values?: string[]) => Promise<PostgresRows>;

const NEWEST = MIGRATIONS.length;

/** Any number will do that others are unlikely to lock. */
const LOCK = 7_061_706_611;

/** @throws LoopForgeError `store_failed` where the table is not there, is older or newer, or is not one of ours */
export async function checkTable(ask: Ask, table: string, store: string): Promise<void> {
  const version = await versionOf(ask, table, store);
  if (version === NEWEST) return;
  const why = version === null ? `there is no table ${table}` : `the table ${table} has the older schema ${version}`;
  throw storeFailed(store, why, MIGRATE);
}

export const MIGRATE = 'Call migrate() once, or let an administrator run the SQL that postgresSchema() gives.';

/**
 * Brings the table up to date in one transaction: all of it or nothing. Of several that do it at once, one does, and the
 * others wait and find it done.
 */
export async function migrateSchema(ask: Ask, table: string, store: string): Promise<void> {
  // Every statement is to see what others have committed before it, whatever the database's own default is.
  await ask('begin isolation level read committed');
  try {
    await ask('select pg_advisory_xact_lock($1)', [`${LOCK}`]);
    const version = (await versionOf(ask, table, store)) ?? 0;
    for (const step of MIGRATIONS.slice(version)) await ask(step(table));
    await ask('commit');
  } catch (error) {
    await ask('rollback').catch(() => undefined);
    throw error;
  }
}

/** Null: there is no such table. @throws LoopForgeError `store_failed` for one that is newer, or not ours */
async function versionOf(ask: Ask, table: string, store: string): Promise<number | null> {
  const text = `select to_regclass($1) is not null as "isThere", obj_description(to_regclass($1), 'pg_class') as comment`;
  const row = (await ask(text, [table])).rows[0];
  if (row?.['isThere'] !== true) return null;
  const comment = String(row['comment']);
  const version = Number(/^LoopForge records, schema (\d+)$/.exec(comment)?.[1] ?? 0);
  if (version === 0) throw notOurs(table, store);
  if (version <= NEWEST) return version;
  const why = `the table ${table} has the schema ${version}, made by a newer release; this one knows ${NEWEST}`;
  throw storeFailed(store, why, 'Use that release, or a newer one.');
}

function notOurs(table: string, store: string): LoopForgeError {
  const advice = `Name another table; if it is one of ours, its comment was lost: comment on table ${table} is '${schemaComment(NEWEST)}'.`;
  return storeFailed(store, `the table ${table} exists and does not say that it holds records`, advice);
}
