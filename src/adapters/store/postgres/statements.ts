import type { RecordFilter } from '../../../core/model.ts';
import type { PagePlace } from '../shared/index.ts';
import { toColumn } from './jsonb-text.ts';

/** As many characters of a ref and of a state stand in their columns. */
const NAME_LENGTH = 500;

/** `updated_at` as the index of all records has it, and the id as both indexes of lists have it (see migrations.ts). */
const ALL_TIMES = 'left(updated_at, 20)';
const LISTED_ID = 'record_id collate "POSIX"';

/** One statement, and what stands in it for `$1`, `$2`, … */
export interface Statement {
  readonly text: string;
  readonly values: string[];
}

export function selectById(table: string, id: string): Statement {
  return {
    text: `select record_id, record::text as record from ${table} where record_id = $1`,
    values: [toColumn(id)],
  };
}

export function selectByRef(table: string, ref: string): Statement {
  const last = 'order by created_at desc, ordinal desc limit 1';
  const text = `select record_id, record::text as record from ${table} where ${isText('ref', ref, '$1')} ${last}`;
  return { text, values: [toColumn(ref)] };
}

export function selectVersion(table: string, id: string): Statement {
  return { text: `select version::text as version from ${table} where record_id = $1`, values: [toColumn(id)] };
}

/** Writes the record where none of its id is there. */
export function insertNew(table: string, jsonb: string): Statement {
  return {
    text: `insert into ${table} (record) values ($1::jsonb) on conflict (record_id) do nothing`,
    values: [jsonb],
  };
}

/** Writes the record where the stored one has that version. */
export function updateVersion(table: string, id: string, version: number, jsonb: string): Statement {
  const text = `update ${table} set record = $3::jsonb where record_id = $1 and version = $2`;
  return { text, values: [toColumn(id), `${version}`, jsonb] };
}

export function deleteById(table: string, id: string): Statement {
  return { text: `delete from ${table} where record_id = $1`, values: [toColumn(id)] };
}

/**
 * One page of a list, in its order. Behind a record come those of its second with a greater id, then those of earlier
 * ones: two ranges of the index, so a page costs the same wherever it is and however many share a second.
 */
export function selectPage(table: string, filter: RecordFilter, { limit, after }: PagePlace): Statement {
  const values: string[] = [];
  const bind = (value: string): string => `$${values.push(value)}`;
  const { state, since, until } = filter;
  const time = state === undefined ? ALL_TIMES : 'updated_at';
  const common = [
    ...(state === undefined ? [] : [isText('state', state, bind(toColumn(state)))]),
    ...(since === undefined ? [] : [`${time} >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`${time} < ${bind(until)}`]),
  ];
  const most = bind(`${limit}`);
  const order = `order by moment desc, place limit ${most}`;
  const range = (...more: readonly string[]): string => {
    const conditions = [...common, ...more];
    const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
    return `select record_id, ${time} as moment, ${LISTED_ID} as place, record from ${table}${where} ${order}`;
  };
  const page =
    after === undefined ? range() : behind(range, time, bind(after.updated_at), bind(toColumn(after.record_id)));
  return { text: `select record_id, moment, record::text as record from (${page}) as page ${order}`, values };
}

function behind(range: (...conditions: readonly string[]) => string, time: string, at: string, id: string): string {
  const sameSecond = range(`${time} = ${at}`, `${LISTED_ID} > ${id}`);
  return `(${sameSecond}) union all (${range(`${time} < ${at}`)})`;
}

/** The columns hold the first 500 characters of a text: where there may be more, the record tells. */
function isText(column: 'ref' | 'state', text: string, bound: string): string {
  if (text.length < NAME_LENGTH) return `${column} = ${bound}`;
  return `${column} = left(${bound}, ${NAME_LENGTH}) and record ->> '${column}' = ${bound}`;
}
