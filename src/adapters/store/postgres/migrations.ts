import { DEFAULT_TABLE, quotedTable } from './options.ts';

/**
 * The schema, step by step: the first makes version 1, and so on. A step that was released never changes.
 *
 * All columns but the order of creation follow from the record, so they cannot disagree with it. Their collation "C" is
 * the order of lists. An index holds 2,704 bytes of a row, so what may be long is in it with its first 500 characters.
 * The version stands in the comment of the table, which goes wherever the table goes.
 */
export const MIGRATIONS: readonly ((table: string) => string)[] = [
  (table) => `create table ${table} (
  record jsonb not null,
  record_id text collate "C" not null generated always as (record ->> 'record_id') stored primary key,
  version bigint not null generated always as ((record #>> '{head,seq}')::bigint) stored,
  ref text collate "C" not null generated always as (left(record ->> 'ref', 500)) stored,
  state text collate "C" not null generated always as (left(record ->> 'state', 500)) stored,
  created_at text collate "C" not null generated always as (record ->> 'created_at') stored,
  updated_at text collate "C" not null generated always as (record ->> 'updated_at') stored,
  ordinal bigint not null generated always as identity
);
-- Lists by state. "POSIX" is the same order as "C"; but so no list is read along the primary key, passing over the rest.
create index on ${table} (state, updated_at desc, record_id collate "POSIX");
-- Lists of all. By an expression, so that no list by state is read along it, passing over other states.
create index on ${table} (left(updated_at, 20) desc, record_id collate "POSIX");
-- The record of a ref that was created last.
create index on ${table} (ref, created_at desc, ordinal desc);
comment on table ${table} is '${schemaComment(1)}';`,
];

/** What the comment of a table says whose schema has that version. */
export function schemaComment(version: number): string {
  return `LoopForge records, schema ${version}`;
}

/**
 * The SQL that makes the table and its indexes, for whoever lets no program change a schema: what `migrate()` does, in
 * one transaction. Postgres 12 or newer.
 *
 * @param table or `schema.table`; `loopforge_records` where it is left out
 * @throws LoopForgeError `input_invalid` for what is no name of a table
 */
export function postgresSchema(table: string = DEFAULT_TABLE): string {
  const quoted = quotedTable(table);
  return `${['begin;', ...MIGRATIONS.map((step) => step(quoted)), 'commit;'].join('\n')}\n`;
}
