import { describe, expect, test } from 'vitest';
import type { Guard, Hook, TransitionEvent } from '../../src/usecase/library/hooks.ts';
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

  test('of an unknown record is a result, not an exception', async () => {
    expect(await aService().transition('loop-00000000', 'task_queued')).toEqual({
      success: false,
      record: null,
      error: 'Record not found: loop-00000000',
      code: 'record_not_found',
      previousState: null,
      newState: null,
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

describe('hooks', () => {
  const told = async (hook: Hook, to = 'task_queued') => {
    const lines: string[] = [];
    const service = aService({ hooks: [hook], log: (line) => lines.push(line) });
    const { record_id } = await service.create({ ref: 'X' });
    const result = await service.transition(record_id, to, { trigger: 't', metadata: { a: 1 } });
    return { result, lines, stored: await service.get(record_id) };
  };

  test('are told after the save, with the saved record', async () => {
    const events: TransitionEvent[] = [];
    const { stored } = await told((event) => void events.push(event));
    expect(events).toEqual([
      { record: stored, previousState: 'issue_created', newState: 'task_queued', trigger: 't', metadata: { a: 1 } },
    ]);
  });

  test('are not told of a refused step', async () => {
    const events: TransitionEvent[] = [];
    const { result } = await told((event) => void events.push(event), 'merged');
    expect(result.success).toBe(false);
    expect(events).toEqual([]);
  });

  test.each<[string, Hook]>([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['rejects', () => Promise.reject(new Error('boom'))],
  ])('that %s is logged and undoes nothing', async (_name, hook) => {
    const { result, lines, stored } = await told(hook);
    expect(result.success).toBe(true);
    expect(stored?.state).toBe('task_queued');
    expect(lines).toEqual([expect.stringMatching(/issue_created → task_queued: Error: boom/)]);
  });

  test('one that throws does not keep the next from being told', async () => {
    const events: string[] = [];
    const service = aService({ hooks: [() => Promise.reject(new Error('boom'))] });
    service.addHook((event) => void events.push(event.newState));
    const { record_id } = await service.create({ ref: 'X' });
    await service.transition(record_id, 'task_queued');
    expect(events).toEqual(['task_queued']);
  });
});

describe('guards', () => {
  const asked = async (guard: Guard, to = 'task_queued') => {
    const hooked: string[] = [];
    const service = aService({ hooks: [(event) => void hooked.push(event.newState)] });
    service.addGuard(guard);
    const before = await service.create({ ref: 'X' });
    const result = await service.transition(before.record_id, to);
    return { before, result, hooked, stored: await service.get(before.record_id) };
  };

  test('that say yes let the step happen, and see the record before it', async () => {
    const seen: string[] = [];
    const { result } = await asked((event) => {
      seen.push(event.record.state);
      return true;
    });
    expect(result.success).toBe(true);
    expect(seen).toEqual(['issue_created']);
  });

  test.each<[string, Guard, string]>([
    ['no', () => false, 'Transition vetoed by a guard: issue_created → task_queued'],
    ['no, later', async () => false, 'Transition vetoed by a guard: issue_created → task_queued'],
    ['why', () => 'frozen', 'Transition vetoed by a guard: issue_created → task_queued: frozen'],
    ['an empty text', () => '', 'Transition vetoed by a guard: issue_created → task_queued'],
    ['nothing', (() => undefined) as never, 'Transition vetoed by a guard: issue_created → task_queued'],
  ])('that say %s veto it', async (_name, guard, error) => {
    const { before, result, hooked, stored } = await asked(guard);
    expect(result).toMatchObject({ success: false, code: 'vetoed', error, previousState: 'issue_created' });
    expect(stored).toEqual(before);
    expect(hooked).toEqual([]);
  });

  test.each<[string, Guard]>([
    [
      'throw',
      () => {
        throw new Error('no answer');
      },
    ],
    ['reject', () => Promise.reject(new Error('no answer'))],
  ])('that %s veto it', async (_name, guard) => {
    const { result, stored } = await asked(guard);
    expect(result).toMatchObject({ success: false, code: 'vetoed', error: expect.stringContaining('no answer') });
    expect(stored?.state).toBe('issue_created');
  });

  test('are not asked about a step that is illegal anyway', async () => {
    let calls = 0;
    await asked(() => ++calls > 0, 'merged');
    expect(calls).toBe(0);
  });
});
