import { describe, expect, test } from 'vitest';
import { aService, expectWhole } from './sample-service.ts';

describe('a step', () => {
  test('is stored, stamped with its own time, and told in the result', async () => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'JIRA-7' });
    const result = await service.transition(record_id, 'task_queued', {
      trigger: 'taken',
      metadata: { by: 'octocat' },
    });
    expect(result).toEqual({
      success: true,
      record: await service.get(record_id),
      error: null,
      code: null,
      previousState: 'issue_created',
      newState: 'task_queued',
      hooks: [],
    });
    expect(result.record?.transitions.at(-1)).toMatchObject({
      from_state: 'issue_created',
      to_state: 'task_queued',
      trigger: 'taken',
      timestamp: '2026-11-22T08:01:00Z',
      recorded_at: '2026-11-22T08:01:00Z',
      source: 'asserted',
      metadata: { by: 'octocat' },
    });
  });

  test('without a trigger is manual', async () => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'X' });
    const { record } = await service.transition(record_id, 'task_queued');
    expect(record?.transitions.at(-1)).toMatchObject({ trigger: 'manual', metadata: {} });
  });

  test('stores its metadata as they were when it was asked for', async () => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'X' });
    const metadata = { nested: { list: [1] } };
    const step = service.transition(record_id, 'task_queued', { metadata });
    metadata.nested.list.push(2);
    expect((await step).record?.transitions.at(-1)?.metadata).toEqual({ nested: { list: [1] } });
  });

  test('of an unknown record is a result, not an exception', async () => {
    expect(await aService().transition('loop-00000000', 'task_queued')).toEqual({
      success: false,
      record: null,
      error: 'Record not found: loop-00000000',
      code: 'record_not_found',
      previousState: null,
      newState: null,
      hooks: [],
    });
  });

  test.each([
    ['merged', 'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued'],
    ['issue_created', 'Invalid transition: issue_created → issue_created. Allowed from issue_created: task_queued'],
    [
      'nowhere',
      'Invalid transition: issue_created → nowhere. "nowhere" is not a state of the lifecycle strict. Accepted: issue_created, task_queued, pr_created, ci_pending, ci_passed, ci_failed, awaiting_review, approved, merged or closed.',
    ],
    [
      'constructor',
      'Invalid transition: issue_created → constructor. "constructor" is not a state of the lifecycle strict. Accepted: issue_created, task_queued, pr_created, ci_pending, ci_passed, ci_failed, awaiting_review, approved, merged or closed.',
    ],
  ])('to %s is refused and saves nothing', async (to, error) => {
    const service = aService();
    const before = await service.create({ ref: 'X' });
    const result = await service.transition(before.record_id, to);
    expect(result).toMatchObject({ success: false, error, code: 'invalid_transition', newState: null });
    expect(result.previousState).toBe('issue_created');
    expect(await service.get(before.record_id)).toEqual(before);
  });

  test('that carries what JSON cannot hold is an error, and saves nothing', async () => {
    const service = aService();
    const before = await service.create({ ref: 'X' });
    const metadata = { when: new Date(0) } as never;
    const attempt = service.transition(before.record_id, 'task_queued', { metadata });
    await expect(attempt).rejects.toThrow(expect.objectContaining({ code: 'record_invalid' }));
    expect(await service.get(before.record_id)).toEqual(before);
  });

  test('keeps its metadata when the caller changes the object afterwards', async () => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'X' });
    const metadata = { nested: { list: [1] } };
    await service.transition(record_id, 'task_queued', { metadata });
    metadata.nested.list.push(2);
    const record = await service.get(record_id);
    expect(record?.transitions.at(-1)?.metadata).toEqual({ nested: { list: [1] } });
    expectWhole(record);
  });
});

describe('canTransition and getByRef', () => {
  test('answer for the record as it stands', async () => {
    const service = aService();
    const { record_id } = await service.create({ ref: 'JIRA-7' });
    expect(await service.canTransition(record_id, 'task_queued')).toBe(true);
    expect(await service.canTransition(record_id, 'merged')).toBe(false);
    expect(await service.canTransition('nobody', 'task_queued')).toBe(false);
    expect((await service.getByRef('JIRA-7'))?.record_id).toBe(record_id);
    expect(await service.getByRef('JIRA-8')).toBeNull();
  });
});
