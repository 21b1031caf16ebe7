import { describe, expect, test } from 'vitest';
import {
  checkedFilter,
  checkedPage,
  checkedText,
  checkedVersion,
} from '../../../src/adapters/store/shared/arguments.ts';
import { aStep, recordOf } from '../../core/sample-drafts.ts';

/** As plain JavaScript calls it, with no types to stop it. */
function called(checked: unknown, ...args: readonly unknown[]): () => unknown {
  if (typeof checked !== 'function') throw new Error('no function');
  return () => Reflect.apply(checked, undefined, args);
}

const record = recordOf([aStep()]);

describe('what is accepted', () => {
  test.each(['', 'x', '\0', '\ud800'])('any text to look for: %j', (text) => {
    expect(checkedText('id', text)).toBe(text);
  });

  test.each([null, 0, 1, 7])('the version %j', (expectedVersion) => {
    expect(checkedVersion(record, { expectedVersion })).toBe(expectedVersion);
  });

  test('a page: 100 where nothing is said, and whatever is whole', () => {
    expect(checkedPage()).toEqual({ limit: 100 });
    expect(called(checkedPage, { limit: undefined, after: undefined })()).toEqual({ limit: 100 });
    expect(checkedPage({ limit: Number.MAX_SAFE_INTEGER })).toEqual({ limit: Number.MAX_SAFE_INTEGER });
    expect(checkedPage({ limit: 1, after: record })).toEqual({ limit: 1, after: record });
  });

  test('a filter: only what it says', () => {
    expect(checkedFilter()).toEqual({});
    expect(called(checkedFilter, { state: undefined, since: undefined, until: undefined })()).toEqual({});
    const filter = { state: '', since: '2000-01-01T00:00:00Z', until: '9999-12-31T23:59:59Z' } as const;
    expect(checkedFilter(filter)).toEqual(filter);
  });
});

describe('what is refused, and by what name', () => {
  test.each([undefined, null, 7, {}, ['x']])('%j is no text', (value) => {
    const message = expect.stringMatching(/^id must be a text, not /);
    expect(called(checkedText, 'id', value)).toThrow(expect.objectContaining({ code: 'input_invalid', message }));
  });

  test.each([
    undefined,
    {},
    { expectedVersion: undefined },
    { expectedVersion: -1 },
    { expectedVersion: 1.5 },
    { expectedVersion: Number.NaN },
    { expectedVersion: '1' },
  ])('%j says no version', (options) => {
    const message = expect.stringMatching(/^expectedVersion must be /);
    expect(called(checkedVersion, record, options)).toThrow(
      expect.objectContaining({ code: 'input_invalid', message }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10', null, 10n])('%s is no limit', (limit) => {
    const message = expect.stringMatching(/^limit must be a whole number from 1, not /);
    expect(called(checkedPage, { limit })).toThrow(expect.objectContaining({ code: 'input_invalid', message }));
  });

  test.each([null, 'a', {}, { record_id: 'a' }, { record_id: 'a', updated_at: 'now' }])('%j is no place', (after) => {
    const message = expect.stringMatching(/^after must be /);
    expect(called(checkedPage, { after })).toThrow(expect.objectContaining({ code: 'input_invalid', message }));
  });

  test.each<[string, unknown]>([
    ['state', 7],
    ['since', 'yesterday'],
    ['since', new Date(0)],
    ['until', '2026-11-23T08:50:00.000Z'],
    ['until', null],
  ])('%s: %j is no part of a filter', (name, value) => {
    const message = expect.stringMatching(new RegExp(`^${name} must be `));
    expect(called(checkedFilter, { [name]: value })).toThrow(
      expect.objectContaining({ code: 'input_invalid', message }),
    );
  });

  test.each([10, 'x', null])('%j is no options and no filter', (value) => {
    const refused = expect.objectContaining({ code: 'input_invalid' });
    expect(called(checkedPage, value)).toThrow(refused);
    expect(called(checkedFilter, value)).toThrow(refused);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'record'],
    ['an object of something else', { record_id: 'a' }],
    ['no ref', { ...record, ref: '' }],
    ['a version that is none', { ...record, head: { ...record.head, seq: 0 } }],
    ['a time that is none', { ...record, updated_at: 'now' }],
  ])('%s is no record', (_name, value) => {
    expect(called(checkedVersion, value, { expectedVersion: null })).toThrow(
      expect.objectContaining({ code: 'record_invalid' }),
    );
  });
});
