import { describe, expect, test } from 'vitest';
import type { Tamper } from './job.ts';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';
import { withoutEditCount, withoutLock } from './weaken.ts';

const SEEDS = 40;

/** The seeds that end with a lost entry, by whether GitHub joins edits in them. */
async function lossesWith(tamper: Tamper): Promise<{ readonly joining: number; readonly others: number }> {
  let joining = 0;
  let others = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const outcome = await simulate(seed, tamper);
    if (!wrongsIn(outcome).some(({ kind }) => kind === 'lost')) continue;
    if (outcome.weather.joinsWithin > 0) joining += 1;
    else others += 1;
  }
  return { joining, others };
}

/** What the seeds find where a protection is switched off: with both on, the same seeds find nothing. */
describe('the simulator finds lost steps', { timeout: 120_000 }, () => {
  test('without the lock and without the edit count, in many seeds', async () => {
    const { joining, others } = await lossesWith((github) => withoutLock(withoutEditCount(github)));
    expect(joining + others).toBeGreaterThan(SEEDS / 4);
  });

  test('without the edit count alone: what lagging copies and late requests overwrite', async () => {
    const { others } = await lossesWith(withoutEditCount);
    expect(others).toBeGreaterThan(0);
  });

  test('without the lock alone: only what GitHub itself joins is lost, all else is read back', async () => {
    const { joining, others } = await lossesWith(withoutLock);
    expect(joining).toBeGreaterThan(0);
    expect(others).toBe(0);
  });
});
