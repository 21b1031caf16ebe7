import { describe, expect, it } from 'vitest';
import { accountLines, takeAccount } from './account.ts';
import { strays } from './frequencies.ts';
import { CHECKS } from './judgement.ts';

/** How many items a normal run of the tests replays. `HISTORIES=20000` replays so many, `HISTORIES_FROM=7` others. */
const USUAL = 2000;

const items = Number(process.env['HISTORIES'] ?? USUAL);
const from = Number(process.env['HISTORIES_FROM'] ?? 1);

describe(`${items} made-up histories of real shape`, () => {
  const account = takeAccount({ items, from });
  console.log(accountLines(account).join('\n'));

  it('are as often what they are as real ones', () => {
    expect(strays(account.census)).toEqual([]);
  });

  it.each(CHECKS)('show that %s', (check) => {
    const found = account.findings.filter((one) => one.check === check);
    expect(found.map(({ where, what }) => `${where}: ${what}`)).toEqual([]);
  });

  it('leave at most 1 % of the merges unjudged', () => {
    const { fates } = account;
    const all = Object.values(fates).reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(items);
    expect(fates.unjudged).toBeLessThanOrEqual(all / 100);
  });

  it('depend on what was seen in at most 3 % of the items', () => {
    const kinds = Object.values(account.kinds).reduce((sum, count) => sum + count, 0);
    expect(kinds).toBeGreaterThan(0);
    expect(kinds).toBeLessThanOrEqual((3 * items) / 100);
  });
});
