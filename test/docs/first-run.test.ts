import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUTS } from '../../src/action/inputs/register.ts';
import { SETTINGS } from '../../src/codec/config/settings-register.ts';
import { RECENT_MS } from '../../src/core/plan/steps/begin.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../src/core/values/settings.ts';

const doc = readFileSync('docs/first-run.md', 'utf8');
const blocks = [...doc.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test('docs/first-run.md tells the defaults', () => {
  const text = doc.replaceAll(/\s+/g, ' ');
  expect(text).toContain(`for no more than \`limit\` in one run: ${RUN_DEFAULTS.limit} unless you set it`);
  expect(text).toContain(`the default \`begin: ${LAW_DEFAULTS.begin}\``);
  expect(text).toContain(`at most ${RECENT_MS / (24 * 60 * 60 * 1000)} days ago`);
  expect(Math.ceil(800 / RUN_DEFAULTS.limit)).toBe(16);
  expect(RUN_DEFAULTS).toMatchObject({ labelPrefix: '' });
  expect(LAW_DEFAULTS).toMatchObject({ statusContext: '' });
});

test('docs/first-run.md shows inputs and settings that there are', () => {
  const [workflow = '', settings = ''] = blocks;
  const { jobs }: { readonly jobs: { readonly look: { readonly steps: readonly { readonly with: object }[] } } } =
    parse(workflow);
  const inputs = INPUTS.map(({ name }) => name);
  for (const step of jobs.look.steps) expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with)));
  const rules: { readonly [key: string]: unknown } = parse(settings);
  for (const [key, raw] of Object.entries(rules)) {
    expect(SETTINGS.find(({ config }) => config === key)?.read(raw), key).toMatchObject({ kind: 'value' });
  }
});
