import { describe, expect, test } from 'vitest';
import { entryLine } from '../../../src/codec/hook/entry-line.ts';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import type { Entry } from '../../../src/core/record/entry.ts';
import { h, inOrder, jcs } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, recordOf, saying, taking } from '../../core/sample-drafts.ts';
import { actor } from '../../core/sample-facts.ts';

const LOGIN = actor('583231').login;

const record = recordOf([
  aStep({ metadata: { ticket: 'OPS-7', nothing: null } }),
  aRejection(),
  saying('redaction', { seq: 1, names: ['metadata/other'] }),
  taking('restored', inOrder(recordOf([aStep({ metadata: { reviewer: 'octocat' } })]))),
  aNote({ actor: null }),
]);
const entries = inOrder(record);

/** What a receiver does that knows nothing but docs/record-format.md. */
function hashByReceiver(line: { readonly [field: string]: unknown }): string {
  const { entry: _entry, record_id: _id, ref: _ref, repo: _repo, host: _host, hash: _hash, ...hashed } = line;
  return h('entry', jcs(hashed));
}

describe('an entry in clear', () => {
  test('is all that it holds, and the item that it belongs to', () => {
    for (const entry of entries) {
      const { entry: kind, record_id, ref, repo, host, ...own } = entryLine(record, entry, 'clear');
      expect({ record_id, ref, repo, host }).toEqual({
        record_id: 'acme/widgets#42',
        ref: 'https://github.com/acme/widgets/issues/42',
        repo: 'acme/widgets',
        host: 'github.com',
      });
      expect(own).toEqual(entry);
      expect(kind).toBe('cause' in entry ? 'rejection' : 'kind' in entry ? 'note' : 'transition');
    }
  });

  test('has no field of its own that the item takes the place of', () => {
    const taken = ['entry', 'record_id', 'ref', 'repo', 'host'];
    expect(entries.flatMap((entry) => Object.keys(entry)).filter((key) => taken.includes(key))).toEqual([]);
  });
});

describe('an entry in its hashed form', () => {
  test('lets whoever reads it compute the hash that it has', () => {
    for (const entry of entries) {
      const line = entryLine(record, entry, 'hashed');
      expect(line['hash']).toBe(entry.hash);
      expect(hashByReceiver(JSON.parse(JSON.stringify(line)))).toBe(entry.hash);
    }
  });

  test('names nobody, holds no metadata and no salt, not even of an entry that it keeps', () => {
    for (const entry of entries) {
      const text = canonicalize(entryLine(record, entry, 'hashed'));
      expect(text).not.toContain(LOGIN);
      expect(text).not.toContain('OPS-7');
      expect(text).not.toContain('octocat');
      for (const salt of saltsOf(entry)) expect(text).not.toContain(salt);
      expect(text).not.toContain('"salts"');
    }
    expect(saltsOf(firstOf(entries)).length).toBeGreaterThan(1);
    expect(canonicalize(entryLine(record, firstOf(entries), 'clear'))).toContain(LOGIN);
  });

  test('keeps what is null, for there is nothing to hide', () => {
    expect(entryLine(record, firstOf(entries), 'hashed')['metadata']).toMatchObject({ nothing: null });
    expect(entryLine(record, entries[4] ?? firstOf(entries), 'hashed')['actor']).toBeNull();
  });
});

test('of a transferred record it names the place where it is now', () => {
  const to = { ...record.genesis, host: 'github.example', record_id: 'acme/gadgets#7', repo: 'acme/gadgets' };
  const moved = recordOf([aStep(), saying('transferred', { from: record.genesis, to })]);
  expect(entryLine({ ...moved, repo: 'acme/gadgets' }, firstOf(inOrder(moved)), 'hashed')).toMatchObject({
    host: 'github.example',
    repo: 'acme/gadgets',
  });
});

function saltsOf({ salts }: Entry): readonly string[] {
  return [salts.actor, ...Object.values(salts.metadata)].filter((salt) => salt !== null);
}

function firstOf(all: readonly Entry[]): Entry {
  const [first] = all;
  if (first === undefined) throw new Error('there is no entry');
  return first;
}
