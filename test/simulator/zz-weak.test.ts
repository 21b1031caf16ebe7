import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';
import { withoutEditCount, withoutLock } from './weaken.ts';

const count = Number(process.env['SIM_SEEDS'] ?? 100);
test.each([
  ['both off', (g: any) => withoutLock(withoutEditCount(g))],
  ['lock off', withoutLock],
  ['count off', withoutEditCount],
] as const)('%s', { timeout: 600_000 }, async (name, tamper) => {
  const tally = new Map<string, number>();
  for (let seed = 1; seed <= count; seed++) {
    const outcome = await simulate(seed, tamper);
    const wrongs = wrongsIn(outcome);
    for (const kind of new Set(wrongs.map((w) => w.kind))) tally.set(kind, (tally.get(kind) ?? 0) + 1);
    for (const w of wrongs.filter((w) => w.kind === 'lost' || w.kind === 'doubled').slice(0, 1)) {
      const k = w.kind + ' ' + outcome.weather.name;
      tally.set(k, (tally.get(k) ?? 0) + 1);
    }
  }
  console.log(name, tally);
});
