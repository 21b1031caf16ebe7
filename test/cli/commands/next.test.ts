import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { openStage } from '../../e2e/stage.ts';
import type { CliOptions } from '../cli.ts';
import { compareStories, expectAgreement } from '../next-stories.ts';
import { cli, terminalOf } from '../run-cli-here.ts';
import { openItem } from '../stage.ts';

const WORKFLOW = '.github/workflows/loopforge.yml';

describe('agrees with a dry run of the action (all stories: next-stories)', () => {
  // A refused merge.
  compareStories(['19'], 'standard');

  test('also where the law stands in the inputs of a workflow, which nobody outside sees', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue({ author: 'octocat' });
    stage.world.openPull({ author: 'hubot', closes: [issue] });
    const inputs = { lifecycle: 'strict', ci: 'none', 'unmerged-close': 'accept' };
    await stage.step({ ...inputs, issue: String(issue) });
    await expectAgreement(stage, WORKFLOW, { item: issue, inputs });
    stage.world.closeIssue(issue, { by: 'octocat' });
    await expectAgreement(stage, WORKFLOW, { item: issue, inputs });
  });

  test('also of a pull request that the workflow takes for an item', async () => {
    const stage = await openStage();
    const { world } = stage;
    const item = world.openPull({ author: 'hubot' });
    const inputs = { track: 'all' };
    await stage.step({ ...inputs, issue: String(item) });
    await expectAgreement(stage, WORKFLOW, { item, inputs });
    world.check(item, { name: 'test', conclusion: 'success' });
    await expectAgreement(stage, WORKFLOW, { item, inputs });
    // One without a record is none, and a config file has the last word.
    const other = world.openPull({ author: 'hubot' });
    const ignored = { outcome: 'ignored', reason: 'no_item', state: null };
    const next = async (number: number) =>
      JSON.parse((await cli(['next', `acme/widgets#${number}`, '--json'], { api: stage.fake })).stdout);
    expect(await next(other)).toMatchObject(ignored);
    world.putFile('.github/loopforge.yml', 'track: issues\n');
    expect(await next(item)).toMatchObject(ignored);
  });

  test('also where only the job of LoopForge has reported', async () => {
    const stage = await openItem();
    stage.world.check(stage.pull, { workflow: 'loopforge', name: 'loopforge', conclusion: 'success' });
    await expectAgreement(stage, WORKFLOW, { item: stage.issue });
  });
});

test('for people: the sentence, what may be entered, and what the next run records', async () => {
  const stage = await openItem();
  stage.world.advance(60);
  stage.world.check(stage.pull, { name: 'test', conclusion: 'success' });
  const { stdout, stderr, exitCode } = await cli(['next', stage.name], { api: stage.fake });
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toBe(
    [
      'acme/widgets#1  CI passed (ci_passed)',
      '  Next: merge pull request 2.',
      '  From ci_passed the lifecycle leads to ci_pending, awaiting_review, merged',
      '  The next run records: ci_pending → ci_passed',
      '',
    ].join('\n'),
  );
});

test('writes nothing and asks nothing but GraphQL and what is read', async () => {
  const stage = await openItem();
  const before = stage.version();
  const from = stage.fake.requests.length;
  await cli(['next', stage.name], { api: stage.fake });
  expect(stage.version()).toBe(before);
  const methods = stage.fake.requests.slice(from).map(({ method, path }) => `${method} ${path}`);
  expect(methods.every((one) => one.startsWith('GET ') || one.endsWith('/graphql'))).toBe(true);
});

test('an open refusal: who did what, what settles it, exit code 1', async () => {
  const stage = await openItem();
  stage.world.check(stage.pull, { name: 'test', conclusion: 'failure' });
  stage.world.merge(stage.pull, { by: 'monalisa' });
  const fresh = await cli(['next', stage.name], { api: stage.fake });
  expect(fresh.exitCode).toBe(1);
  expect(fresh.stdout).toMatch(/^ {2}Next: get the check `test` to pass\.$/m);
  expect(fresh.stdout).toContain('a refusal (gate_not_met)');
  await stage.tracked('pull_request', 'closed', { number: stage.pull });
  const known = await cli(['next', stage.name], { api: stage.fake });
  expect(known.exitCode).toBe(1);
  expect(known.stdout).toMatch(/^ {2}Out of order \(entry \d+\): monalisa merged pull request 2 /m);
});

