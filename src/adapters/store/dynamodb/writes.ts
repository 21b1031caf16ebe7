import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { LoopRecord } from '../../../core/model.ts';
import { storeFailed, textOfRecord, versionConflict } from '../shared/index.ts';
import type { Attributes } from './aws-errors.ts';
import { createdOrder, isKey, nextStamp } from './index-keys.ts';
import { type Body, bodyOf, isPart, partId, partsIn, shownOf, versionIn } from './item.ts';
import { notOurs } from './records.ts';
import { type DynamoDBTable, itemKey, pauseBetween, type Write } from './table.ts';

const MAX_TRIES = 10;

/** A record as it is to be stored. */
interface NewItem {
  readonly id: string;
  readonly body: Body;
  /** What the table shows beside the text. */
  readonly shown: Readonly<Record<string, AttributeValue | null>>;
  readonly createdOrder: string;
  readonly expected: number | null;
  /** Names this save, so that one whose answer was lost knows itself when the driver sends it again. */
  readonly writeId: string;
}

/**
 * Stores a record where the stored version is the expected one. A text that fits into no item is cut into parts, which
 * are written and taken away in one transaction with it: there never is a part that belongs to nothing.
 * @returns the text that was stored
 * @throws ConflictError; LoopForgeError `too_large`, `record_invalid`
 */
export async function saveRecord(table: DynamoDBTable, record: LoopRecord, expected: number | null): Promise<string> {
  const { record_id: id } = record;
  // All of the record is taken down before anything is waited for: it is the caller's, who may change it meanwhile.
  const text = textOfRecord(record);
  const shown = shownOf(record);
  const place = createdOrder(record.created_at, nextStamp());
  const body = await bodyOf(text, id);
  const item: NewItem = { id, body, shown, createdOrder: place, expected, writeId: randomUUID() };
  let parts = await partsBefore(table, item);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const refusal = await table.write(writesOf(item, parts));
    if (refusal === null || refusal.item?.['write_id']?.S === item.writeId) return text;
    const found = refusal.item;
    if (found !== null && versionIn(found) === null) throw notOurs(id, table.store);
    const version = found === null ? null : versionIn(found);
    const partsNow = found === null ? 0 : partsIn(found);
    if (version !== expected || partsNow === parts) throw versionConflict(id, expected, version);
    parts = partsNow;
  }
  throw storeFailed(table.store, `${id} is written all the time`, 'Nothing was written. Try again.');
}

/** Takes a record away, all of its parts with it. Whether it was there. */
export async function deleteRecord(table: DynamoDBTable, id: string): Promise<boolean> {
  if (!isKey(id)) return false;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const refusal = await table.write([removalOf(id)]);
    if (refusal === null) return true;
    const { item } = refusal;
    if (item === null || isPart(item)) return false;
    if ((await table.write([removalOf(id, item), ...partRemovals(id, 0, partsIn(item))])) === null) return true;
    await pauseBetween(attempt);
  }
  throw storeFailed(table.store, `${id} is written all the time`, 'It was not deleted. Try again.');
}

/** How many parts are to be replaced. Mostly none: only a text that needs parts itself is likely to have had some. */
async function partsBefore(table: DynamoDBTable, { id, body, expected }: NewItem): Promise<number> {
  if (body.kind !== 'parts' || expected === null) return 0;
  const item = await table.get(id, 'version', 'parts');
  return item === null ? 0 : partsIn(item);
}

/** @param parts how many the stored record has */
function writesOf(item: NewItem, parts: number): readonly [Write, ...Write[]] {
  const { id, body, writeId } = item;
  const now = body.kind === 'parts' ? body.parts : [];
  const puts = now.map((bytes, index) => ({
    Put: { Item: { ...itemKey(partId(id, index)), part_of: { S: id }, write_id: { S: writeId }, bytes: { B: bytes } } },
  }));
  return [updateOf(item, parts), ...puts, ...partRemovals(id, now.length, parts)];
}

/** An update and not a put, since it keeps the place among the records of one ref that the first save set. */
function updateOf({ id, body, shown, createdOrder: place, expected, writeId }: NewItem, parts: number): Write {
  const attributes: Readonly<Record<string, AttributeValue | null>> = {
    ...shown,
    write_id: { S: writeId },
    record: body.kind === 'text' ? { S: body.text } : body.kind === 'bytes' ? { B: body.bytes } : null,
    parts: body.kind === 'parts' ? { N: String(body.parts.length) } : null,
  };
  const names = Object.keys(attributes);
  const set = names.filter((name) => attributes[name] !== null).map((name) => `#${name} = :${name}`);
  const remove = names.filter((name) => attributes[name] === null).map((name) => `#${name}`);
  set.push('created_order = if_not_exists(created_order, :created_order)');
  const condition =
    expected === null ? 'attribute_not_exists(record_id)' : `#version = :expected AND ${hasParts(parts)}`;
  return {
    Update: {
      Key: itemKey(id),
      UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ConditionExpression: condition,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(
          Object.entries(attributes).flatMap(([name, value]) => (value ? [[`:${name}`, value]] : [])),
        ),
        ':created_order': { S: place },
        ...(expected === null ? {} : { ':expected': { N: String(expected) } }),
        ...(expected === null || parts === 0 ? {} : { ':before': { N: String(parts) } }),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function hasParts(count: number): string {
  return count === 0 ? 'attribute_not_exists(#parts)' : '#parts = :before';
}

/** @param item the record with parts that was found; left out: one without any is expected */
function removalOf(id: string, item?: Attributes): Write {
  const writeId = item?.['write_id'];
  const condition =
    writeId === undefined
      ? {
          ConditionExpression:
            'attribute_exists(record_id) AND attribute_not_exists(parts) AND attribute_not_exists(part_of)',
        }
      : { ConditionExpression: 'write_id = :write_id', ExpressionAttributeValues: { ':write_id': writeId } };
  return { Delete: { Key: itemKey(id), ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } };
}

/** Takes away parts `from` up to `count`. */
function partRemovals(id: string, from: number, count: number): readonly Write[] {
  const indexes = Array.from({ length: Math.max(0, count - from) }, (_, index) => from + index);
  return indexes.map((index) => ({ Delete: { Key: itemKey(partId(id, index)) } }));
}
