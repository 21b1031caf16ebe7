import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { OLDEST_NODE, wrongNode } from '../../../src/compose/library/node-version.ts';

test('is what package.json says', () => {
  expect(`>=${OLDEST_NODE}`).toBe(`${packageJson.engines.node}.0`);
});

test.each(['22.13.0', '22.13.1', '22.23.5', '23.0.0', '24.21.0', '100.0.0'])('Node %s will do', (version) => {
  expect(wrongNode(version)).toBeNull();
});

test.each(['22.12.9', '22.0.0', '20.20.2', '8.17.0', '21.99.0'])('Node %s is too old', (version) => {
  expect(wrongNode(version)).toBe(`LoopForge needs Node 22.13.0 or newer, and this is ${version}.`);
});
