import type { LoopRecord, RecordFilter } from '../../../core/model.ts';
import { type Listed, listedAt, type PagePlace, recordOfText, storeDamaged } from '../shared/index.ts';
import type { SqliteValue } from './database.ts';
import type { Statements } from './statements.ts';

/**
 * The values of a record's columns in the order of the statements that write them, without its id.
 * @param text the record as it is stored
 */
export function columnValues({ head, ref, state, created_at, updated_at }: LoopRecord, text: string): SqliteValue[] {
  return [head.seq, ref, state, created_at, updated_at, text];
}

/** One page of what matches. */
export function readPage(
  { ofAll, ofAllAtMoment, ofState, ofStateAtMoment }: Statements,
  filter: RecordFilter,
  { limit, after }: PagePlace,
  store: string,
): readonly Listed[] {
  const { state } = filter;
  if (state?.isWellFormed() === false) return []; // It would be looked for as another text.
  const scope = state === undefined ? [] : [state];
  const [between, atMoment] = state === undefined ? [ofAll, ofAllAtMoment] : [ofState, ofStateAtMoment];
  const since: string = filter.since ?? ''; // Before all moments.
  const until: string = filter.until ?? '~'; // Behind them all.
  const moment: string = after?.updated_at ?? until;
  const isInside = moment >= since && moment < until;
  const tied = isInside ? atMoment.all(...scope, moment, after?.record_id ?? '', limit) : [];
  const rest = limit - tied.length;
  const older = rest === 0 ? [] : between.all(...scope, since, moment < until ? moment : until, rest);
  return [...tied, ...older].map((row) => {
    const { record_id, updated_at } = fieldsOf(row);
    return listedAt({ record_id: String(record_id), updated_at: String(updated_at) }, () => recordOfRow(row, store));
  });
}

/**
 * The record of a row.
 * @param store as its user would name it
 * @throws LoopForgeError `store_damaged` where it holds none, or the columns by which it is found say something else
 */
export function recordOfRow(row: unknown, store: string): LoopRecord {
  const { record_id, version, record: text } = fieldsOf(row);
  const record = recordOfText(String(text), String(record_id), store);
  if (record.head.seq === Number(version)) return record;
  throw storeDamaged(
    `${record.record_id} in ${store}`,
    `its version is ${record.head.seq}, and its row says ${version}`,
  );
}

/** The version in a row; null: there is no row. */
export function versionOfRow(row: unknown): number | null {
  return row === undefined ? null : Number(fieldsOf(row)['version']);
}

function fieldsOf(row: unknown): { readonly [column: string]: unknown } {
  return typeof row === 'object' && row !== null ? { ...row } : {};
}
