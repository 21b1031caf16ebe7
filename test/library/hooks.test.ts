import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LoopServiceOptions } from '../../src/compose/library/loop-service.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Hook, HookOptions } from '../../src/usecase/library/hooks.ts';
import type { TransitionEvent } from '../../src/usecase/library/step-event.ts';
import { aService } from './sample-service.ts';

const TOLD = { ok: true, message: null };
const never = (): Promise<void> => new Promise(() => {});

/** One step of a service with these hooks. */
async function told(hooks: readonly (readonly [Hook, HookOptions?])[], options: LoopServiceOptions<string> = {}) {
  const lines: string[] = [];
  const service = aService({ log: (line) => lines.push(line), ...options });
  for (const [hook, limit] of hooks) service.addHook(hook, limit);
  const { record_id } = await service.create({ ref: 'X' });
  const result = await service.transition(record_id, 'task_queued', { trigger: 't', metadata: { a: { b: 1 } } });
  return { result, lines, stored: await service.get(record_id) };
}

afterEach(() => void vi.useRealTimers());

describe('a hook is told', () => {
  test('after the save, of the stored record and its entry', async () => {
    const events: TransitionEvent[] = [];
    const { result, stored } = await told([[(event) => void events.push(event)]]);
    const entry = stored?.transitions.at(-1);
    const states = { previousState: 'issue_created', newState: 'task_queued' };
    expect(events).toEqual([{ record: stored, ...states, trigger: 't', metadata: { a: { b: 1 } }, entry }]);
    expect(entry).toMatchObject({ seq: 2, trigger: 't', hash: stored?.head.hash });
    expect(result).toMatchObject({ success: true, hooks: [TOLD] });
  });

  test('when it is given to the constructor, too, and before those that are added', async () => {
    const order: string[] = [];
    const { result } = await told([[() => void order.push('added')]], { hooks: [() => void order.push('given')] });
    expect(order).toEqual(['given', 'added']);
    expect(result.hooks).toEqual([TOLD, TOLD]);
  });

  test('of no step that is refused', async () => {
    const hook = vi.fn();
    const service = aService({ hooks: [hook] });
    const { record_id } = await service.create({ ref: 'X' });
    expect(await service.transition(record_id, 'merged')).toMatchObject({ success: false, hooks: [] });
    expect(hook).not.toHaveBeenCalled();
  });

  test('side by side with the others: each answers only when all were told', async () => {
    let count = 0;
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const hook: Hook = () => {
      if (++count === 5) resolve();
      return all;
    };
    const { result } = await told(Array.from({ length: 5 }, () => [hook]));
    expect(result.hooks).toEqual(Array.from({ length: 5 }, () => TOLD));
  });

  test('once for each step, though another writer was first', async () => {
    const service = aService();
    const events: string[] = [];
    service.addHook(({ metadata }) => void events.push(String(metadata['n'])));
    const { record_id } = await service.create({ ref: 'X' });
    const results = await Promise.all(
      [1, 2, 3].map((n) => service.transition(record_id, 'task_queued', { metadata: { n } })),
    );
    expect(results.filter(({ success }) => success)).toHaveLength(1);
    expect(events).toHaveLength(1);
  });
});

describe('a hook that fails', () => {
  test.each<[string, Hook, string]>([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
      'Error: boom',
    ],
    ['rejects', () => Promise.reject(new Error('boom')), 'Error: boom'],
    ['rejects with nothing', () => Promise.reject(), 'undefined'],
    [
      'throws what has no text',
      () => {
        throw Object.create(null);
      },
      'an error that cannot be shown',
    ],
    [
      'changes what is frozen',
      ({ entry }) => void Object.assign(Object.freeze(entry), { trigger: 'x' }),
      'TypeError: Cannot assign',
    ],
  ])('since it %s is logged and told in the result, and undoes nothing', async (_name, hook, why) => {
    const events: string[] = [];
    const { result, lines, stored } = await told([[hook], [({ newState }) => void events.push(newState)]]);
    expect(result).toMatchObject({
      success: true,
      hooks: [{ ok: false, message: expect.stringContaining(why) }, TOLD],
    });
    expect(stored?.state).toBe('task_queued');
    expect(events).toEqual(['task_queued']);
    expect(lines).toEqual([expect.stringContaining(`A hook failed after issue_created → task_queued: ${why}`)]);
  });

  test('undoes nothing either where logging fails', async () => {
    const log = (): void => {
      throw new Error('no log');
    };
    const { result } = await told([[() => Promise.reject(new Error('boom'))]], { log });
    expect(result).toMatchObject({ success: true, hooks: [{ ok: false, message: 'Error: boom' }] });
  });
});

