import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bodyOf, rechained } from '../../scripts/vectors/attack.ts';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { verifyText } from '../../src/codec/verify/verify-text.ts';
import { entriesOf, entryHash } from '../../src/core/record/chain/chain.ts';
import { withKept } from '../../src/core/record/notes.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { FOLDER, type Listed, readIndex } from '../python/vectors.ts';
import { kindOf, type Leaf, leavesOf, othersThan, withLeaf } from './leaves.ts';

/** A record that holds, and how it is given. */
interface Case {
  readonly name: string;
  readonly record: LoopRecord;
  readonly give: (record: LoopRecord) => string;
  readonly segments: readonly string[];
}

/** What docs/record-format.md says stands there without proof: GitHub counts the writes, others have the rest. */
const UNPROVEN: readonly RegExp[] = [/^head\/rev$/, /^head\/outbox(\/|$)/, /^segments\/\*\/comment_id$/];
/** In a JSON file there is no visible part, so nothing follows from what is said of it. */
const UNSEEN: readonly RegExp[] = [...UNPROVEN, /^head\/view$/, /^head\/shown(\/|$)/];

/** All leaves with `LEAVES=all`; else one of each kind of place, over all records together. */
const MOST = process.env['LEAVES'] === 'all' ? Number.POSITIVE_INFINITY : 1;

const CASES = readIndex()
  .filter(({ verdict, online, file }) => verdict === 'PASS' && online === null && !file.includes('long'))
  .map(caseOf);

function caseOf({ file, segments }: Listed): Case {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const bodies = segments.map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'));
  if (file.endsWith('.json'))
    return { name: file, record: JSON.parse(text), give: (one) => JSON.stringify(one), segments: bodies };
  const decoded = decodeComment(text);
  if (decoded.kind !== 'record') throw new Error(`${file} holds no record`);
  return { name: file, record: decoded.record, give: (one) => bodyOf(one, decoded.visible), segments: bodies };
}

function verdictOf({ give, segments }: Case, record: LoopRecord): string {
  return verifyText(give(record), { render: renderRecord, segments }).verdict;
}

/** The record with the hash of each entry, kept ones too, computed anew, and nothing else. */
function rehashed(record: LoopRecord): LoopRecord {
  const open: LoopRecord = JSON.parse(JSON.stringify(record));
  for (const entry of entriesOf(open).flatMap((one) => [...withKept(one)].reverse())) {
    Reflect.set(entry, 'hash', entryHash(entry));
  }
  return open;
}

/** Null: what stands there now cannot be hashed. */
function tried(change: (record: LoopRecord) => LoopRecord, record: LoopRecord): LoopRecord | null {
  try {
    return change(record);
  } catch {
    return null;
  }
}

function* changes(): Generator<readonly [Case, Leaf, LoopRecord]> {
  const seen = new Map<string, number>();
  for (const one of CASES) {
    for (const leaf of leavesOf(JSON.parse(JSON.stringify(one.record)))) {
      const kind = kindOf(leaf);
      const count = seen.get(kind) ?? 0;
      seen.set(kind, count + 1);
      if (count >= MOST) continue;
      for (const other of othersThan(leaf)) yield [one, leaf, withLeaf(one.record, leaf.path, other)];
    }
  }
}

/** A hash that was changed is right again once it is computed anew. */
function isOther(record: LoopRecord, { record: original }: Case): boolean {
  return JSON.stringify(sorted(record)) !== JSON.stringify(sorted(original));
}

function sorted(record: LoopRecord): readonly Leaf[] {
  const leaves = leavesOf(JSON.parse(JSON.stringify(record)));
  return leaves.toSorted((a, b) => (a.path.join('/') < b.path.join('/') ? -1 : 1));
}

/** Where something is out of order, that is what people read of, and not of what else is missing. */
const UNTOLD = /^head\/shown\/needs\//;

function isUnproven({ name, record }: Case, leaf: Leaf): boolean {
  const isRefused = (record.head.shown?.open.length ?? 0) > 0;
  if (isRefused && UNTOLD.test(kindOf(leaf))) return true;
  return (name.endsWith('.json') ? UNSEEN : UNPROVEN).some((pattern) => pattern.test(kindOf(leaf)));
}

describe('nothing in the line is unhashed', () => {
  test('the records hold as they are', () => {
    expect(CASES.length).toBeGreaterThan(20);
    for (const one of CASES) expect([one.name, verdictOf(one, one.record)]).toEqual([one.name, 'PASS']);
  });

  test('whatever single value is changed, the outcome is no longer PASS, with hashes left or made anew', () => {
    const passed = new Set<string>();
    for (const [one, leaf, changed] of changes()) {
      if (isUnproven(one, leaf)) continue;
      for (const record of [changed, tried(rehashed, changed)]) {
        if (record !== null && isOther(record, one) && verdictOf(one, record) === 'PASS')
          passed.add(`${one.name}: ${kindOf(leaf)}`);
      }
    }
    expect([...passed]).toEqual([]);
  }, 600_000);

  test('with everything computed anew, what still holds has another head hash: a witness sees it', () => {
    const unseen = new Set<string>();
    for (const [one, leaf, changed] of changes()) {
      if (isUnproven(one, leaf) || one.segments.length > 0) continue;
      const record = tried(rechained, changed);
      if (record === null || record.head.hash !== one.record.head.hash) continue;
      if (verdictOf(one, record) === 'PASS' && isOther(record, one)) unseen.add(`${one.name}: ${kindOf(leaf)}`);
    }
    expect([...unseen]).toEqual([]);
  }, 600_000);

  test('and what is said to be unproven is', () => {
    const [first] = CASES.filter(({ name }) => name.includes('whole-way'));
    if (first === undefined) throw new Error('there is no such record');
    const { head } = first.record;
    expect(verdictOf(first, { ...first.record, head: { ...head, rev: head.rev + 1 } })).toBe('PASS');
    expect(verdictOf(first, { ...first.record, head: { ...head, outbox: { sink: 1 } } })).toBe('PASS');
  });
});
