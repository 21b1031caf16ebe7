import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { ConflictError, LoopForgeError } from '../../src/core/values/errors.ts';
import { aService, expectWhole, ROUND, SlowRepository } from './sample-service.ts';

/** What another copy of this package would throw: the same to look at, and another class. */
class ConflictErrorOfAnotherCopy extends Error {
  readonly code = 'conflict';
}

describe('many writers', () => {
  test('never lose a step', async () => {
    const states = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 40 });
    const turns = fc.infiniteStream(fc.nat(3)).map((stream) => () => stream.next().value ?? 0);
    await fc.assert(
      fc.asyncProperty(states, turns, async (targets, wait) => {
        const service = aService({ repository: new SlowRepository(wait), lifecycle: ROUND });
        const { record_id } = await service.create({ ref: 'X' });
        const results = await Promise.all(
          targets.map((to, n) => service.transition(record_id, to, { metadata: { n } })),
        );
        const record = await service.get(record_id);
        expectWhole(record);
        const kept = record?.transitions.slice(1).map((entry) => entry.metadata['n']) ?? [];
        const succeeded = results.flatMap((result, n) => (result.success ? [n] : []));
        expect(kept.toSorted()).toEqual(succeeded.toSorted());
        for (const result of results) expect(result.success || result.code === 'invalid_transition').toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('really do get in each other way in that test', async () => {
    const repository = new SlowRepository(() => 2);
    const service = aService({ repository, lifecycle: ROUND });
    const { record_id } = await service.create({ ref: 'X' });
    await Promise.all(['b', 'c', 'b', 'c'].map((to) => service.transition(record_id, to)));
    expect(repository.conflicts).toBeGreaterThan(0);
  });

  test('of the same step: one wins, the others are told why not', async () => {
    const service = aService({ repository: new SlowRepository(() => 1) });
    const { record_id } = await service.create({ ref: 'X' });
    const results = await Promise.all([1, 2, 3].map(() => service.transition(record_id, 'task_queued')));
    expect(results.filter((result) => result.success)).toHaveLength(1);
    expect(results.filter((result) => result.code === 'invalid_transition')).toHaveLength(2);
  });

  test('a store that always says conflict ends in a ConflictError, not in an endless loop', async () => {
    const repository = new MemoryRepository();
    const { record_id } = await aService({ repository }).create({ ref: 'X' });
    repository.save = () => Promise.reject(new ConflictError('somebody was first'));
    await expect(aService({ repository }).transition(record_id, 'task_queued')).rejects.toThrow(ConflictError);
  });

  test.each<[string, () => unknown]>([
    ['an error of its own', () => Object.assign(new Error('version 2, not 1'), { code: 'conflict' })],
    ['the error of another copy of this package', () => new ConflictErrorOfAnotherCopy('somebody was first')],
    ['an object that is no error', () => ({ code: 'conflict' })],
  ])('a store may say conflict by %s', async (_name, conflict) => {
    const repository = new MemoryRepository();
    const save = repository.save.bind(repository);
    let refusals = 2;
    repository.save = async (...args) => {
      if (refusals-- > 0) throw conflict();
      return save(...args);
    };
    const service = aService({ repository });
    const { record_id } = await service.create({ ref: 'X' });
    expect(refusals).toBe(-1);
    refusals = 2;
    expect(await service.transition(record_id, 'task_queued')).toMatchObject({ success: true });
    expect((await service.get(record_id))?.transitions).toHaveLength(2);
    refusals = Number.POSITIVE_INFINITY;
    await expect(service.transition(record_id, 'pr_created')).rejects.toEqual(conflict());
  });

  test.each([['conflict'], [null], [new Error('conflict')], [{ code: 'conflicts' }]])(
    'a store that throws %j is not tried again',
    async (thrown) => {
      const repository = new MemoryRepository();
      const { record_id } = await aService({ repository }).create({ ref: 'X' });
      let tries = 0;
      repository.save = () => Promise.reject(tries++ === 0 ? thrown : new Error('it was tried again'));
      await expect(aService({ repository }).transition(record_id, 'task_queued')).rejects.toBe(thrown);
    },
  );

  test('whoever was late waits as long as tries take, and longer each time', async () => {
    const TRY_MS = 10;
    const repository = new MemoryRepository();
    const { record_id } = await aService({ repository }).create({ ref: 'X' });
    const pauses: number[] = [];
    const sleep = async (ms: number): Promise<void> => void pauses.push(ms);
    const random = (size: number): Uint8Array => new Uint8Array(size).fill(255);
    const save = repository.save.bind(repository);
    repository.save = async (...args) => {
      await new Promise((next) => setTimeout(next, TRY_MS));
      if (pauses.length < 9) throw new ConflictError('somebody was first');
      return save(...args);
    };
    const result = await aService({ repository, random, sleep }).transition(record_id, 'task_queued');
    expect(result.success).toBe(true);
    const [first = 0, second = 0] = pauses;
    expect(first).toBeGreaterThan(TRY_MS);
    expect(second).toBeGreaterThan(2 * TRY_MS);
    expect(Math.max(...pauses)).toBeLessThan(2_000);
    expect(pauses.at(-1)).toBeGreaterThan(1_900);
  });

  test('a store that fails otherwise is not tried again', async () => {
    const repository = new MemoryRepository();
    const { record_id } = await aService({ repository }).create({ ref: 'X' });
    let tries = 0;
    repository.save = () => {
      tries++;
      return Promise.reject(new LoopForgeError('internal', 'disk full'));
    };
    await expect(aService({ repository }).transition(record_id, 'task_queued')).rejects.toThrow('disk full');
    expect(tries).toBe(1);
  });
});
