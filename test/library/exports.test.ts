import { describe, expect, test, vi } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import * as library from '../../src/index.ts';
import { aCheck, aMergedPull, aPull, at, someFacts } from '../core/sample-facts.ts';

describe('the public face', () => {
  test('is exactly this', () => {
    expect(Object.keys(library).sort()).toEqual([
      'ConflictError',
      'LoopForgeError',
      'LoopService',
      'LoopState',
      'MemoryRepository',
      'UNAVAILABLE',
      'VALID_TRANSITIONS',
      'createRecord',
      'defineLifecycle',
      'isSha',
      'kindOf',
      'observe',
      'plan',
      'readRecord',
      'verifyRecord',
      'writeRecord',
    ]);
  });

  test('names the states in the order of both built-in lifecycles', () => {
    const states = Object.values(library.LoopState);
    for (const name of ['standard', 'strict'] as const) {
      expect(builtinLifecycle(name).states.map((state) => state.name)).toEqual(states);
    }
    for (const [name, value] of Object.entries(library.LoopState)) expect(name).toBe(value.toUpperCase());
  });

  test('has one error class, and a conflict is one', () => {
    const error = new library.ConflictError('somebody was first', { cause: 'x' });
    expect(error).toBeInstanceOf(library.LoopForgeError);
    expect(error).toMatchObject({ name: 'LoopForgeError', code: 'conflict', cause: 'x' });
  });
});

describe('defaults', () => {
  test('of a service: its own lifecycle, clock and randomness may be given', async () => {
    const service = new library.LoopService({
      clock: () => at('10:00:00'),
      random: (size) => new Uint8Array(size).fill(255),
      lifecycle: builtinLifecycle('standard'),
    });
    const record = await service.create({ ref: 'X' });
    expect(record).toMatchObject({ record_id: 'loop-ffffffff', created_at: at('10:00:00') });
    expect(await service.canTransition(record.record_id, 'closed')).toBe(true);
  });

  test('of a record are those of a service', () => {
    const ports = { clock: () => at('10:00:00'), random: (size: number) => new Uint8Array(size) };
    const record = library.createRecord({ ref: 'X' }, ports);
    expect(record).toMatchObject({
      record_id: 'loop-00000000',
      genesis: { lifecycle: builtinLifecycle('strict').hash },
    });
  });

  test('a hook that throws is written to the error console', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const service = new library.LoopService({ hooks: [() => Promise.reject(new Error('boom'))] });
      const { record_id } = await service.create({ ref: 'X' });
      await service.transition(record_id, 'task_queued');
      expect(said).toHaveBeenCalledWith(expect.stringContaining('boom'));
    } finally {
      said.mockRestore();
    }
  });
});

describe('observe and plan', () => {
  const facts = someFacts({ pulls: [aPull({ checks: [aCheck()] })] });

  test('observe tells the state that the facts show', () => {
    expect(library.observe({ facts })).toEqual({ state: 'ci_passed', uncertain: false });
    expect(library.observe({ facts: someFacts({ pulls: library.UNAVAILABLE }) })).toEqual({
      state: 'issue_created',
      uncertain: true,
    });
  });

  test('plan needs only the facts, and is standard by default', () => {
    const made = library.plan({ facts });
    expect(made).toMatchObject({ outcome: 'transitioned', state: 'ci_passed', previousState: null });
    const closed = someFacts({ issue: { state: 'closed' }, closedAt: at('09:00:00') });
    expect(library.plan({ facts: closed, now: at('10:00:00') }).state).toBe('closed');
  });

  test('settings choose the lifecycle, and one of the user own wins', () => {
    const closed = someFacts({ issue: { state: 'closed' }, closedAt: at('09:00:00') });
    const now = at('10:00:00');
    expect(library.plan({ facts: closed, now, settings: { lifecycle: 'strict' } }).outcome).toBe('rejected');
    const lifecycle = library.defineLifecycle({
      name: 'docs',
      initial: 'open',
      states: { open: { when: true, to: { done: {} } }, done: { when: 'pull_request.merged', terminal: true } },
    });
    const merged = someFacts({ pulls: [aMergedPull()] });
    expect(library.plan({ facts: merged, lifecycle, now }).state).toBe('done');
    expect(library.observe({ facts: merged, lifecycle }).state).toBe('done');
  });

  test('a condition of the event sees the event', () => {
    const lifecycle = library.defineLifecycle({
      name: 'said',
      initial: 'quiet',
      states: {
        quiet: { when: true, to: { said: {} } },
        said: { when: "github.event.comment.body == '/done'", on: 'issue_comment.created' },
      },
    });
    const event = { name: 'issue_comment', action: 'created', sender: null, payload: { comment: { body: '/done' } } };
    expect(library.observe({ facts, lifecycle, event }).state).toBe('said');
    expect(library.observe({ facts, lifecycle }).state).toBe('quiet');
  });
});
