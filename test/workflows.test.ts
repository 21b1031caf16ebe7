import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUTS } from '../src/action/inputs/register.ts';
import { MAPPED_EVENTS } from '../src/codec/event/event.ts';
import { SAMPLE, verifyWorkflowText, workflowText } from '../src/report/setup/workflow.ts';
import { blocksIn, workflowOf } from './docs/blocks.ts';
import { lintWorkflow } from './support/lint-workflow.ts';

const ROOT = new URL('../', import.meta.url);
const FOLDER = new URL('.github/workflows/', ROOT);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yml'));

function read(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

describe('our own workflows', () => {
  test('are these', () => {
    expect(names.sort()).toEqual(['ci.yml', 'loopforge.yml', 'nightly.yml']);
  });

  test.each(names)('%s is a workflow without a fault', async (name) => {
    expect(await lintWorkflow(name, read(name))).toEqual([]);
  });
});

const pages = ['README.md', ...readdirSync(new URL('docs/', ROOT), { recursive: true, encoding: 'utf8' })]
  .filter((name) => name.endsWith('.md'))
  .map((name) => new URL(name === 'README.md' ? name : `docs/${name}`, ROOT));

describe('every workflow in the documentation, whole or in part', () => {
  const samples = blocksIn('yaml').flatMap((block) => {
    const text = workflowOf(block);
    return text === null ? [] : [{ where: `${block.page}:${block.line}`, text }];
  });

  test('is one that GitHub takes', async () => {
    expect(samples.length).toBeGreaterThan(10);
    for (const { where, text } of samples) {
      expect(await lintWorkflow('sample.yml', text, { pinned: false }), where).toEqual([]);
    }
  });
});

describe('every workflow that "loopforge init" writes', () => {
  const odd = { ciWorkflows: ["It's #1: build", '.github/workflows/ci.yml', 'on', 'CI'], defaultBranch: 'release+1' };

  test.each([
    ['the sample', workflowText(SAMPLE)],
    ['with odd names', workflowText({ ...SAMPLE, ...odd })],
    ['for an enterprise server', workflowText({ ...SAMPLE, enterprise: true })],
    ['that verifies', verifyWorkflowText(SAMPLE)],
    ['that verifies on an enterprise server', verifyWorkflowText({ enterprise: true })],
  ])('is one that GitHub takes: %s', async (_, text) => {
    expect(await lintWorkflow('loopforge.yml', text, { pinned: false })).toEqual([]);
  });

  test('is one that the documentation shows', () => {
    const texts = pages.map((page) => readFileSync(page, 'utf8')).join('\n');
    for (const text of [workflowText(SAMPLE), verifyWorkflowText(SAMPLE)]) expect(texts).toContain(text);
  });
});

describe('the linter finds', () => {
  const good = `name: Good
on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo
`;

  test('nothing in a good workflow, not even a queue', async () => {
    expect(await lintWorkflow('good.yml', good)).toEqual([]);
    const queued = good.replace('    steps:', '    concurrency:\n      group: x\n      queue: max\n    steps:');
    expect(await lintWorkflow('good.yml', queued)).toEqual([]);
  });

  test.each([
    ['an unknown key', good.replace('runs-on:', 'run-on:')],
    ['an unknown event', good.replace('on: push', 'on: pushed')],
    [
      'another unknown key of concurrency',
      good.replace('permissions: {}', 'permissions: {}\nconcurrency: { group: x, line: max }'),
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner evaluates
    ['a wrong expression', good.replace('echo', () => 'echo ${{ github.evnt }}')],
    ['a tag in place of a commit', good.replace('run: echo', 'uses: actions/checkout@v6')],
    ['a commit without its version', good.replace('run: echo', `uses: actions/checkout@${'a'.repeat(40)}`)],
    ['missing permissions', good.replace('permissions: {}\n', '')],
  ])('%s', async (_, text) => {
    expect(await lintWorkflow('bad.yml', text)).not.toEqual([]);
  });
});

describe('loopforge.yml', () => {
  interface Step {
    readonly uses?: string;
    readonly with?: { readonly [name: string]: unknown };
  }
  interface Workflow {
    readonly on: { readonly [event: string]: { readonly workflows?: readonly string[] } | null };
    readonly permissions: object;
    readonly jobs: {
      readonly track: {
        readonly permissions: { readonly [scope: string]: string };
        readonly concurrency: object;
        readonly steps: readonly Step[];
      };
    };
  }
  const workflow: Workflow = parse(read('loopforge.yml'));
  const { track } = workflow.jobs;

  test('listens to events that lead to an item, and to the schedule', () => {
    for (const event of Object.keys(workflow.on)) expect(MAPPED_EVENTS).toContain(event);
    expect(Object.keys(workflow.on)).toContain('schedule');
    expect(workflow.on['workflow_run']?.workflows).toEqual([parse(read('ci.yml')).name]);
  });

  test('may write to issues and to nothing else', () => {
    expect(workflow.permissions).toEqual({});
    const writable = Object.entries(track.permissions).filter(([, access]) => access !== 'read');
    expect(writable).toEqual([['issues', 'write']]);
  });

  test('runs one at a time and drops none', () => {
    expect(track.concurrency).toEqual({ group: 'loopforge', queue: 'max' });
  });

  test('checks out the default branch only, without leaving a token behind', () => {
    const checkout = track.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with).toMatchObject({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner evaluates
      ref: '${{ github.event.repository.default_branch }}',
      'persist-credentials': false,
    });
  });

  test('gives only inputs that exist', () => {
    const step = track.steps.find(({ uses }) => uses === './');
    const known: readonly string[] = INPUTS.map(({ name }) => name);
    expect(Object.keys(step?.with ?? {}).filter((name) => !known.includes(name))).toEqual([]);
    expect(step?.with).toHaveProperty('command');
  });
});
