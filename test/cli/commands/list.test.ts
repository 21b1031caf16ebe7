import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileRepository } from '../../../src/adapters/store/file/repository.ts';
import { LoopState } from '../../../src/codec/lifecycle/builtin.ts';
import { readStoreAddress } from '../../../src/compose/stores/address.ts';
import { openStore } from '../../../src/compose/stores/open-store.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { instantOf } from '../../../src/core/values/instant.ts';
import { RecordMaker, stepped } from '../../../src/usecase/conformance/stage/records.ts';
import type { CliOptions } from '../cli.ts';
import { envOf } from '../cli.ts';
import { cli } from '../run-cli-here.ts';
import { openItem } from '../stage.ts';

const HOUR = 3_600_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'loopforge-list-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function listed(args: readonly string[], options: CliOptions = {}) {
  const { stdout, stderr, exitCode } = await cli(['list', ...args, '--json'], options);
  const items = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { items, ids: items.map(({ record_id }) => String(record_id)), stderr, exitCode };
}

/** Records of every built-in state, some of them twice. */
function everyState(): readonly LoopRecord[] {
  const maker = new RecordMaker();
  const states = Object.values(LoopState);
  return [...states, ...states.slice(2, 6)].map((state, n) => maker.make({ state, ref: `ticket/${n}` }));
}

describe('on GitHub', () => {
  test('rows below each other, each as wide as the terminal at most', async () => {
    const stage = await openItem();
    const other = stage.world.openIssue({ author: 'octocat' });
    await stage.tracked('issues', 'opened', { number: other });
    const { stdout, stderr, exitCode } = await cli(['list', 'acme/widgets'], { api: stage.fake });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toBe(
      [
        'ITEM                STATE            SINCE       PULL',
        'acme/widgets#1      ci_pending       2026-11-22  #2              Waiting for CI',
        'acme/widgets#3      issue_created    2026-11-22                  Open, not take…',
        '',
      ].join('\n'),
    );
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('in a pipe nothing is cut or broken: a script finds all of a line', async () => {
    const stage = await openItem();
    stage.world.check(stage.pull, { name: 'test', conclusion: 'failure' });
    stage.world.merge(stage.pull, { by: 'monalisa' });
    await stage.tracked('pull_request', 'closed', { number: stage.pull });
    const pipe = { api: stage.fake, columns: Number.POSITIVE_INFINITY };
    const { stdout } = await cli(['list', 'acme/widgets', '--violations'], pipe);
    expect(stdout).not.toContain('…');
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^ITEM +STATE +SINCE +PULL$/),
      expect.stringMatching(/^acme\/widgets#1 .* \d{4}-\d\d-\d\d \d\d:\d\d {2}#2 .* 1 open {2}\S.*$/),
      expect.stringMatching(/^ {4}Entry \d+: monalisa merged pull request 2 .*\.$/),
      '',
    ]);
  });

  test('with --json an object a line', async () => {
    const stage = await openItem();
    const { items } = await listed(['acme/widgets'], { api: stage.fake });
    const record = stage.record(stage.issue);
    expect(items).toEqual([
      {
        item: stage.name,
        record_id: stage.name,
        ref: record.ref,
        state: 'ci_pending',
        since: record.head.at,
        updated_at: record.updated_at,
        pr_number: stage.pull,
        allowed: record.head.shown?.allowed,
        violations: [],
      },
    ]);
  });

  test('--violations: a line for each below its item, and exit code 1', async () => {
    const stage = await openItem();
    const fine = await cli(['list', 'acme/widgets', '--violations'], { api: stage.fake });
    expect(fine).toEqual({ stdout: '', stderr: 'No record matches.\n', exitCode: 0 });
    stage.world.check(stage.pull, { name: 'test', conclusion: 'failure' });
    stage.world.merge(stage.pull, { by: 'monalisa' });
    const { outputs } = await stage.tracked('pull_request', 'closed', { number: stage.pull });
    const { stdout, exitCode } = await cli(['list', 'acme/widgets', '--violations'], { api: stage.fake });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ {4}Entry \d+: monalisa merged pull request 2 on /m);
    expect(stdout).toContain('1 open');
    const { items, exitCode: code } = await listed(['acme/widgets', '--violations'], { api: stage.fake });
    const told = JSON.parse(outputs.violations ?? '').map(({ message: _, ...rest }: { message: string }) => rest);
    expect(items.map(({ violations }) => violations)).toEqual([told]);
    expect(code).toBe(1);
    // Without it the exit code speaks of reading alone.
    expect((await listed(['acme/widgets'], { api: stage.fake })).exitCode).toBe(0);
  });

  test('a record that cannot be read is told, the rest goes on, exit code 1', async () => {
    const stage = await openItem();
    const other = stage.world.openIssue({ author: 'octocat' });
    await stage.tracked('issues', 'opened', { number: other });
    const { databaseId, body } = stage.comment(stage.issue);
    stage.world.editComment(databaseId, body.replace('"trigger":"issue.opened"', '"trigger":"x"'), { by: 'monalisa' });
    const { ids, stderr, exitCode } = await listed(['acme/widgets'], { api: stage.fake });
    expect(ids).toEqual([`acme/widgets#${other}`]);
    expect(stderr).toContain('acme/widgets#1  record_tampered: ');
    expect(exitCode).toBe(1);
  });
});

