import type { LoopForgeError, LoopRecord } from '../../../core/model.ts';
import { damageAt, type Listed, recordOfText, storeDamaged, storeFailed } from '../shared/index.ts';
import type { Attributes } from './aws-errors.ts';
import { type IndexEntry, isKey } from './index-keys.ts';
import { type Body, isPart, partId, partsIn, textOfBody, versionIn } from './item.ts';
import { type DynamoDBTable, pauseBetween } from './table.ts';

const MAX_TRIES = 10;

/** The record of this id as it is now; null: there is none. */
export async function getRecord(table: DynamoDBTable, id: string): Promise<LoopRecord | null> {
  if (!isKey(id)) return null;
  let before: string | undefined;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const item = await table.get(id);
    if (item === null || isPart(item)) return null;
    const record = await recordOf(table, id, item);
    if (record !== 'changed') return record;
    // Its parts are replaced in one step with it.
    if (before !== undefined && before === item['write_id']?.S)
      throw storeDamaged(`${id} in ${table.store}`, 'parts of it are missing');
    before = item['write_id']?.S;
    await pauseBetween(attempt);
  }
  throw storeFailed(table.store, `${id} is written faster than its parts can be read`, 'Try again.');
}

/** What stands at these places of an index as it is now, in their order; what is not there any more is left out. */
export async function getListed(table: DynamoDBTable, entries: readonly IndexEntry[]): Promise<readonly Listed[]> {
  const items = await table.getAll(entries.map(({ record_id }) => record_id));
  const listed = await Promise.all(entries.map((place) => listedIn(table, place, items.get(place.record_id))));
  return listed.filter((each) => each !== null);
}

async function listedIn(table: DynamoDBTable, place: IndexEntry, item: Attributes | undefined): Promise<Listed | null> {
  const { record_id: id } = place;
  if (item === undefined || isPart(item)) return null;
  if (versionIn(item) === null) return { place, damage: notOurs(id, table.store) };
  try {
    const found = await recordOf(table, id, item);
    const record = found === 'changed' ? await getRecord(table, id) : found;
    return record === null ? null : { place, record };
  } catch (error) {
    return damageAt(place, error);
  }
}

/** What somebody else put into the table, most likely the Python original. */
export function notOurs(id: string, store: string): LoopForgeError {
  return storeFailed(
    store,
    `its item ${id} was not written by this store`,
    'Records of the Python original are brought into another table by loopforge copy --from original:dynamodb:table.',
  );
}

/** The record that an item holds; `changed`: its parts are those of another save by now. */
async function recordOf(table: DynamoDBTable, id: string, item: Attributes): Promise<LoopRecord | 'changed'> {
  const version = versionIn(item);
  if (version === null) throw notOurs(id, table.store);
  const body = await bodyIn(table, id, item);
  if (body === 'changed') return body;
  const record = recordOfText(await readable(body, `${id} in ${table.store}`), id, table.store);
  if (record.head.seq === version) return record;
  throw storeDamaged(`${id} in ${table.store}`, `it says version ${version} and holds ${record.head.seq}`);
}

async function bodyIn(table: DynamoDBTable, id: string, item: Attributes): Promise<Body | 'changed'> {
  const { record, write_id: writeId } = item;
  if (record?.S !== undefined) return { kind: 'text', text: record.S };
  if (record?.B !== undefined) return { kind: 'bytes', bytes: record.B };
  const ids = Array.from({ length: partsIn(item) }, (_, index) => partId(id, index));
  if (ids.length === 0) throw storeDamaged(`${id} in ${table.store}`, 'it holds no record');
  const found = await table.getAll(ids);
  const parts = ids.flatMap((part) => {
    const { write_id: of, bytes } = found.get(part) ?? {};
    return of?.S === writeId?.S && bytes?.B !== undefined ? [bytes.B] : [];
  });
  return parts.length === ids.length ? { kind: 'parts', parts } : 'changed';
}

async function readable(body: Body, place: string): Promise<string> {
  try {
    return await textOfBody(body);
  } catch (cause) {
    throw storeDamaged(place, cause);
  }
}
