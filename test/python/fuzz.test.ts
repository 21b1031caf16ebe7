import { expect, test } from 'vitest';
import { compareOn } from './fuzz/both.ts';
import { readSamples } from './fuzz/samples.ts';

const COUNT = Number(process.env['MUTANTS'] ?? 20_000);
const FIRST = Number(process.env['FIRST_MUTANT'] ?? 0);

test(`both verifiers say the same of ${COUNT} mutants of the vectors`, { timeout: 1_800_000 }, async () => {
  const { disagreements, seen } = await compareOn(readSamples(), FIRST, FIRST + COUNT);
  expect(disagreements).toEqual([]);
  expect(codesIn(seen)).toEqual(expect.arrayContaining(CODES));
  // Mutants that nobody could tell from good ones would prove little, and so would those that nobody can read.
  expect(share(seen, 'FAIL malformed')).toBeLessThan(0.5);
  expect(share(seen, 'PASS ')).toBeLessThan(0.3);
});

const CODES = [
  ...['malformed', 'not_canonical', 'unknown_kind', 'wrong_binding', 'segment_missing', 'chain_broken', 'backdated'],
  ...[
    'commitment_mismatch',
    'redaction_unrecorded',
    'illegal_step',
    'unknown_lifecycle',
    'fold_mismatch',
    'view_mismatch',
  ],
];

function codesIn(seen: ReadonlyMap<string, number>): readonly string[] {
  return [...new Set([...seen.keys()].flatMap((said) => said.split(/,? /).slice(1)))];
}

function share(seen: ReadonlyMap<string, number>, said: string): number {
  const all = [...seen.values()].reduce((sum, count) => sum + count, 0);
  return (seen.get(said) ?? 0) / all;
}
