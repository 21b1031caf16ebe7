import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';

/** How many seeds a normal run of the tests plays. The long suite plays others. */
const USUAL = 8;

/**
 * Plays every second seed as a test of its own, so that two threads share them. `SIM_SEED=17` plays that one alone,
 * `SIM_SEEDS=20000` so many, `SIM_FIRST=1000` begins there.
 */
export function playSeeds(half: 0 | 1): void {
  test.each(seedsOf(half))('seed %i', async (seed) => {
    const outcome = await simulate(seed);
    const wrongs = wrongsIn(outcome).map(({ kind, what }) => `${kind}: ${what}`);
    const alone = `SIM_SEED=${seed} npx vitest run test/simulator/seeds`;
    expect(wrongs, `seed ${seed}, ${outcome.weather.name} weather. To play it alone: ${alone}`).toEqual([]);
  });
}

function seedsOf(half: 0 | 1): readonly number[] {
  const one = process.env['SIM_SEED'];
  if (one !== undefined) return [Number(one)];
  const count = Number(process.env['SIM_SEEDS'] ?? USUAL);
  const first = Number(process.env['SIM_FIRST'] ?? 1);
  return Array.from({ length: count }, (_, index) => first + index).filter((seed) => seed % 2 === half);
}
