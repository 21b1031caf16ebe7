import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { LoopState, VALID_TRANSITIONS } from '../../src/codec/lifecycle/builtin.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { createRecord } from '../../src/compose/library/records.ts';

// What the tests of the original Python library 0.1.0 check, retold.

const HAPPY_PATH = [
  ['task_queued', 'assigned'],
  ['pr_created', 'pr.opened'],
  ['ci_pending', 'ci.started'],
  ['ci_passed', 'ci.passed'],
  ['merged', 'pr.merged'],
  ['closed', 'issue.closed'],
] as const;

async function walk(service: LoopService, path: readonly LoopState[]): Promise<string> {
  const { record_id } = await service.create({ ref: 'https://github.com/acme/widgets/issues/42' });
  for (const state of path) expect(await service.transition(record_id, state)).toMatchObject({ success: true });
  return record_id;
}

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

  test('takes the happy path: seven transitions, and it is closed', async () => {
    const service = new LoopService();
    const id = await walk(
      service,
      HAPPY_PATH.map(([state]) => state),
    );
    const record = await service.get(id);
    expect(record?.transitions).toHaveLength(7);
    expect(record).toMatchObject({ state: 'closed', closed_at: record?.transitions.at(-1)?.timestamp });
    expect(record?.closed_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('takes a failed check back to pending and on', async () => {
    const path: readonly LoopState[] = [
      'task_queued',
      'pr_created',
      'ci_pending',
      'ci_failed',
      'ci_pending',
      'ci_passed',
    ];
    const service = new LoopService();
    expect((await service.get(await walk(service, path)))?.state).toBe('ci_passed');
  });

  test('takes the review path', async () => {
    const service = new LoopService();
    const path: readonly LoopState[] = [
      'task_queued',
      'pr_created',
      'ci_pending',
      'ci_passed',
      'awaiting_review',
      'approved',
      'merged',
    ];
    expect((await service.get(await walk(service, path)))?.state).toBe('merged');
  });

  test('refuses what the table does not hold, in the words of the original', async () => {
    const service = new LoopService();
    const { record_id } = await service.create({ ref: 'X' });
    expect(await service.transition(record_id, 'merged')).toMatchObject({
      success: false,
      error: 'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued',
      previousState: 'issue_created',
    });
    expect((await service.get(record_id))?.transitions).toHaveLength(1);
  });

  test('refuses everything once it is closed', async () => {
    const service = new LoopService();
    const id = await walk(
      service,
      HAPPY_PATH.map(([state]) => state),
    );
    expect((await service.transition(id, 'ci_pending')).error).toBe(
      'Invalid transition: closed → ci_pending. Allowed from closed: none (terminal)',
    );
  });

  test('says when there is no such record', async () => {
    expect(await new LoopService().transition('nope', 'task_queued')).toMatchObject({
      success: false,
      record: null,
      error: 'Record not found: nope',
    });
  });

  test('survives the trip through JSON', async () => {
    const service = new LoopService();
    const record = await service.get(await walk(service, ['task_queued']));
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  test('lists by state, and deletes', async () => {
    const service = new LoopService();
    const queued = await walk(service, ['task_queued']);
    const { record_id } = await service.create({ ref: 'Y' });
    const listed = await service.repository.listByState('task_queued');
    expect(listed.map((record) => record.record_id)).toEqual([queued]);
    expect(await service.repository.delete(record_id)).toBe(true);
    expect(await service.get(record_id)).toBeNull();
  });

  test('tells hooks of what happened, and only of that', async () => {
    const told: string[] = [];
    const service = new LoopService();
    service.addHook(
      ({ previousState, newState, trigger }) => void told.push(`${previousState} ${newState} ${trigger}`),
    );
    const { record_id } = await service.create({ ref: 'X' });
    await service.transition(record_id, 'merged');
    await service.transition(record_id, 'task_queued', { trigger: 'assigned' });
    expect(told).toEqual(['issue_created task_queued assigned']);
  });
});
