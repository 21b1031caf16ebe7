import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { RecordFilter } from '../../../core/model.ts';
import type { Attributes } from './aws-errors.ts';
import { type IndexEntry, isKey, listOrder, placedAt, refKey, SHARDS, secondsLeft } from './index-keys.ts';
import type { DynamoDBTable } from './table.ts';

/** The indexes. Each holds keys alone: the records themselves are read from the table, as they are now. */
export const INDEXES = {
  /** The original's: of each state, the newest last. */
  state: { name: 'state-index', keys: ['state', 'updated_at'] },
  /** Of each ref, the one created last comes last. */
  ref: { name: 'ref-index', keys: ['ref', 'created_order'] },
  /** All records, over a few partitions, the newest first. */
  list: { name: 'list-index', keys: ['list_shard', 'list_order'] },
} as const;

/** Which part of a list: at most `limit`, behind `after`, whether or not it still stands there. */
export interface EntryPlace {
  readonly limit: number;
  readonly after?: IndexEntry | undefined;
}

/** Where the records stand that match, as far as the index knows by now, newest first. Fewer than the limit: no more. */
export async function findEntries(
  table: DynamoDBTable,
  filter: RecordFilter,
  place: EntryPlace,
): Promise<readonly IndexEntry[]> {
  const { state, since, until } = filter;
  const { after } = place;
  // DynamoDB refuses a window that ends before it begins.
  if (since !== undefined && ((until !== undefined && since >= until) || (after?.updated_at ?? since) < since))
    return [];
  if (state === undefined) return findAmongAll(table, filter, place);
  return isKey(state) ? findOfState(table, { ...filter, state }, place) : [];
}

/** The ids of the records that have or had a ref, the one created last first. */
export async function* findIdsByRef(table: DynamoDBTable, ref: string): AsyncGenerator<string> {
  if (ref === '') return;
  const values = { ':ref': { S: refKey(ref) } };
  const said = { KeyConditionExpression: '#0 = :ref', ExpressionAttributeValues: values, ScanIndexForward: false };
  for await (const item of itemsOf(table, INDEXES.ref, { ...said, Limit: 10 })) yield idIn(item);
}

/** Within one second in the order in which DynamoDB keeps them. */
async function findOfState(
  table: DynamoDBTable,
  { state, since, until }: RecordFilter & { readonly state: string },
  { limit, after }: EntryPlace,
): Promise<readonly IndexEntry[]> {
  // A moment without its last letter stands just before it, and behind all that are earlier.
  const last = until === undefined ? '~' : until.slice(0, -1);
  const values = { ':state': { S: state }, ':since': { S: since ?? '0' }, ':last': { S: last } };
  // Nor does it take a place to start from above the window.
  const isInside = after !== undefined && after.updated_at <= last;
  const said = {
    KeyConditionExpression: '#0 = :state AND #1 BETWEEN :since AND :last',
    ExpressionAttributeValues: values,
    ScanIndexForward: false,
    Limit: limit,
    ...(isInside ? { ExclusiveStartKey: startAt(state, after) } : {}),
  };
  const entries: IndexEntry[] = [];
  for await (const item of itemsOf(table, INDEXES.state, said)) {
    entries.push({ record_id: idIn(item), updated_at: item['updated_at']?.S ?? '' });
    if (entries.length === limit) break;
  }
  return entries;
}

/** The key of an index entry, whether or not it is there. */
function startAt(state: string, { record_id: id, updated_at }: IndexEntry): Attributes {
  return { state: { S: state }, updated_at: { S: updated_at }, record_id: { S: isKey(id) ? id : ' ' } };
}

/** Every partition gives its first ones; the first of these are the first of all. */
async function findAmongAll(
  table: DynamoDBTable,
  { since, until }: RecordFilter,
  { limit, after }: EntryPlace,
): Promise<readonly IndexEntry[]> {
  const above = until === undefined ? '0' : secondsLeft(until, 1);
  // No character of an id stands before the blank, so this is the very next place.
  const behind = after === undefined ? '0' : `${listOrder(after)} `;
  const last = since === undefined ? '~' : secondsLeft(since, 1);
  const range = { first: above < behind ? behind : above, last };
  const found = await Promise.all(SHARDS.map((shard) => findOfShard(table, shard, range, limit)));
  const orders = found.flat().sort((one, other) => (one < other ? -1 : 1));
  return orders.slice(0, limit).map(placedAt);
}

async function findOfShard(
  table: DynamoDBTable,
  shard: string,
  { first, last }: { readonly first: string; readonly last: string },
  limit: number,
): Promise<readonly string[]> {
  const orders: string[] = [];
  const said = {
    KeyConditionExpression: '#0 = :shard AND #1 BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':shard': { S: shard }, ':first': { S: first }, ':last': { S: last } },
    Limit: limit,
  };
  for await (const item of itemsOf(table, INDEXES.list, said)) {
    orders.push(item['list_order']?.S ?? '');
    if (orders.length === limit) break;
  }
  return orders;
}

/** The keys of all items of a query, page by page. */
async function* itemsOf(
  table: DynamoDBTable,
  { name, keys }: (typeof INDEXES)[keyof typeof INDEXES],
  said: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<Attributes> {
  const names = Object.fromEntries(
    ['record_id', ...keys].map((key, index) => [index === 0 ? '#id' : `#${index - 1}`, key]),
  );
  const shown = { IndexName: name, ProjectionExpression: '#id, #0, #1', ExpressionAttributeNames: names };
  for (let start = said.ExclusiveStartKey; ; ) {
    const from = start === undefined ? {} : { ExclusiveStartKey: start };
    const { Items: items = [], LastEvaluatedKey: last } = await table.query({ ...said, ...shown, ...from });
    yield* items;
    if (last === undefined) return;
    start = last;
  }
}

function idIn(item: Attributes): string {
  return item['record_id']?.S ?? '';
}
