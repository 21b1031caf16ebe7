import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withStates } from '../../scripts/generate-states.ts';
import { CONDITION_WORDS } from '../../scripts/states/condition-words.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';

const page = readFileSync('docs/states.md', 'utf8');

test('docs/states.md is what the lifecycle files generate', () => {
  expect(page).toBe(withStates(page));
});

test('every condition that is put in words is one of a built-in lifecycle', () => {
  const states = (['standard', 'strict'] as const).flatMap((name) => builtinLifecycle(name).states);
  const texts = states.flatMap(({ when, to }) => [when, ...to.map((edge) => edge.if)]);
  const used = texts.map((condition) => condition?.text.trim().replaceAll(/\s+/g, ' '));
  expect([...CONDITION_WORDS.keys()].filter((text) => !used.includes(text))).toEqual([]);
});

test.each(['standard', 'strict'] as const)('docs/states.md names the gates of %s as they are', (name) => {
  const gates = builtinLifecycle(name).states.flatMap((state) => (state.gate ? [`\`${state.name}\``] : []));
  expect(page).toContain(`**Gates are ${gates.slice(0, -1).join(', ')} and ${gates.at(-1)}.**`);
});

test('docs/states.md counts the steps of strict', () => {
  expect(builtinLifecycle('strict').states.flatMap(({ to }) => to)).toHaveLength(12);
  expect(page).toContain('Twelve steps');
});
