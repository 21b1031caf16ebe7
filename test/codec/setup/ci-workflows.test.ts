import { expect, test } from 'vitest';
import { sortWorkflows } from '../../../src/codec/setup/ci-workflows.ts';

async function sorted(texts: { readonly [path: string]: string }) {
  return sortWorkflows(Object.entries(texts).map(([path, text]) => ({ path, text })));
}

const NOTHING = { ci: [], ours: [], unreadable: [] };

test.each([
  ['name: CI\non: pull_request', ['CI']],
  ['name: CI\non: [push, pull_request]', ['CI']],
  ['name: CI\non:\n  pull_request:\n    branches: [main]', ['CI']],
  ['name: CI\n"on":\n  pull_request:', ['CI']],
  ['on: pull_request', ['ci.yml']],
  ["name: ''\non: pull_request", ['ci.yml']],
  ['name: CI\non: push', []],
  ['name: CI\non: pull_request_target', []],
  ['name: CI\non: { schedule: [{ cron: "1 1 * * *" }] }', []],
  ['name: CI', []],
  ['- a list', []],
  ['', []],
])('%j', async (text, ci) => {
  expect(await sorted({ 'ci.yml': text })).toEqual({ ...NOTHING, ci });
});

test('names stand in the order of the paths, each once', async () => {
  const text = (name: string): string => `name: ${name}\non: pull_request`;
  const { ci } = await sorted({ 'c.yml': text('Lint'), 'a.yml': text('Test'), 'b.yml': text('Lint') });
  expect(ci).toEqual(['Test', 'Lint']);
});

const with_ = (more: string): string =>
  `name: LF\non: pull_request\njobs:\n  a:\n    steps:\n      - uses: loopforge/loopforge@v1\n${more}`;

test.each([
  ['as it is', '', ['lf.yml']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner evaluates
  ['with a command that it works out', '        with: { command: "${{ inputs.command }}" }', ['lf.yml']],
  ['to sweep', '        with: { command: sweep }', ['lf.yml']],
  ['to verify', '        with: { command: verify }', []],
  ['to claim a step', '        with: { command: transition, to: merged }', []],
])('a workflow that uses LoopForge %s is no CI', async (_, more, ours) => {
  expect(await sorted({ 'lf.yml': with_(more) })).toEqual({ ...NOTHING, ours });
});

test('what cannot be read is named', async () => {
  expect(await sorted({ 'bad.yml': 'a: [', 'twice.yml': 'on: push\non: pull_request' })).toEqual({
    ...NOTHING,
    unreadable: ['bad.yml', 'twice.yml'],
  });
});

test('odd jobs and steps are no trouble', async () => {
  for (const jobs of ['[]', 'text', '{ a: }', '{ a: { steps: x } }', '{ a: { steps: [x, { uses: 1 }] } }']) {
    expect(await sorted({ 'ci.yml': `name: CI\non: pull_request\njobs: ${jobs}` })).toEqual({ ...NOTHING, ci: ['CI'] });
  }
});
