import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import type { Repository } from '../../src/core/ports/repository.ts';
import { SlowRepository } from '../library/sample-service.ts';
import { ROUND } from './writers/round.ts';
import { LONG_MS, STEPS_EACH } from './writers/scale.ts';
import type { Told } from './writers/told.ts';
import { expectExactly, expectWholeStore, stepsIn } from './writers/whole.ts';
import { takeSteps } from './writers/work.ts';

// In one process: memory is shared with no other. The same checks as for stores that are, and proof that they can fail.

const WRITERS = 16;

async function write(repository: Repository, stepsEach: number): Promise<readonly Told[]> {
  const told: Told[] = [];
  const { record_id: id } = await new LoopService({ repository, lifecycle: ROUND }).create({ ref: 'X' });
  const tell = (one: Told): void => void told.push(one);
  await Promise.all(Array.from({ length: WRITERS }, () => takeSteps(repository, { id, steps: stepsEach, tell })));
  return told;
}

function slow(inner?: Repository): SlowRepository {
  return new SlowRepository(() => Math.floor(Math.random() * 4), inner);
}

/** Writes whatever comes, and so loses what another writer wrote meanwhile. */
class Forgetful extends MemoryRepository {
  override async save(...[record]: Parameters<Repository['save']>): ReturnType<Repository['save']> {
    const stored = await this.get(record.record_id);
    return super.save(record, { expectedVersion: stored?.head.seq ?? null });
  }
}

describe('many writers in memory', () => {
  test(`sixteen take ${STEPS_EACH * WRITERS} steps of one record`, { timeout: LONG_MS }, async () => {
    const repository = slow();
    const told = await write(repository, STEPS_EACH);
    expect(stepsIn(told)).toHaveLength(STEPS_EACH * WRITERS);
    const [record] = (await expectWholeStore(repository)).values();
    expectExactly(record, told);
    expect(repository.conflicts).toBeGreaterThan(WRITERS);
  });

  test('a store that ignores the version is found out', async () => {
    const repository = slow(new Forgetful());
    const told = await write(repository, 5);
    const [record] = (await expectWholeStore(repository)).values();
    expect(() => expectExactly(record, told)).toThrow();
  });
});
