import { LoopForgeError } from '../../core/model.ts';
import { isPlainObject } from '../text/index.ts';

/**
 * What DynamoDB's own JSON says of a value: a map of one key, which is its type. The original stores `to_dict()` of a
 * record as it is, with floats as decimals.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
type Tagged = readonly [type: string, content: unknown];

/** Whether a value is a whole item as DynamoDB's API and its command line give it: each attribute with its type. */
export function isDynamoItem(value: unknown): boolean {
  return isPlainObject(value) && taggedOf(value['record_id'])?.[0] === 'S';
}

/**
 * The plain value of an item.
 * @throws LoopForgeError `record_invalid` for binary data, and for a number with more digits than a record can hold
 */
export function plainItem(item: unknown): unknown {
  return plainMap(item, 'the item');
}

function plainMap(map: unknown, name: string): unknown {
  if (!isPlainObject(map)) throw unreadable(name);
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainValue(value, key)]));
}

function plainValue(value: unknown, name: string): unknown {
  const [type, content] = taggedOf(value) ?? ['nothing', null];
  switch (type) {
    case 'S':
    case 'BOOL':
      return content;
    case 'N':
      return plainNumber(content, name);
    case 'NULL':
      return null;
    case 'M':
      return plainMap(content, name);
    case 'L':
      return listOf(content, name).map((one) => plainValue(one, name));
    // A set of Python's; no text of JSON tells it from a list.
    case 'SS':
      return listOf(content, name);
    case 'NS':
      return listOf(content, name).map((one) => plainNumber(one, name));
    default:
      throw unreadable(name);
  }
}

function taggedOf(value: unknown): Tagged | undefined {
  if (!isPlainObject(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : undefined;
}

function listOf(content: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(content)) throw unreadable(name);
  return content;
}

/** DynamoDB holds up to 38 digits of a number, JSON's readers the nearest double: only what is the same in both will do. */
function plainNumber(content: unknown, name: string): number {
  const number = typeof content === 'string' && content !== '' ? Number(content) : Number.NaN;
  if (Number.isFinite(number) && digitsOf(String(content)) === digitsOf(String(number)))
    return number === 0 ? 0 : number;
  const message = `This record cannot be imported: ${name} holds the number ${String(content)}, which no record can hold exactly.`;
  throw new LoopForgeError('record_invalid', message);
}

/** A decimal as its sign, its digits and its exponent, so that `1E-7`, `1e-7` and `0.00000010` are one text. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign === '-' ? '-' : ''}${kept}e${Number(exponent) - part.length + digits.length - kept.length}`;
}

function unreadable(name: string): LoopForgeError {
  const message = `This record cannot be imported: ${name} is no DynamoDB value that JSON can hold.`;
  return new LoopForgeError('record_invalid', message);
}
