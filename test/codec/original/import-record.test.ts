import { describe, expect, test } from 'vitest';
import { readRecordValue } from '../../../src/codec/record/record-read.ts';
import { entriesOf, entryHash, genesisHash } from '../../../src/core/record/chain/chain.ts';
import { imported, LAW, NEW, NOW, original, WHOLE } from './originals.ts';

describe('importRecord', () => {
  test('keeps what the original record says', () => {
    const record = imported(original(WHOLE));
    expect(record).toMatchObject({
      schema_version: 1,
      record_id: 'loop-79d84c80',
      ref: 'https://github.com/acme/widgets/issues/42',
      ref_number: 42,
      repo: 'acme/widgets',
      state: 'closed',
      auto_merge: true,
      labels: { team: 'platform' },
      ci_status: {},
      pr_number: null,
      created_at: '2026-11-22T09:05:57Z',
      closed_at: '2026-11-22T09:05:57Z',
      updated_at: NOW,
    });
    expect(
      record.transitions.map(({ from_state, to_state, trigger, metadata }) => ({
        from_state,
        to_state,
        trigger,
        metadata,
      })),
    ).toEqual((original(WHOLE)['transitions'] as Record<string, unknown>[]).map(({ timestamp: _, ...step }) => step));
  });

  test('chains the steps as asserted and unproven, then one note', () => {
    const record = imported(original(WHOLE));
    const entries = entriesOf(record);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(entries.map(({ prev_hash }) => prev_hash)).toEqual([
      genesisHash(record.genesis),
      ...entries.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(entries.map(entryHash)).toEqual(entries.map(({ hash }) => hash));
    for (const step of record.transitions) {
      expect(step).toMatchObject({ source: 'asserted', flags: ['unproven'], actor: null, run: null, lifecycle: LAW });
    }
    expect(record.notes).toMatchObject([{ seq: 10, kind: 'migration', recorded_at: NOW, was: null, flags: [] }]);
    expect(record.head).toMatchObject({ seq: 10, hash: record.notes[0]?.hash, rev: 0, view: null });
    expect(readRecordValue(structuredClone(record))).toEqual(record);
  });

  test('reads a record that was only just created', () => {
    expect(imported(original(NEW))).toMatchObject({
      record_id: 'loop-0a058059',
      ref: 'JIRA-7',
      ref_number: null,
      repo: null,
      state: 'issue_created',
      closed_at: null,
      transitions: [{ trigger: 'created', metadata: { ref: 'JIRA-7', repo: null } }],
    });
  });

  test('keeps pull request and CI status, which stand beside the steps there', () => {
    const record = imported({
      ...original(NEW),
      pr_number: 43,
      pr_url: 'https://github.com/acme/widgets/pull/43',
      ci_status: { build: 'success', count: 3 },
      unheard_of: true,
    });
    expect(record).toMatchObject({
      pr_number: 43,
      pr_url: 'https://github.com/acme/widgets/pull/43',
      ci_status: { build: 'success', count: '3' },
    });
  });

  test('gives a record without steps its birth', () => {
    const record = imported({ ...original(NEW), transitions: [] });
    expect(record.transitions).toMatchObject([
      { seq: 1, from_state: null, to_state: 'issue_created', trigger: 'created' },
    ]);
  });

  test.each([
    ['no object', () => 'text', /the record must be an object/],
    ['no ref', () => ({ ...original(NEW), ref: undefined }), /ref must be a text/],
    [
      'a time that is not UTC',
      () => ({ ...original(NEW), created_at: '2026-11-22T09:05:57+01:00' }),
      /created_at must be a UTC time/,
    ],
    [
      'a time with something behind it',
      () => ({ ...original(NEW), created_at: '2026-11-22T09:05:57 or soZ' }),
      /created_at must be a UTC time/,
    ],
    [
      'a number that is none',
      () => ({ ...original(NEW), ref_number: '7' }),
      /ref_number must be a positive whole number/,
    ],
    ['steps that are no list', () => ({ ...original(NEW), transitions: {} }), /transitions must be a list/],
    ['a state that no step led to', () => ({ ...original(NEW), state: 'merged' }), /the state is merged/],
    ['a gap between steps', () => withoutStep(3), /transitions\[3\] starts at ci_pending, not at pr_created/],
    ['a foreign id', () => ({ ...original(NEW), record_id: 'mine' }), /"\/record_id" does not match/],
    ['metadata that JSON cannot hold', () => withMetadata({ n: Number.NaN }), /cannot hold NaN/],
  ])('refuses %s', (_name, value, message) => {
    expect(() => imported(value())).toThrow(message);
    expect(() => imported(value())).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });
});

function withoutStep(index: number): unknown {
  const record = original(WHOLE);
  const steps = record['transitions'];
  return { ...record, transitions: Array.isArray(steps) ? steps.toSpliced(index, 1) : [] };
}

function withMetadata(metadata: unknown): unknown {
  const record = original(NEW);
  const [step] = Array.isArray(record['transitions']) ? record['transitions'] : [];
  return { ...record, transitions: [{ ...step, metadata }] };
}
