import { expect, test } from 'vitest';
import { deliveryWrongs } from './deliveries.ts';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';

/** The same body stands twice in the edit history, and a replica knows only the first. */
const TRICKY = [116];

/** `HOOK_SEED=17` plays that one alone, `HOOK_SEEDS=500` so many, `HOOK_FIRST=1000` begins there. */
function seeds(): readonly number[] {
  const { HOOK_SEED: one, HOOK_SEEDS: count = '2', HOOK_FIRST: first = '1' } = process.env;
  if (one !== undefined) return [Number(one)];
  const some = Array.from({ length: Number(count) }, (_, index) => Number(first) + index);
  return [...some, ...(first === '1' ? TRICKY : [])];
}

test.each(seeds())('every entry is delivered at least once, and nothing else: seed %i', async (seed) => {
  const outcome = await simulate(seed, { isHooked: true });
  const alone = `HOOK_SEED=${seed} npx vitest run test/simulator/hooks.test.ts`;
  const wrongs = [...wrongsIn(outcome).map(({ kind, what }) => `${kind}: ${what}`), ...deliveryWrongs(outcome)];
  expect(wrongs, `seed ${seed}, ${outcome.weather.name} weather. To play it alone: ${alone}`).toEqual([]);
});
