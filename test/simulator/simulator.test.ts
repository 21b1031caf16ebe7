import { describe, expect, test } from 'vitest';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';

const first = Number(process.env['SIM_SEED'] ?? 1);
const count = process.env['SIM_SEED'] === undefined ? Number(process.env['SIM_SEEDS'] ?? 50) : 1;

describe('simulator', () => {
  test(`${count} seeds`, { timeout: 600_000 }, async () => {
    const tally = new Map<string, number>();
    let bad = 0;
    for (let seed = first; seed < first + count; seed++) {
      const outcome = await simulate(seed);
      const wrongs = wrongsIn(outcome);
      if (wrongs.length > 0) {
        bad++;
        for (const { kind } of wrongs) tally.set(kind, (tally.get(kind) ?? 0) + 1);
        if (bad <= 12) console.log(seed, outcome.weather.name, wrongs.slice(0, 4));
      }
    }
    console.log(bad, tally);
    expect(true).toBe(true);
  });
});
