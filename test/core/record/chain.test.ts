import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/core/json.ts';
import { entriesOf, entryHash, genesisHash, isRedacted, lastEntryOf } from '../../../src/core/record/chain.ts';
import { saltedHash, taggedHash } from '../../../src/core/record/hash.ts';
import type { Entry } from '../../../src/core/record/record.ts';
import { commitment, h, hashByHand, inOrder, jcs } from '../by-hand.ts';
import { aNote, aRejection, aStep, GENESIS, recordOf } from '../sample-drafts.ts';
import { at } from '../sample-facts.ts';

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
    aNote({ was: { seq: 1, names: ['actor'] } }),
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
    ['sha', { sha: 'a'.repeat(40) }],
    ['lifecycle', { lifecycle: null }],
    ['basis', { basis: { observed: null, sha: null, cycle: 1, rules: null } }],
    ['evidence', { evidence: { at: null, facts: {}, checks: null } }],
    ['flags', { flags: ['late'] }],
    ['metadata', { metadata: {} }],
    ['prev_hash', { prev_hash: 'x' }],
  ])('%s', (_name, change) => {
    expect(entryHash({ ...entry, ...change })).not.toBe(entry.hash);
  });
});

describe('a whole entry inside `was`', () => {
  const lost = only(inOrder(recordOf([aStep({ metadata: { a: 'secret' } })])));
  const noteOver = (was: JsonValue): Entry => only(recordOf([aNote({ note: 'restored', was })]).notes);
  const withWas = (note: Entry, was: JsonValue): Entry => Object.assign({ ...note }, { was });
  const plain: JsonValue = JSON.parse(JSON.stringify(lost));

  test('is hashed as its own hash', () => {
    const note = noteOver(plain);
    expect(note.hash).toBe(hashByHand(withWas(note, lost.hash)));
  });

  test('may have values erased later without breaking the chain', () => {
    const note = noteOver(plain);
    const gone = commitment('metadata/a', lost.salts.metadata['a'] ?? '', 'secret');
    const erased = { ...lost, metadata: { a: gone }, salts: { ...lost.salts, metadata: { a: null } } };
    expect(entryHash(withWas(note, JSON.parse(JSON.stringify(erased))))).toBe(note.hash);
  });

  test.each<[string, JsonValue]>([
    ['the target of a redaction', { seq: 1, names: ['actor'] }],
    ['a hash', 'x'.repeat(43)],
    ['null', null],
    ['a list', [1, 2]],
  ])('%s is hashed as it is', (_name, was) => {
    const note = noteOver(was);
    expect(note.hash).toBe(hashByHand(note));
  });
});