describe('a hook that is slow', () => {
  test('is waited for until its time is over, and not longer', async () => {
    const { result, lines } = await told([[never, { timeoutMs: 20 }], [() => {}]]);
    expect(result.hooks).toEqual([{ ok: false, message: 'no answer within 0.02 s' }, TOLD]);
    expect(lines).toEqual(['A hook failed after issue_created → task_queued: no answer within 0.02 s']);
  });

  test('has ten seconds where nothing else is said', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const start = Date.now();
    const step = told([[never]]);
    await vi.runAllTimersAsync();
    expect((await step).result.hooks).toEqual([{ ok: false, message: 'no answer within 10 s' }]);
    expect(Date.now() - start).toBe(10_000);
  });

  test('may fail afterwards without anybody being hurt by it', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    try {
      const { promise, reject } = Promise.withResolvers<void>();
      const { result } = await told([[() => promise, { timeoutMs: 5 }]]);
      reject(new Error('too late'));
      await new Promise((resolve) => setImmediate(resolve));
      expect(result.hooks).toMatchObject([{ ok: false }]);
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off('unhandledRejection', unhandled);
    }
  });

  test('leaves no timer behind once it is done', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { result } = await told([[() => {}, { timeoutMs: 60_000 }]]);
    expect(result.hooks).toEqual([TOLD]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a hook may take the next step itself, of the same record', async () => {
  const service = aService();
  const inner: (string | null)[] = [];
  service.addHook(async ({ record, newState }) => {
    if (newState !== 'task_queued') return;
    inner.push((await service.transition(record.record_id, 'pr_created')).newState);
  });
  const { record_id } = await service.create({ ref: 'X' });
  const result = await service.transition(record_id, 'task_queued');
  expect(result).toMatchObject({ success: true, hooks: [TOLD] });
  expect(inner).toEqual(['pr_created']);
  expect((await service.get(record_id))?.state).toBe('pr_created');
});

test('a hook that adds another does not have it told of the step at hand', async () => {
  const service = aService();
  const added = vi.fn();
  service.addHook(() => service.addHook(added));
  const { record_id } = await service.create({ ref: 'X' });
  expect((await service.transition(record_id, 'task_queued')).hooks).toEqual([TOLD]);
  expect(added).not.toHaveBeenCalled();
  await service.transition(record_id, 'pr_created');
  expect(added).toHaveBeenCalledOnce();
});

test('what a hook changes reaches no other hook, not the result, and not the store', async () => {
  const seen: LoopRecord[] = [];
  const spoil: Hook = (event) => {
    Object.assign(event.record, { state: 'closed' });
    Object.assign(event.record.labels, { spoilt: 'yes' });
    Object.assign(event.metadata, { a: 'spoilt' });
    Object.assign(event.entry, { trigger: 'spoilt' });
    Object.assign(event, { newState: 'spoilt' });
  };
  const look: Hook = ({ record, metadata, entry, newState }) => {
    seen.push(record);
    expect([metadata, entry.trigger, newState]).toEqual([{ a: { b: 1 } }, 't', 'task_queued']);
  };
  const { result, stored } = await told([[spoil], [look]]);
  expect(result.hooks).toEqual([TOLD, TOLD]);
  expect(seen).toEqual([stored]);
  expect(result.record).toEqual(stored);
  expect(stored).toMatchObject({ state: 'task_queued', labels: {} });
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '10', null])(
  'a time-out of %j is refused',
  (timeoutMs) => {
    const refused = expect.objectContaining({ code: 'input_invalid', message: expect.stringContaining('timeoutMs') });
    expect(() => aService().addHook(() => {}, { timeoutMs: timeoutMs as never })).toThrow(refused);
  },
);

test('what is no function is refused when it is added', () => {
  const refused = expect.objectContaining({ code: 'input_invalid' });
  expect(() => aService().addHook(undefined as never)).toThrow(refused);
  expect(() => aService({ hooks: [{} as never] })).toThrow(refused);
});
