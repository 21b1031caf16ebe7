import { describe, expect, test, vi } from 'vitest';
import type { Guard, GuardOptions } from '../../src/usecase/library/guards.ts';
import { aService, ROUND, SlowRepository } from './sample-service.ts';

const VETO = 'Transition vetoed by a guard: issue_created → task_queued';
const never = (): Promise<boolean> => new Promise(() => {});

/** One step of a service with this guard. */
async function asked(guard: Guard, options: GuardOptions = {}, to = 'task_queued') {
  const hooked: string[] = [];
  const lines: string[] = [];
  const service = aService({ hooks: [(event) => void hooked.push(event.newState)], log: (line) => lines.push(line) });
  service.addGuard(guard, options);
  const before = await service.create({ ref: 'X' });
  const result = await service.transition(before.record_id, to, { trigger: 't', metadata: { a: { b: 1 } } });
  return { before, result, hooked, lines, stored: await service.get(before.record_id) };
}

test('a guard that says yes lets the step happen, and sees the record before it', async () => {
  const guard = vi.fn(() => true);
  const { result, before } = await asked(guard);
  expect(result.success).toBe(true);
  const states = { previousState: 'issue_created', newState: 'task_queued' };
  expect(guard.mock.calls).toEqual([[{ record: before, ...states, trigger: 't', metadata: { a: { b: 1 } } }]]);
});

test.each<[string, Guard, string]>([
  ['no', () => false, VETO],
  ['no, later', async () => false, VETO],
  ['why', () => 'frozen', `${VETO}: frozen`],
  ['an empty text', () => '', VETO],
  ['nothing', (() => undefined) as never, VETO],
  ['one', (() => 1) as never, VETO],
])('a guard that says %s vetoes the step', async (_name, guard, error) => {
  const { before, result, hooked, stored } = await asked(guard);
  expect(result).toMatchObject({ success: false, code: 'vetoed', error, previousState: 'issue_created', hooks: [] });
  expect(stored).toEqual(before);
  expect(hooked).toEqual([]);
});

describe('a guard that fails', () => {
  const FAILURES: readonly [string, Guard, string][] = [
    [
      'throws',
      () => {
        throw new Error('no contact');
      },
      'Error: no contact',
    ],
    ['rejects', () => Promise.reject(new Error('no contact')), 'Error: no contact'],
    ['is silent', never, 'no answer within 0.02 s'],
  ];

  test.each(FAILURES)('since it %s says no', async (_name, guard, why) => {
    const { result, stored, lines } = await asked(guard, { timeoutMs: 20 });
    expect(result).toMatchObject({ success: false, code: 'vetoed', error: `${VETO}: the guard failed (${why})` });
    expect(stored?.state).toBe('issue_created');
    expect(lines).toEqual([]);
  });

  test.each(FAILURES)('since it %s says yes where it is open, and that is logged', async (_name, guard, why) => {
    const { result, stored, lines } = await asked(guard, { timeoutMs: 20, failure: 'open' });
    expect(result.success).toBe(true);
    expect(stored?.state).toBe('task_queued');
    expect(lines).toEqual([`A guard failed before issue_created → task_queued, which goes on: ${why}`]);
  });

  test('is the only one that counts as open: a no stays a no', async () => {
    expect((await asked(() => 'frozen', { failure: 'open' })).result).toMatchObject({ error: `${VETO}: frozen` });
  });
});

test('guards are asked one after the other, those of the constructor first, up to the first veto', async () => {
  const order: string[] = [];
  const saying = (name: string, answer: boolean) => async () => {
    order.push(name);
    return answer;
  };
  const service = aService({ guards: [saying('given', true)] });
  service.addGuard(saying('first', false));
  service.addGuard(saying('second', true));
  const { record_id } = await service.create({ ref: 'X' });
  expect(await service.transition(record_id, 'task_queued')).toMatchObject({ success: false, code: 'vetoed' });
  expect(order).toEqual(['given', 'first']);
});

test('a guard is not asked about a step that is illegal anyway', async () => {
  const guard = vi.fn(() => true);
  await asked(guard, {}, 'merged');
  expect(guard).not.toHaveBeenCalled();
});

test('a guard is asked again where another writer was first: its yes was for another record', async () => {
  const service = aService({ repository: new SlowRepository(() => 1), lifecycle: ROUND });
  const seen: number[] = [];
  service.addGuard(({ record }) => seen.push(record.head.seq) > 0);
  const { record_id } = await service.create({ ref: 'X' });
  const results = await Promise.all(['b', 'c'].map((to) => service.transition(record_id, to)));
  expect(results.map(({ success }) => success)).toEqual([true, true]);
  expect(seen).toEqual([1, 1, 2]);
});

test('what a guard changes is neither stored nor told to anybody', async () => {
  const spoil: Guard = (event) => {
    Object.assign(event.record, { state: 'closed', labels: { spoilt: 'yes' } });
    Object.assign(event.metadata, { a: 'spoilt' });
    return true;
  };
  const { result, stored } = await asked(spoil);
  expect(result.record).toEqual(stored);
  expect(stored).toMatchObject({ state: 'task_queued', labels: {} });
  expect(stored?.transitions.at(-1)).toMatchObject({ from_state: 'issue_created', metadata: { a: { b: 1 } } });
});

test('a guard may read and write by the service that asks it', async () => {
  const service = aService();
  service.addGuard(async ({ record, newState }) => {
    if (newState !== 'pr_created') return true;
    return (
      (await service.get(record.record_id))?.state === 'task_queued' && (await service.create({ ref: 'Y' })) !== null
    );
  });
  const { record_id } = await service.create({ ref: 'X' });
  await service.transition(record_id, 'task_queued');
  expect(await service.transition(record_id, 'pr_created')).toMatchObject({ success: true });
  expect(await service.getByRef('Y')).not.toBeNull();
});

test('options that are none are refused when it is added', () => {
  const refused = expect.objectContaining({ code: 'input_invalid' });
  expect(() => aService().addGuard(() => true, { failure: 'ajar' as never })).toThrow(refused);
  expect(() => aService().addGuard(() => true, { timeoutMs: 0 })).toThrow(refused);
  expect(() => aService().addGuard('yes' as never)).toThrow(refused);
  expect(() => aService({ guards: [null as never] })).toThrow(refused);
});
