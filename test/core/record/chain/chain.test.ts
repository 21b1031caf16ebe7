import { describe, expect, test } from 'vitest';
import { saltedHash, taggedHash } from '../../../../src/core/encoding/hash.ts';
import {
  committedEntry,
  entriesOf,
  entryHash,
  genesisHash,
  isRedacted,
  lastEntryOf,
} from '../../../../src/core/record/chain/chain.ts';
import type { Entry } from '../../../../src/core/record/entry.ts';
import { trustedHash, trustedSha } from '../../../../src/core/values/ids.ts';
import { commitment, h, hashByHand, inOrder, jcs } from '../../by-hand.ts';
import { aNote, aRejection, aStep, GENESIS, recordOf, saying, taking } from '../../sample-drafts.ts';
import { at } from '../../sample-facts.ts';

const METADATA = { ticket: 'OPS-7', retries: 3, nested: { list: [1, null, true], text: 'ü' } };

function only(entries: readonly Entry[]): Entry {
  const [entry] = entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

describe('hashes', () => {
  // Computed outside: printf 'loopforge/entry/v1\0{}' | openssl dgst -sha256 -binary | basenc --base64url
  test('H(label, x) keeps labels apart by a zero byte', () => {
    expect(taggedHash('entry', '{}')).toBe('uA8UbLNoPeWd24NjFG-M3qu2CxSe3ByWxNYGaBvyyHI');
    expect(taggedHash('genesis', '{}')).toBe('LxNNRWdYQTJZfK4jdyAtstUosnn4i1ycbZWcoma9EXQ');
    expect(taggedHash('a', 'b')).not.toBe(taggedHash('ab', ''));
  });

  test('a commitment is over the raw salt and the text', () => {
    const salt = Buffer.alloc(32, 7);
    expect(saltedHash('actor', salt, '"x"')).toBe(h('redact/actor', Buffer.concat([salt, Buffer.from('"x"')])));
  });

  test('a hash has 43 characters and no padding', () => {
    expect(taggedHash('entry', '')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('the chain', () => {
  const record = recordOf([
    aStep({ metadata: METADATA }),
    aStep({ from: 'issue_created', to: 'task_queued', actor: null }),
    aRejection(),
    saying('redaction', { seq: 1, names: ['actor'] }),
    aStep({ from: 'task_queued', to: 'pr_created', pr: 43, at: at('09:00:00') }),
  ]);

  test('begins at the hash of the genesis', () => {
    expect(genesisHash(GENESIS)).toBe(h('genesis', jcs(GENESIS)));
    expect(record.transitions[0]?.prev_hash).toBe(h('genesis', jcs(GENESIS)));
  });

  test('holds every entry under the hash that the document says', () => {
    const entries = inOrder(record);
    expect(entries.map((entry) => entry.hash)).toEqual(entries.map(hashByHand));
    expect(entries.map(entryHash)).toEqual(entries.map(hashByHand));
  });

  test('runs through the three lists by one seq', () => {
    const entries = inOrder(record);
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(record.rejections.map((entry) => entry.seq)).toEqual([3]);
    expect(record.notes.map((entry) => entry.seq)).toEqual([4]);
    const hashes = entries.map((entry) => entry.hash);
    expect(entries.slice(1).map((entry) => entry.prev_hash)).toEqual(hashes.slice(0, -1));
    expect(record.head).toMatchObject({ seq: 5, hash: hashes[4] });
    expect(entriesOf(record)).toEqual(entries);
    expect(lastEntryOf(record)).toEqual(entries[4]);
  });

  test('finds the last entry in whichever list it is', () => {
    expect(lastEntryOf(recordOf([aStep(), aRejection()]))?.seq).toBe(2);
    expect(lastEntryOf(recordOf([aStep(), aRejection(), aNote()]))?.seq).toBe(3);
    expect(lastEntryOf({ transitions: [], rejections: [], notes: [] })).toBeUndefined();
  });
});

describe('commitments', () => {
  const entry = only(inOrder(recordOf([aStep({ metadata: METADATA })])));
  const { actor, metadata, salts } = entry;

  test('each value has 32 bytes of salt of its own', () => {
    const all = [salts.actor, ...Object.values(salts.metadata)];
    expect(Object.keys(salts.metadata)).toEqual(Object.keys(METADATA));
    expect(all.map((salt) => Buffer.from(salt ?? '', 'base64url').length)).toEqual([32, 32, 32, 32]);
    expect(new Set(all).size).toBe(4);
  });

  test('erasing the actor keeps the hash', () => {
    const erased = { ...entry, actor: commitment('actor', salts.actor ?? '', actor), salts: { ...salts, actor: null } };
    expect(entryHash(erased)).toBe(entry.hash);
  });

  test('erasing one metadata value keeps the hash, and the other values', () => {
    const gone = commitment('metadata/ticket', salts.metadata['ticket'] ?? '', metadata['ticket']);
    const erased = {
      ...entry,
      metadata: { ...metadata, ticket: gone },
      salts: { ...salts, metadata: { ...salts.metadata, ticket: null } },
    };
    expect(entryHash(erased)).toBe(entry.hash);
    expect(entryHash({ ...erased, metadata: { ...erased.metadata, retries: 4 } })).not.toBe(entry.hash);
  });

  test('a null actor stays null and has no salt', () => {
    const nobody = only(inOrder(recordOf([aStep({ actor: null })])));
    expect(nobody.salts.actor).toBeNull();
    expect(nobody.hash).toBe(hashByHand(nobody));
  });

  test('the same value under another name or salt has another commitment', () => {
    const salt = salts.actor ?? '';
    expect(commitment('metadata/a', salt, 1)).not.toEqual(commitment('metadata/b', salt, 1));
    expect(entryHash({ ...entry, salts: { ...salts, actor: salts.metadata['ticket'] ?? null } })).not.toBe(entry.hash);
  });

  test.each<[unknown, boolean]>([
    [{ redacted: 'x' }, true],
    [{ redacted: 1 }, false],
    [{ redacted: 'x', more: 1 }, false],
    [{}, false],
    [null, false],
    ['redacted', false],
  ])('%j is taken for an erased value: %s', (value, expected) => {
    expect(isRedacted(value)).toBe(expected);
  });
});

describe('every part of an entry is under its hash', () => {
  const entry = only(inOrder(recordOf([aStep({ metadata: METADATA })])));
  test.each<[string, Partial<Entry>]>([
    ['seq', { seq: 2 }],
    ['from_state', { from_state: 'closed' }],
    ['trigger', { trigger: 'x' }],
    ['timestamp', { timestamp: at('08:00:01') }],
    ['recorded_at', { recorded_at: at('12:00:01') }],
    ['source', { source: 'override' }],
    ['actor', { actor: null }],
    ['run', { run: null }],
    ['pr', { pr: 1 }],
    ['sha', { sha: trustedSha('a'.repeat(40)) }],
    ['lifecycle', { lifecycle: null }],
    ['basis', { basis: { observed: null, sha: null, cycle: 1, rules: null } }],
    ['evidence', { evidence: { at: null, facts: {}, checks: null } }],
    ['flags', { flags: ['late'] }],
    ['metadata', { metadata: {} }],
    ['prev_hash', { prev_hash: trustedHash('x') }],
  ])('%s', (_name, change) => {
    expect(entryHash({ ...entry, ...change })).not.toBe(entry.hash);
  });
});

describe('what a note says', () => {
  const lost = only(inOrder(recordOf([aStep({ metadata: { a: 'secret', b: null } })])));
  const note = only(recordOf([taking('restored', [lost], [trustedHash('x'.repeat(43))])]).notes);
  const was = 'was' in note ? note.was : null;

  test('is hashed under one label, a kept entry by its own hash', () => {
    const committed = { data: null, kept: [lost.hash], named: [trustedHash('x'.repeat(43))] };
    const alone = { ...note, was: null };
    expect(note.hash).toBe(hashByHand(note));
    expect(committedEntry(note)).toEqual({ ...committedEntry(alone), was: { was: h('was', jcs(committed)) } });
  });

  test('may have values of a kept entry erased later without breaking the chain', () => {
    const gone = commitment('metadata/a', lost.salts.metadata['a'] ?? '', 'secret');
    const metadata = { ...lost.metadata, a: gone };
    const erased = { ...lost, metadata, salts: { ...lost.salts, metadata: { a: null, b: null } } };
    expect(entryHash({ ...note, was: { data: null, named: [], ...was, kept: [erased] } })).toBe(note.hash);
  });

  test.each([
    [
      'the bare hash in place of the kept entry',
      { data: null, kept: [], named: [lost.hash, trustedHash('x'.repeat(43))] },
    ],
    ['other data', { data: 1, kept: [lost], named: [trustedHash('x'.repeat(43))] }],
    ['another name', { data: null, kept: [lost], named: [trustedHash('y'.repeat(43))] }],
    ['no name', { data: null, kept: [lost], named: [] }],
    ['the entry twice', { data: null, kept: [lost, lost], named: [trustedHash('x'.repeat(43))] }],
    ['nothing', null],
  ])('%s is another note', (_name, other) => {
    expect(entryHash({ ...note, was: other })).not.toBe(note.hash);
  });

  test('is hashed by its key, whatever the kind', () => {
    const said = { data: { any: 1 }, kept: [], named: [] };
    const other = { ...note, was: said, kind: 'migration' } as const;
    expect(entryHash(other)).toBe(hashByHand(other));
  });
});

test('a value that is null has no salt and no commitment', () => {
  const [step] = inOrder(recordOf([aStep({ actor: null, metadata: { a: null } })]));
  expect(step?.salts).toEqual({ actor: null, metadata: { a: null } });
  expect(committedEntry(only(step === undefined ? [] : [step]))).toMatchObject({ actor: null, metadata: { a: null } });
});
