import { LoopForgeError, quote } from '../../core/model.ts';
import { isPlainObject, parseJsonText } from '../text/index.ts';
import { isDynamoItem, plainItem } from './dynamodb-item.ts';

/**
 * The records of the original library that a text holds: one record, a list of them, a map by id, or one a line; each as
 * the original's JSON or as DynamoDB's, also as `aws dynamodb scan`, `get-item` and an export to S3 lay it out. Whether
 * each is a record is for `importRecord` to say, so that one that is none does not keep the others out; nor does a line
 * that is no JSON, which comes as an `UnreadableLine`.
 *
 * @throws LoopForgeError `record_unreadable` where it is no JSON, or JSON in which two readers could see two things;
 *   `record_invalid` where it is none of these, or a map whose key is not the id of its record
 */
export function readOriginals(text: string): readonly unknown[] {
  const whole = parseJsonText(text);
  if (whole.kind === 'json') return originalsIn(whole.value);
  if (whole.kind === 'ambiguous') throw unreadable(whole.why);
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  if (lines.length < 2) throw unreadable('They are no JSON, so they were cut off or are something else.');
  const parsed = lines.map(({ line, number }) => ({ json: parseJsonText(line), number }));
  if (parsed.every(({ json }) => json.kind !== 'json')) throw unreadable('No line of it is JSON.');
  return parsed.flatMap(({ json, number }): readonly unknown[] => {
    if (json.kind === 'json') return originalsIn(json.value);
    return [new UnreadableLine(number, json.kind === 'ambiguous' ? json.why : 'It is no JSON.')];
  });
}

/** In place of what a line of several holds. */
export class UnreadableLine {
  readonly number: number;
  /** Why, in a sentence. */
  readonly problem: string;

  constructor(number: number, problem: string) {
    this.number = number;
    this.problem = problem;
  }
}

/** The same of a value that was parsed already. @throws LoopForgeError `record_invalid` */
function originalsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isPlainObject(value)) throw invalid('it is neither a record nor a list or a map of records');
  const { Items: items, Item: item } = value;
  if (Array.isArray(items)) return items;
  if (isPlainObject(item)) return [item];
  if (Object.hasOwn(value, 'record_id')) return [value];
  return Object.entries(value).map(([id, record]) => underItsId(id, record));
}

/** A line of an export, and an element of a list of answers, holds the item under a key of its own. */
function unwrapped(value: unknown): unknown {
  return isPlainObject(value) && isPlainObject(value['Item']) ? value['Item'] : value;
}

function underItsId(id: string, record: unknown): unknown {
  const plain = isDynamoItem(record) ? plainItem(record) : record;
  if (!isPlainObject(plain)) throw invalid(`what stands under ${quote(id)} is no record`);
  if (plain['record_id'] !== id) throw invalid(`what stands under ${quote(id)} is a record of another id`);
  return record;
}

function unreadable(why: string): LoopForgeError {
  return new LoopForgeError('record_unreadable', `The records cannot be read. ${why}`);
}

function invalid(why: string): LoopForgeError {
  return new LoopForgeError('record_invalid', `This cannot be imported: ${why}.`);
}
