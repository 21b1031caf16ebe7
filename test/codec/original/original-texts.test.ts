import { describe, expect, test } from 'vitest';
import { readOriginals, UnreadableLine } from '../../../src/codec/original/original-texts.ts';
import { asItem, imported, NEW, original, WHOLE } from './originals.ts';

const [one, other] = [original(WHOLE), original(NEW)];
const ids = ['loop-79d84c80', 'loop-0a058059'];

describe('the records in a text', () => {
  test.each<[string, unknown]>([
    ['a list', [one, other]],
    ['a map by id', { 'loop-79d84c80': one, 'loop-0a058059': other }],
    ['a list of items', [asItem(one), asItem(other)]],
    ['a map of items', { 'loop-79d84c80': asItem(one), 'loop-0a058059': asItem(other) }],
    ['what scan answers', { Items: [asItem(one), asItem(other)], Count: 2, ScannedCount: 2, ConsumedCapacity: null }],
  ])('%s', (_name, value) => {
    const found = readOriginals(JSON.stringify(value, null, 2)).map(imported);
    expect(found.map((record) => record.record_id)).toEqual(ids);
  });

  test('one a line, as the original or as an export to S3 writes them', () => {
    const lines = `${JSON.stringify(one)}\n\n${JSON.stringify({ Item: asItem(other) })}\r\n`;
    expect(readOriginals(lines).map((record) => imported(record).record_id)).toEqual(ids);
  });

  test.each<[string, unknown]>([
    ['alone', one],
    ['as an item', asItem(one)],
    ['as get-item answers', { Item: asItem(one) }],
  ])('one record, %s', (_name, value) => {
    expect(readOriginals(JSON.stringify(value)).map((record) => imported(record).record_id)).toEqual(['loop-79d84c80']);
  });

  test('none', () => {
    expect(readOriginals('[]')).toEqual([]);
    expect(readOriginals('{}')).toEqual([]);
    expect(readOriginals('{"Items":[]}')).toEqual([]);
  });

  test('one that is no record does not keep the others out', () => {
    const [first, second] = readOriginals(JSON.stringify([7, one]));
    expect(() => imported(first)).toThrow(/the record must be an object/);
    expect(imported(second).record_id).toBe('loop-79d84c80');
  });

  test('a line that cannot be read does not keep the others out', () => {
    const [first, second, third] = readOriginals(`${JSON.stringify(one)}\n{"a":\n{"b":1,"b":2}`);
    expect(imported(first).record_id).toBe('loop-79d84c80');
    expect(second).toEqual(new UnreadableLine(2, 'It is no JSON.'));
    expect(third).toMatchObject({ number: 3, problem: expect.stringContaining('twice') });
  });

  test.each<[string, string, string, RegExp]>([
    ['no JSON', 'record_unreadable', 'x', /no JSON/],
    ['cut off', 'record_unreadable', JSON.stringify(one).slice(0, -1), /cut off/],
    ['lines of which none is JSON', 'record_unreadable', '{"a":\n{"b":', /No line/],
    ['a key twice', 'record_unreadable', '{"record_id":"a","record_id":"b"}', /twice/],
    ['a number that no record can hold', 'record_unreadable', '[{"ref_number":9007199254740993}]', /unsafe integer/],
    ['a text', 'record_invalid', '"x"', /neither a record nor a list/],
    ['a map under another id', 'record_invalid', JSON.stringify({ x: one }), /"x" is a record of another id/],
    ['a map of no records', 'record_invalid', '{"x":1}', /"x" is no record/],
  ])('refuses %s', (_name, code, text, message) => {
    expect(() => readOriginals(text)).toThrow(message);
    expect(() => readOriginals(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe('an item of DynamoDB', () => {
  const step = { from_state: { NULL: true }, to_state: { S: 'issue_created' }, trigger: { S: 'created' } };
  const withMetadata = (value: object) => ({
    ...asItem(other),
    transitions: { L: [{ M: { ...step, timestamp: { S: '2026-11-22T09:05:57.4Z' }, metadata: { M: { value } } } }] },
  });
  const metadataOf = (value: object) =>
    imported(readOriginals(JSON.stringify(withMetadata(value)))[0]).transitions[0]?.metadata['value'];

  test.each<[string, object, unknown]>([
    ['a whole number', { N: '42' }, 42],
    ['a decimal', { N: '0.1' }, 0.1],
    ['a decimal as DynamoDB writes it', { N: '1E-7' }, 1e-7],
    ['zeros that say nothing', { N: '-001.500' }, -1.5],
    ['nothing at all', { N: '-0.00' }, 0],
    ['a set of texts', { SS: ['a', 'b'] }, ['a', 'b']],
    ['a set of numbers', { NS: ['1', '2.5'] }, [1, 2.5]],
    ['what is deep', { L: [{ M: { a: { L: [{ NULL: true }, { BOOL: false }] } } }] }, [{ a: [null, false] }]],
  ])('holds %s', (_name, value, plain) => {
    expect(metadataOf(value)).toEqual(plain);
  });

  test.each<[string, object, RegExp]>([
    ['a number of too many digits', { N: '0.12345678901234567890123' }, /value holds the number 0\.1234.*exactly/],
    ['a whole number past 2^53', { N: '9007199254740993' }, /exactly/],
    ['a number that is none', { N: 'NaN' }, /exactly/],
    ['a number in hexadecimal', { N: '0x10' }, /exactly/],
    ['bytes', { B: 'AAAA' }, /value is no DynamoDB value that JSON can hold/],
    ['two types', { S: 'a', N: '1' }, /value is no DynamoDB value/],
    ['a list that is none', { L: {} }, /value is no DynamoDB value/],
  ])('refuses %s', (_name, value, message) => {
    expect(() => metadataOf(value)).toThrow(message);
    expect(() => metadataOf(value)).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });
});