test('an item that is left alone: why, and what its record says', async () => {
  const stage = await openItem({ settings: 'ignore_labels: [skip]\n' });
  stage.world.label(stage.issue, 'skip');
  const { stdout } = await cli(['next', stage.name, '--json'], { api: stage.fake });
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'ignored', state: null, recorded: 'ci_pending', planned: [] });
  const text = await cli(['next', stage.name], { api: stage.fake });
  expect(text.stdout).toMatch(/^acme\/widgets#1 {2}\(ci_pending\)\n {2}It is left alone: .*"skip"/);
});

describe('several items', () => {
  test('each in the order of its number, one object a line with --json; one that is not there hides no other', async () => {
    const stage = await openItem();
    const names = [stage.name, 'acme/widgets#99'];
    const { stdout, stderr, exitCode } = await cli(['next', ...names, '--json'], { api: stage.fake });
    const [one, other] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(one).toMatchObject({ item: stage.name, state: 'ci_pending' });
    expect(other).toMatchObject({ item: 'acme/widgets#99', error: { code: 'not_found' } });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 2 });
  });

  test('a single one that is not there is the error', async () => {
    const stage = await openItem();
    const { stdout, stderr, exitCode } = await cli(['next', 'acme/widgets#99'], { api: stage.fake });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^loopforge: not_found: /);
  });

  test('an item without a record is told what would begin', async () => {
    const stage = await openItem();
    const issue = stage.world.openIssue({ author: 'octocat' });
    const { stdout, exitCode } = await cli(['next', `acme/widgets#${issue}`, '--json'], { api: stage.fake });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ record_id: null, outcome: 'created', state: 'issue_created', recorded: null, observed: 'issue_created' },
      planned: [{ kind: 'transition', from: null, to: 'issue_created' }],
    });
    expect(exitCode).toBe(0);
  });
});

describe('Ctrl-C ends it with 130, and what was told stands', () => {
  /** Pressed as soon as anything is printed. */
  async function stopped(args: readonly string[], options: CliOptions) {
    const printed = { stdout: '', stderr: '' };
    const terminal = terminalOf(options, printed);
    const presses: (() => void)[] = [];
    const exitCode = await runCli(args, {
      ...terminal,
      onInterrupt: (stop) => void presses.push(stop),
      print: (text) => {
        terminal.print(text);
        presses.pop()?.();
      },
    });
    const told = printed.stdout.split('\n').filter((line) => line !== '');
    return { exitCode, items: told.map((line) => JSON.parse(line).item), stderr: printed.stderr };
  }

  test('between items of two repositories, and between records of a file', async () => {
    const stage = await openItem();
    const ended = { exitCode: 130, items: [stage.name], stderr: 'Stopping; press Ctrl-C again to end at once.\n' };
    expect(await stopped(['next', stage.name, 'acme/other#1', '--json'], { api: stage.fake })).toEqual(ended);
    const line = JSON.stringify(stage.record(stage.issue));
    expect(await stopped(['next', '--file', '-', '--json'], { input: `${line}\n${line}\n` })).toEqual(ended);
  });
});

describe('what the record alone tells', () => {
  test('of a file, of standard input and of a store it is the same as what the last run left', async () => {
    const stage = await openItem();
    const asked = JSON.parse((await cli(['next', stage.name, '--json'], { api: stage.fake })).stdout);
    const folder = mkdtempSync(join(tmpdir(), 'loopforge-next-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const record = JSON.stringify(stage.record(stage.issue));
    writeFileSync(join(folder, 'record.json'), record);
    const byRecord = { ...asked, outcome: null, observed: null, planned: [] };
    const ways: readonly (readonly string[])[] = [
      ['--file', join(folder, 'record.json')],
      ['--file', '-'],
      ['--file', '-', stage.name],
    ];
    for (const way of ways) {
      const { stdout, stderr, exitCode } = await cli(['next', ...way, '--json'], { as: '', input: record });
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
      expect(JSON.parse(stdout)).toEqual(byRecord);
    }
  });

  test('a record that is not there is told, exit code 2', async () => {
    const stage = await openItem();
    const input = JSON.stringify(stage.record(stage.issue));
    const { stdout, stderr, exitCode } = await cli(['next', '--file', '-', 'acme/widgets#7'], { input });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain('acme/widgets#7  record_not_found: ');
  });
});

test.each<[readonly string[], string]>([
  [['next'], 'Which item? Name owner/repo#42'],
  [['next', 'acme/widgets'], '"acme/widgets" is no item'],
  [['next', '--from', 'a.json', '--file', 'b.json'], 'exclude each other'],
])('wrong use: %j', async (args, part) => {
  const { stderr, exitCode } = await cli(args);
  expect(stderr).toContain(part);
  expect(exitCode).toBe(2);
});
