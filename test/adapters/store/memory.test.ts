import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { ConflictError } from '../../../src/core/values/errors.ts';
import { type Instant, instantOf } from '../../../src/core/values/instant.ts';
import { aStep, GENESIS, recordOf } from '../../core/sample-drafts.ts';

function aRecord(id: string, change: Partial<LoopRecord> = {}): LoopRecord {
  return { ...recordOf([aStep()]), genesis: { ...GENESIS, record_id: id }, record_id: id, ref: `ref-${id}`, ...change };
}

async function storing(...records: readonly LoopRecord[]): Promise<MemoryRepository> {
  const repository = new MemoryRepository();
  for (const record of records) await repository.save(record, { expectedVersion: null });
  return repository;
}

const later = (record: LoopRecord, change: Partial<LoopRecord> = {}): LoopRecord => ({
  ...record,
  head: { ...record.head, seq: record.head.seq + 1 },
  ...change,
});

describe('get, save and delete', () => {
  test('what was saved comes back', async () => {
    const record = aRecord('a');
    const repository = await storing(record);
    expect(await repository.get('a')).toEqual(record);
    expect(await repository.get('b')).toBeNull();
    expect(await repository.getByRef('ref-a')).toEqual(record);
    expect(await repository.getByRef('ref-b')).toBeNull();
  });

  test('a deleted record is gone, also by its ref', async () => {
    const repository = await storing(aRecord('a'));
    expect(await repository.delete('a')).toBe(true);
    expect(await repository.delete('a')).toBe(false);
    expect(await repository.get('a')).toBeNull();
    expect(await repository.getByRef('ref-a')).toBeNull();
  });

  test.each<[string, number | null]>([
    ['is new, and exists', null],
    ['has an older version', 0],
    ['has a newer version', 2],
  ])('a save that believes the record %s is a conflict, and changes nothing', async (_name, expectedVersion) => {
    const record = aRecord('a');
    const repository = await storing(record);
    await expect(repository.save(later(record), { expectedVersion })).rejects.toThrow(ConflictError);
    expect(await repository.get('a')).toEqual(record);
  });

  test('a save that believes the record exists, and it does not, is a conflict', async () => {
    await expect(new MemoryRepository().save(aRecord('a'), { expectedVersion: 1 })).rejects.toThrow(ConflictError);
  });

  test('a save on the stored version wins', async () => {
    const record = aRecord('a');
    const repository = await storing(record);
    const next = later(record, { state: 'task_queued' });
    expect(await repository.save(next, { expectedVersion: 1 })).toEqual(next);
    expect(await repository.get('a')).toEqual(next);
  });
});

describe('by ref', () => {
  test('the newest of several, and the older once that is deleted', async () => {
    const repository = await storing(aRecord('a', { ref: 'same' }), aRecord('b', { ref: 'same' }));
    expect((await repository.getByRef('same'))?.record_id).toBe('b');
    await repository.delete('b');
    expect((await repository.getByRef('same'))?.record_id).toBe('a');
  });

  test('a record that moved is found under its new ref only', async () => {
    const record = aRecord('a', { ref: 'old' });
    const repository = await storing(record);
    await repository.save(later(record, { ref: 'new' }), { expectedVersion: 1 });
    expect(await repository.getByRef('old')).toBeNull();
    expect((await repository.getByRef('new'))?.record_id).toBe('a');
  });
});

describe('the record created last of a ref', () => {
  test('is not the one that came to the ref last', async () => {
    const moved = aRecord('a', { ref: 'old', created_at: '2026-11-22T08:00:00Z' });
    const repository = await storing(moved, aRecord('b', { ref: 'new', created_at: '2026-11-22T09:00:00Z' }));
    await repository.save(later(moved, { ref: 'new' }), { expectedVersion: 1 });
    expect((await repository.getByRef('new'))?.record_id).toBe('b');
  });

  test('is not the one that was stored last', async () => {
    const change = { ref: 'same', created_at: '2026-11-22T08:00:00Z' } as const;
    const repository = await storing(
      aRecord('b', { ref: 'same', created_at: '2026-11-22T09:00:00Z' }),
      aRecord('a', change),
    );
    expect((await repository.getByRef('same'))?.record_id).toBe('b');
  });

  test('of one second is the one that was there last, whichever was changed last', async () => {
    const [first, last] = [aRecord('z', { ref: 'same' }), aRecord('a', { ref: 'same' })];
    const repository = await storing(first, last);
    await repository.save(later(first), { expectedVersion: 1 });
    expect((await repository.getByRef('same'))?.record_id).toBe('a');
  });
});

describe('by state', () => {
  const at = (minute: number): Instant => instantOf(Date.UTC(2026, 10, 22, 8, minute));
  const stored = () =>
    storing(
      aRecord('a', { updated_at: at(1) }),
      aRecord('b', { updated_at: at(3) }),
      aRecord('c', { updated_at: at(2) }),
      aRecord('d', { updated_at: at(2) }),
      aRecord('x', { updated_at: at(4), state: 'closed' }),
    );
  const ids = (records: readonly LoopRecord[]): readonly string[] => records.map((record) => record.record_id);

  test('newest first, only of that state, the same order each time', async () => {
    const repository = await stored();
    expect(ids(await repository.listByState('issue_created'))).toEqual(['b', 'c', 'd', 'a']);
    expect(ids(await repository.listByState('closed'))).toEqual(['x']);
    expect(ids(await repository.listByState('merged'))).toEqual([]);
  });

  test('a hundred at most, unless told otherwise', async () => {
    const many = Array.from({ length: 105 }, (_, index) => aRecord(`r${index}`));
    const repository = await storing(...many);
    expect(await repository.listByState('issue_created')).toHaveLength(100);
    expect(await repository.listByState('issue_created', { limit: 103 })).toHaveLength(103);
  });

  test('page by page, each record once', async () => {
    const repository = await stored();
    const first = await repository.listByState('issue_created', { limit: 2 });
    const last = first.at(-1);
    if (last === undefined) throw new Error('an empty page');
    expect(ids(first)).toEqual(['b', 'c']);
    expect(ids(await repository.listByState('issue_created', { limit: 9, after: last }))).toEqual(['d', 'a']);
  });

  test('page by page, while the record that ended the page moves on', async () => {
    const repository = await stored();
    const [, last] = await repository.listByState('issue_created', { limit: 2 });
    if (last === undefined) throw new Error('a short page');
    await repository.save(later(last, { state: 'task_queued', updated_at: at(5) }), { expectedVersion: 1 });
    expect(ids(await repository.listByState('issue_created', { after: last }))).toEqual(['d', 'a']);
  });
});
