import { expect, test } from 'vitest';
import { type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { ruleRemarks, ruleWarnings } from '../../../src/core/facts/rules-then.ts';
import { aMergedPull, aPull, at } from '../sample-facts.ts';

const requiredChecks = [{ name: 'build', appId: null }];

test('rules that were changed after the merge are warned of', () => {
  expect(ruleWarnings(aMergedPull({ rulesChangedAt: at('10:00:00') }))).toEqual([expect.stringContaining('main')]);
  expect(ruleWarnings(aMergedPull({ rulesChangedAt: at('08:00:00') }))).toEqual([]);
  expect(ruleWarnings(aPull({ rulesChangedAt: at('10:00:00') }))).toEqual([]);
});

test.each<[string, Partial<PullFacts>, number]>([
  ['classic protection that asks for checks', { classicProtection: true, requiredChecks }, 1],
  ['classic protection of which not all can be read', { classicProtection: true, requiredChecks: UNAVAILABLE }, 1],
  ['classic protection that asks for nothing', { classicProtection: true }, 0],
  ['a rule set', { requiredChecks }, 0],
  ['what could not be read', { classicProtection: UNAVAILABLE, requiredChecks }, 0],
])('%s is worth a remark: %#', (_name, change, count) => {
  expect(ruleRemarks(aPull(change))).toHaveLength(count);
});

test('without a pull request there is none', () => {
  expect([...ruleRemarks(null), ...ruleRemarks(UNAVAILABLE)]).toEqual([]);
});
