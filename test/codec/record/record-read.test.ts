import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validatorsModule } from '../../../scripts/sources/validators.ts';
import { readRecordValue } from '../../../src/codec/record/record-read.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { anyRecord } from '../../support/arbitraries.ts';

interface Loose {
  [key: string]: unknown;
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}

/** A record with entries of all three kinds, as JSON. */
const SAMPLE = JSON.stringify(
  fc
    .sample(anyRecord({ maxLength: 12 }), { numRuns: 200, seed: 3 })
    .find(
      ({ rejections, notes, transitions: [first] }) =>
        rejections.length > 0 && notes.length > 0 && first !== undefined && first.actor !== null,
    ),
);

function sample(): Loose {
  return JSON.parse(SAMPLE);
}

/** The value with the place at `path` (`a/0/b`) set; `undefined` removes the key. */
function changed(path: string, value: unknown): Loose {
  const record = sample();
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  let at: unknown = record;
  for (const key of keys) at = isLoose(at) ? at[key] : undefined;
  if (!isLoose(at)) throw new Error(`no such place: ${path}`);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return record;
}

const HASH = 'A'.repeat(43);

describe('readRecordValue', () => {
  test('takes every record that the core makes, and returns it', () => {
    fc.assert(
      fc.property(anyRecord(), (record) => {
        expect(readRecordValue(JSON.parse(JSON.stringify(record)))).toEqual(record);
      }),
    );
  });

  test.each([
    ['ref', ''],
    ['ref', 42],
    ['record_id', 'loop-0A058059'],
    ['record_id', 'acme/widgets#0'],
    ['record_id', 'acme/wid gets#42'],
    ['repo', 'acme'],
    ['ref_number', 0],
    ['ref_number', 1.5],
    ['ref_number', '42'],
    ['ref_number', 9007199254740992],
    ['auto_merge', 'true'],
    ['state', null],
    ['created_at', '2026-11-22T08:41:00.123Z'],
    ['created_at', '2026-13-22T08:41:00Z'],
    ['created_at', '2026-11-22T24:41:00Z'],
    ['created_at', '2026-11-22 08:41:00Z'],
    ['labels', { team: 1 }],
    ['ci_status', []],
    ['more', 1],
    ['genesis', undefined],
    ['genesis/nonce', HASH.slice(1)],
    ['genesis/more', 1],
    ['head/hash', 'B'.repeat(43)],
    ['head/hash', `${'A'.repeat(42)}=`],
    ['head/rev', -1],
    ['head/basis', { observed: null, sha: null }],
    ['head/violations', [{ seq: 1, cause: 'x' }]],
    ['head/provisional', {}],
    ['transitions', {}],
    ['transitions/0/seq', 0],
    ['transitions/0/to_state', null],
    ['transitions/0/sha', 'abc'],
    ['transitions/0/sha', 'A'.repeat(40)],
    ['transitions/0/flags', ['late', 'late']],
    ['transitions/0/flags', 'early'],
    ['transitions/0/metadata', { any: { redacted: 'x' } }],
    ['transitions/0/actor', { id: '1', login: 'octocat' }],
    ['transitions/0/actor', { redacted: 'x' }],
    ['transitions/0/run', { id: '1', attempt: 0, url: '' }],
    ['transitions/0/evidence', { at: null, facts: [], checks: null }],
    ['transitions/0/evidence', { at: null, facts: {}, checks: { build: null } }],
    ['transitions/0/salts/actor', ''],
    ['transitions/0/settings', { ci: 'checks' }],
    ['transitions/0/code', 'x'],
    ['transitions/0/lifecycle', 'strict'],
    ['rejections/0/cause', null],
    ['rejections/0/from_state', null],
    ['rejections/0/code', undefined],
    ['notes/0/was', [1, { two: 'three' }]],
    ['notes/0/was', { data: null, kept: [], named: [], more: 1 }],
    ['notes/0/was', { data: null, kept: [], named: ['x'] }],
    ['notes/0/to_state', 'closed'],
    ['notes/0/was', undefined],
    ['segments', [{ comment_id: '1', first_seq: 1, last_seq: 2 }]],
    ['segments', Array.from({ length: 201 }, () => ({ comment_id: '1', first_seq: 1, last_seq: 2, hash: HASH }))],
    ['continues', { comment_id: '1' }],
  ])('refuses %s = %j and names the place', (path, value) => {
    const record = changed(path, value);
    expect(() => readRecordValue(record)).toThrow(expect.objectContaining({ code: 'record_invalid' }));
    const place = path.split('/')[0] ?? '';
    expect(() => readRecordValue(record)).toThrow(new RegExp(`"[^"]*${place}`));
  });

  test.each([
    ['transitions/0/sha', 'a'.repeat(64)],
    ['transitions/0/actor', { redacted: HASH }],
    ['transitions/0/actor', null],
    ['transitions/0/metadata', { any: [{ json: null }] }],
    ['notes/0/was', { data: null, kept: [], named: [HASH] }],
    ['head/source', 'guessed'],
    ['transitions/0/source', 'delivered'],
    ['transitions/0/flags', ['early']],
    ['segments', [{ comment_id: 'IC_1', first_seq: 1, last_seq: 2, hash: HASH }]],
    ['continues', { comment_id: 'IC_1', hash: HASH }],
    ['head/provisional', { pr: 43, sha: null }],
  ])('takes %s = %j', (path, value) => {
    const record = changed(path, value);
    expect(readRecordValue(record)).toBe(record);
  });

  test.each([
    'head',
    'genesis',
    'transitions/0',
    'rejections/0',
    'notes/0',
    'transitions/0/evidence',
    'transitions/0/salts',
  ])('misses every key of %s', (path) => {
    const parent = path.split('/').reduce<unknown>((at, key) => (isLoose(at) ? at[key] : undefined), sample());
    for (const key of Object.keys(isLoose(parent) ? parent : {})) {
      expect(() => readRecordValue(changed(`${path}/${key}`, undefined))).toThrow(`lacks the key "${key}"`);
    }
    expect.hasAssertions();
  });

  test.each([
    [2, 'The record has schema_version 2; this release of LoopForge knows 1.'],
    [0, 'The record has schema_version 0; this release of LoopForge knows 1.'],
    [1.5, 'The record has schema_version 1.5; this release of LoopForge knows 1.'],
    ['1', 'it has no schema_version number'],
    [undefined, 'it has no schema_version number'],
  ])('refuses schema_version %j by its number', (version, message) => {
    expect(() => readRecordValue(changed('schema_version', version))).toThrow(message);
  });

  test.each([[null], ['text'], [7], [[]], [Object.create({ schema_version: 1 })]])('refuses %j', (value) => {
    expect(() => readRecordValue(value)).toThrow(LoopForgeError);
  });

  test('keeps a hostile key short and on one line in its complaint', () => {
    const record = changed(`labels/x\n::error::${'y'.repeat(500)}`, 1);
    let message = '';
    try {
      readRecordValue(record);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toContain('"/labels/x\\n::error::');
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(300);
  });
});

test('the compiled validators import nothing', () => {
  const text = validatorsModule();
  expect(text).not.toMatch(/\brequire\(|\bimport\b/);
  expect(text).toContain('export const isRecord');
});