describe('the same set as listByState', () => {
  const STORES = {
    'a file': (path: string) => `${path}/records.json`,
    'a folder': (path: string) => `${path}/records/`,
    SQLite: (path: string) => `sqlite:${path}/records.db`,
  } as const;

  test.each(Object.entries(STORES))('of %s', async (_, addressIn) => {
    const address = addressIn(folder());
    const { repository } = await openStore(readStoreAddress(address), {});
    if ('migrate' in repository) await repository.migrate?.();
    for (const record of everyState()) await repository.save(record, { expectedVersion: null });
    for (const state of Object.values(LoopState)) {
      const expected = await repository.listByState(state);
      const { ids, exitCode } = await listed(['--from', address, '--state', state]);
      expect(ids).toEqual(expected.map(({ record_id }) => record_id));
      expect(exitCode).toBe(0);
    }
    await repository.close?.();
    expect((await listed(['--from', address])).ids).toHaveLength(everyState().length);
  });

  test('of a repository on GitHub', async () => {
    const stage = await openItem();
    const second = stage.world.openIssue({ author: 'octocat' });
    await stage.tracked('issues', 'opened', { number: second });
    const { repository } = await openStore(readStoreAddress('github:acme/widgets'), envOf({ api: stage.fake }));
    for (const state of ['issue_created', 'ci_pending', 'merged']) {
      const expected = await repository.listByState(state);
      const { ids } = await listed(['acme/widgets', '--state', state], { api: stage.fake });
      expect(ids.toSorted()).toEqual(expected.map(({ record_id }) => record_id).toSorted());
    }
    await repository.close?.();
  });
});

describe('which records', () => {
  const maker = new RecordMaker();
  const fresh = stepped(maker.make({ ref: 'ticket/new', at: instantOf(Date.now() - 90 * HOUR) }), {
    state: 'task_queued',
    at: instantOf(Date.now() - HOUR),
  });
  const old = stepped(maker.make({ ref: 'ticket/old', at: instantOf(Date.now() - 200 * HOUR) }), {
    state: 'task_queued',
    at: instantOf(Date.now() - 73 * HOUR),
  });
  const input = `${JSON.stringify(fresh)}\n${JSON.stringify(old)}\n`;

  test.each<[readonly string[], readonly string[]]>([
    [[], ['ticket/new', 'ticket/old']],
    [['--older-than', '3d'], ['ticket/old']],
    [
      ['--older-than', '59m'],
      ['ticket/new', 'ticket/old'],
    ],
    [['--older-than', '4d'], []],
    [['--state', 'task_queued', '--state', 'merged', '--older-than', '3d'], ['ticket/old']],
    [['--state', 'merged'], []],
    [['--limit', '1'], ['ticket/new']],
    [
      ['--limit', '2'],
      ['ticket/new', 'ticket/old'],
    ],
    [[old.record_id], ['ticket/old']],
  ])('%j', async (args, expected) => {
    const { items, exitCode } = await listed([...args, '--file', '-'], { input });
    expect(items.map(({ item }) => item)).toEqual(expected);
    expect(exitCode).toBe(0);
  });

  test('a limit that leaves some out says so, and a state that nobody has is asked about', async () => {
    const { stderr } = await listed(['--file', '-', '--limit', '1'], { input });
    expect(stderr).toBe('There are more than 1.\n');
    const asked: readonly (readonly string[])[] = [[], ['--json'], ['--state', 'task_queued'], ['--limit', '1']];
    for (const more of asked) {
      const slip = await cli(['list', '--file', '-', '--state', 'task_queud', ...more], { input });
      expect(slip.stderr).toContain('"task_queud" is not a built-in state; did you mean "task_queued"?');
    }
    // A state of one's own is none.
    const own = stepped(fresh, { state: 'task_queud', at: instantOf(Date.now()) });
    const fine = await cli(['list', '--file', '-', '--state', 'task_queud', '--older-than', '1d'], {
      input: JSON.stringify(own),
    });
    expect(fine).toEqual({ stdout: '', stderr: 'No record matches.\n', exitCode: 0 });
  });

  test('names of any width: the columns stay below each other', async () => {
    const wide = maker.make({ ref: '問題/七\u001b[2J\u202e', state: 'issue_created' });
    const { stdout } = await cli(['list', '--file', '-'], {
      input: `${JSON.stringify(wide)}\n${JSON.stringify(old)}\n`,
    });
    expect(stdout).toContain('問題/七\\u{1b}[2J\\u{202e}');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each(['acme', 'https://github.com/acme/widgets'])('%s names no records', async (name) => {
    const { stderr, exitCode } = await cli(['list', name]);
    expect(stderr).toContain(`"${name}" is no repository and no item. Write owner/repo or owner/repo#42.`);
    expect(exitCode).toBe(2);
  });

  test('of a store that is not there nothing is made', async () => {
    const path = folder();
    const { exitCode, stderr } = await cli(['list', '--from', `sqlite:${path}/none.db`]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('none.db');
  });
});

test('a store gives its records in its own order, newest first', async () => {
  const path = `${folder()}/records.json`;
  const store = new FileRepository({ path });
  const all = everyState();
  for (const record of all) await store.save(record, { expectedVersion: null });
  expect((await listed(['--from', path])).ids).toEqual(all.map(({ record_id }) => record_id).toReversed());
  await store.close();
});
