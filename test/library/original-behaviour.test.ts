import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { LoopState, VALID_TRANSITIONS } from '../../src/codec/lifecycle/builtin.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { createRecord } from '../../src/compose/library/records.ts';
import { originalCases } from '../support/stores/original-cases.ts';

// What the tests of the original Python library 0.1.0 check, retold.

describe('the table', () => {
  test('has an entry for each of the ten states', () => {
    expect(Object.keys(VALID_TRANSITIONS).sort()).toEqual(Object.values(LoopState).sort());
    expect(Object.values(LoopState)).toHaveLength(10);
  });

  test('closed is terminal, and nothing leads to issue_created', () => {
    expect(VALID_TRANSITIONS[LoopState.CLOSED]).toEqual([]);
    for (const targets of Object.values(VALID_TRANSITIONS)) expect(targets).not.toContain(LoopState.ISSUE_CREATED);
  });

  test('has twelve edges', () => {
    expect(Object.values(VALID_TRANSITIONS).flat()).toHaveLength(12);
  });

  test.each<[LoopState, LoopState, boolean]>([
    ['issue_created', 'task_queued', true],
    ['task_queued', 'pr_created', true],
    ['pr_created', 'ci_pending', true],
    ['ci_pending', 'ci_passed', true],
    ['ci_pending', 'ci_failed', true],
    ['ci_failed', 'ci_pending', true],
    ['ci_passed', 'awaiting_review', true],
    ['awaiting_review', 'approved', true],
    ['approved', 'merged', true],
    ['issue_created', 'merged', false],
    ['ci_failed', 'merged', false],
    ['closed', 'issue_created', false],
    ['merged', 'ci_pending', false],
  ])('%s → %s: %s', (from, to, valid) => {
    expect(VALID_TRANSITIONS[from].includes(to)).toBe(valid);
  });
});

describe('createRecord', () => {
  test('needs only a ref', () => {
    const record = createRecord({ ref: 'JIRA-7' });
    expect(record).toMatchObject({
      ref: 'JIRA-7',
      ref_number: null,
      repo: null,
      pr_url: null,
      pr_number: null,
      state: 'issue_created',
      auto_merge: false,
      ci_status: {},
      labels: {},
      closed_at: null,
    });
    expect(record.record_id).toMatch(/^loop-[0-9a-f]{8}$/);
    expect(record.transitions).toEqual([
      expect.objectContaining({
        from_state: null,
        to_state: 'issue_created',
        trigger: 'created',
        metadata: { ref: 'JIRA-7', repo: null },
      }),
    ]);
  });

  test('takes number, repository, auto-merge and labels', () => {
    const options = { ref: 'x', refNumber: 42, repo: 'acme/widgets', autoMerge: true, labels: { team: 'platform' } };
    const record = createRecord(options);
    expect(record).toMatchObject({
      ref_number: 42,
      repo: 'acme/widgets',
      auto_merge: true,
      labels: { team: 'platform' },
    });
    expect(record.transitions[0]?.metadata).toEqual({ ref: 'x', repo: 'acme/widgets' });
  });

  test('gives each record an id of its own', () => {
    const ids = Array.from({ length: 50 }, () => createRecord({ ref: 'x' }).record_id);
    expect(new Set(ids).size).toBe(50);
  });

  test.each([
    ['no ref', { ref: '' }],
    ['a ref that is no text', { ref: 7 }],
    ['a label that is no text', { ref: 'x', labels: { a: 1 } }],
    ['a lone surrogate', { ref: '\ud800' }],
  ])('refuses %s', (_name, options) => {
    expect(() => createRecord(options as never)).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });
});

describe('a service', () => {
  test('works without any argument', async () => {
    const service = new LoopService();
    const created = await service.create({ ref: 'X' });
    expect(await service.get(created.record_id)).toEqual(created);
    expect(service.repository).toBeInstanceOf(MemoryRepository);
  });

  describe('over the memory store', () => {
    test.each(originalCases({ create: () => new MemoryRepository() }))('$name', ({ run }) => run());
  });
});
