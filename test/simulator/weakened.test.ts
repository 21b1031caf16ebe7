import { describe, expect, test } from 'vitest';
import { deliveryWrongs } from './deliveries.ts';
import type { Tamper } from './job.ts';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';
import { withoutEditCount, withoutLock, withoutOutbox } from './weaken.ts';

const SEEDS = 40;

/** In how many seeds entries were lost, by whether GitHub joins edits in them. */
interface Losses {
  readonly joining: number;
  readonly others: number;
}

/** Plays the seeds until there is enough to say, or none is left. */
async function lossesWith(tamper: Tamper, isEnough: (losses: Losses) => boolean = () => false): Promise<Losses> {
  let losses: Losses = { joining: 0, others: 0 };
  for (let seed = 1; seed <= SEEDS && !isEnough(losses); seed++) {
    const outcome = await simulate(seed, { tamper });
    if (!wrongsIn(outcome).some(({ kind }) => kind === 'lost')) continue;
    const { joining, others } = losses;
    losses = outcome.weather.joinsWithin > 0 ? { joining: joining + 1, others } : { joining, others: others + 1 };
  }
  return losses;
}

/** What the seeds find where a protection is switched off: with both on, the same seeds find nothing. */
describe('the simulator finds lost steps', { timeout: 120_000 }, () => {
  test('without the lock and without the edit count, in many seeds', async () => {
    const many = ({ joining, others }: Losses) => joining + others > SEEDS / 4;
    expect(await lossesWith((github) => withoutLock(withoutEditCount(github)), many)).toSatisfy(many);
  });

  test('without the edit count alone: what lagging copies and late requests overwrite', async () => {
    const some = ({ others }: Losses) => others > 0;
    expect(await lossesWith(withoutEditCount, some)).toSatisfy(some);
  });

  test('without the lock alone: only what GitHub itself joins is lost, all else is read back', async () => {
    const { joining, others } = await lossesWith(withoutLock);
    expect(joining).toBeGreaterThan(0);
    expect(others).toBe(0);
  });
});

test('without the outbox, what a run did not get to tell is told to nobody', { timeout: 120_000 }, async () => {
  const lacking: string[] = [];
  for (let seed = 1; seed <= SEEDS && lacking.length === 0; seed++) {
    const outcome = await simulate(seed, { tamper: withoutOutbox, isHooked: true });
    lacking.push(...deliveryWrongs(outcome).filter((wrong) => wrong.includes('was not delivered to')));
  }
  expect(lacking).not.toEqual([]);
});
