import { describe, expect, test } from 'vitest';
import { createRecord, readRecord, verifyRecord } from '../../src/compose/library/records.ts';

const record = createRecord({ ref: 'ticket 7', labels: { team: 'platform' } });
const text = JSON.stringify(record);

describe('readRecord', () => {
  test('reads JSON text, laid out in whatever way, and what a parser made of it', () => {
    expect(readRecord(text)).toEqual(record);
    expect(readRecord(`\n${JSON.stringify(record, null, 2)}\n`)).toEqual(record);
    const value: unknown = JSON.parse(text);
    expect(readRecord(value)).toBe(value);
  });

  test.each([
    ['nothing', ''],
    ['a text that was cut off', text.slice(0, -1)],
    ['a text with something behind it', `${text},`],
    ['no JSON', 'a record'],
    ['a key that stands twice', text.replace('{', '{"state":"closed",')],
    ['a number that is none', text.replace('"metadata":{', '"metadata":{"n":1e400,')],
    ['half of a character', text.replace('"platform"', '"\\ud800"')],
    ['JSON nested without end', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('refuses %s', (_name, broken) => {
    expect(broken).not.toBe(text);
    expect(() => readRecord(broken)).toThrow(expect.objectContaining({ code: 'record_unreadable' }));
  });

  test.each([
    ['null', null],
    ['nothing', undefined],
    ['a number', 42],
    ['a list', [record]],
    ['a record that lacks a key', { ...record, head: undefined }],
    ['a record with one key too many', { ...record, extra: 1 }],
    ['a record in a text in a text', JSON.stringify(text)],
    ['the text of a value that is no record', '{"a":1}'],
  ])('takes %s for no record', (_name, value) => {
    expect(() => readRecord(value)).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });

  test('names the first place that is wrong, and a version that it does not know', () => {
    expect(() => readRecord({ ...record, state: 7 })).toThrow('"/state" must be of type string');
    expect(() => readRecord(text.replace('"schema_version":1', '"schema_version":2'))).toThrow('schema_version 2');
  });

  test('looks at the form alone: that a value was changed is for verifyRecord to find', () => {
    const changed = readRecord(text.replace('ticket 7', 'ticket 8'));
    expect(changed.ref).toBe('ticket 8');
    expect(verifyRecord(changed).verdict).toBe('FAIL');
  });
});
