import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Env } from '../../src/action/inputs/env.ts';
import { runAction } from '../../src/action/run.ts';
import { createLockJournal } from '../../src/compose/action/lock-journal.ts';
import { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import type { ActionRequest } from '../../src/compose/github/request.ts';
import type { ResultReport } from '../../src/compose/result/result-report.ts';
import { withCodePage } from '../../src/core/outcome/code-page.ts';
import { LoopForgeError } from '../../src/core/values/errors.ts';
import { example } from '../codec/event-examples.ts';
import { fakeRunner } from './fake-runner.ts';
import { recordOf } from './sample-record.ts';
import { reportOf } from './sample-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

let steps = 0;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

function step(eventName: string, payload: unknown, env: Env = {}): Env {
  const path = join(folder, `event-${++steps}.json`);
  writeFileSync(path, JSON.stringify(payload));
  return {
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: path,
    GITHUB_ACTION: 'track it',
    RUNNER_TEMP: folder,
    'INPUT_GITHUB-TOKEN': 'secret-token',
    ...env,
  };
}

function command(...reports: readonly ResultReport[]) {
  return vi.fn(async function* (_: ActionRequest) {
    yield* reports;
  });
}

/** A command that ends in an error, after it has told of these. */
function failing(error: unknown, ...reports: readonly ResultReport[]) {
  return async function* () {
    yield* reports;
    throw error;
  };
}

const CONTROL = {
  cancellation: new CancelSwitch(),
  journal: createLockJournal(() => {}),
  onReportBegun: () => {},
};

const opened = example('issues', 'opened', { issue: { number: 42 } });

describe('what reaches the command', () => {
  test('is all that was given, and the token is masked first', async () => {
    const runner = fakeRunner();
    const run = command();
    await runAction(
      step('issues', opened, { INPUT_LIFECYCLE: 'strict', 'INPUT_DRY-RUN': 'true' }),
      runner,
      run,
      CONTROL,
    );
    expect(runner.masks).toEqual(['secret-token']);
    expect(run).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        command: { kind: 'track', targets: [{ kind: 'item', number: 42 }], named: false, fork: false, queued: null },
        token: 'secret-token',
        owner: 'acme',
        repo: 'widgets',
        settings: { lifecycle: 'strict' },
        configPath: '.github/loopforge.yml',
        configNamed: false,
        dryRun: true,
      }),
    );
    expect(runner.red).toBe(false);
  });

  test('secrets of hooks are masked line by line, and what follows their prefixes too', async () => {
    const runner = fakeRunner();
    const secret = Buffer.alloc(32, 7).toString('base64');
    const given = {
      'INPUT_WEBHOOK-URL': 'https://one.example.com/a\nhttps://two.example.com/b',
      'INPUT_WEBHOOK-SECRET': `whsec_${secret}`,
      'INPUT_SLACK-WEBHOOK-URL': 'https://hooks.slack.com/services/T0/B0/planted',
      'INPUT_OTLP-HEADERS': 'authorization: Bearer planted-token',
    };
    await runAction(step('issues', opened, given), runner, command(), CONTROL);
    for (const masked of [
      ...['https://one.example.com/a', 'https://two.example.com/b', `whsec_${secret}`, secret],
      ...['https://hooks.slack.com/services/T0/B0/planted', 'T0/B0/planted', 'Bearer planted-token', 'planted-token'],
    ]) {
      expect(runner.masks).toContain(masked);
    }
  });

  test('an item that is named wins over the event, even over one that leads nowhere', async () => {
    const run = command();
    await runAction(step('discussion', { action: 'created' }, { INPUT_ISSUE: '7' }), fakeRunner(), run, CONTROL);
    expect(run.mock.calls[0]?.[0].command).toEqual({
      kind: 'track',
      targets: [{ kind: 'item', number: 7 }],
      named: true,
      fork: false,
      queued: null,
    });
  });

  test('a transition', async () => {
    const run = command();
    const inputs = { INPUT_COMMAND: 'transition', INPUT_TO: 'merged', INPUT_METADATA: '{"env":"prod"}' };
    await runAction(step('issues', opened, inputs), fakeRunner(), run, CONTROL);
    expect(run.mock.calls[0]?.[0].command).toEqual({
      kind: 'transition',
      targets: [{ kind: 'item', number: 42 }],
      named: false,
      fork: false,
      to: 'merged',
      trigger: 'workflow.asserted',
      metadata: { env: 'prod' },
      override: false,
      reason: null,
    });
  });

  test('a sweep, on any event', async () => {
    const run = command();
    await runAction(
      step('schedule', { schedule: '0 5 * * *' }, { INPUT_COMMAND: 'sweep' }),
      fakeRunner(),
      run,
      CONTROL,
    );
    expect(run.mock.calls[0]?.[0].command).toEqual({ kind: 'sweep' });
  });
});

describe('a run that ends before it begins', () => {
  test('an event without an item is ignored, green, with its reason', async () => {
    const runner = fakeRunner();
    const run = command();
    await runAction(step('discussion', { action: 'created' }), runner, run, CONTROL);
    expect(run).not.toHaveBeenCalled();
    expect(runner.red).toBe(false);
    expect(runner.outputs).toMatchObject({ outcome: 'ignored', reason: 'event_not_mapped', count: '0' });
    expect(runner.annotations).toMatchObject([{ level: 'notice', title: 'LoopForge: event_not_mapped' }]);
  });

  test('a fork without a token is deferred, green', async () => {
    const runner = fakeRunner();
    const fork = example('pull_request', 'opened', {
      pull_request: { head: { repo: { id: 1 } }, base: { repo: { id: 2 } } },
    });
    await runAction(step('pull_request', fork, { 'INPUT_GITHUB-TOKEN': '' }), runner, command(), CONTROL);
    expect(runner.outputs).toMatchObject({ outcome: 'deferred', reason: 'read_only_token' });
    expect(runner.red).toBe(false);
  });
});

describe('a failure is one error that says what to do', () => {
  const broken = step('issues', opened);

  test.each<[string, Env, string]>([
    ['a missing token', { ...broken, 'INPUT_GITHUB-TOKEN': '' }, 'token_missing'],
    ['a misspelt input', { ...broken, INPUT_ISUE: '1' }, 'input_invalid'],
    ['a missing event file', { ...broken, GITHUB_EVENT_PATH: '/nowhere/event.json' }, 'event_invalid'],
    ['an event file of another event', { ...broken, GITHUB_EVENT_NAME: 'push' }, 'event_invalid'],
    [
      'a transition of nothing',
      { ...broken, GITHUB_EVENT_NAME: 'schedule', INPUT_COMMAND: 'transition', INPUT_TO: 'merged' },
      'input_invalid',
    ],
  ])('%s', async (_, env, code) => {
    const runner = fakeRunner();
    const run = command();
    await runAction(env, runner, run, CONTROL);
    expect(run).not.toHaveBeenCalled();
    expect(runner.red).toBe(true);
    expect(runner.outputs).toMatchObject({ outcome: 'failed', reason: code, count: '0' });
    expect(runner.annotations).toMatchObject([{ level: 'error', title: `LoopForge: ${code}` }]);
    expect(runner.annotations[0]?.message).toBe(runner.outputs.error);
  });

  test('one from the command keeps its code, and its cause for the debug log', async () => {
    const runner = fakeRunner({ isDebug: true });
    const cause = new Error('ECONNRESET');
    await runAction(
      step('issues', opened),
      runner,
      failing(new LoopForgeError('github_unreachable', 'GitHub gave no answer. Run the job again.', { cause })),
      CONTROL,
    );
    expect(runner.outputs).toMatchObject({ outcome: 'failed', reason: 'github_unreachable' });
    expect(runner.debugged.join('\n')).toMatch(/github_unreachable[\s\S]*ECONNRESET/);
  });

  test('anything else is a defect, and says so', async () => {
    const runner = fakeRunner();
    await runAction(step('issues', opened), runner, failing(new TypeError('x is not a function')), CONTROL);
    expect(runner.outputs).toMatchObject({ outcome: 'failed', reason: 'internal' });
    expect(runner.annotations[0]?.message).toContain('x is not a function');
  });

  test('outputs that cannot be written still leave an annotation and a red step', async () => {
    const runner = fakeRunner({
      setOutputs: () => {
        throw new Error('Missing file at path: /gone');
      },
    });
    await runAction(step('issues', opened), runner, command(), CONTROL);
    expect(runner.red).toBe(true);
    expect(runner.annotations).toMatchObject([{ level: 'error', title: 'LoopForge: internal' }]);
    expect(runner.annotations[0]?.message).toContain('/gone');
  });
});

describe('what came of it', () => {
  test('is published: outputs, record file, annotations, summary, exit code', async () => {
    const runner = fakeRunner();
    const record = recordOf({});
    const rejected = reportOf({
      outcome: 'rejected',
      reason: 'gate_lost',
      number: 42,
      record,
      red: true,
      summary: '# State',
      messages: [
        { level: 'error', code: 'gate_lost', text: 'Gate lost' },
        { level: 'warning', code: '', text: 'stale' },
      ],
    });
    await runAction(step('issues', opened), runner, command(rejected), CONTROL);
    expect(runner.red).toBe(true);
    expect(runner.summaries).toEqual(['# State']);
    expect(runner.outputs).toMatchObject({ outcome: 'rejected', reason: 'gate_lost', 'issue-number': '42' });
    expect(runner.outputs['record-file']).toBe(join(folder, 'loopforge-track_it-42.json'));
    expect(JSON.parse(readFileSync(runner.outputs['record-file'] ?? '', 'utf8'))).toEqual(record);
    expect(runner.annotations.map(({ message }) => message)).toEqual([withCodePage('Gate lost', 'gate_lost'), 'stale']);
  });

  test('is told of too where the command fails later on', async () => {
    const runner = fakeRunner();
    const moved = reportOf({
      outcome: 'transitioned',
      changed: true,
      number: 42,
      record: recordOf({}),
      summary: '# 42',
    });
    const error = new LoopForgeError('rate_limited', 'Too many requests.');
    await runAction(step('issues', opened), runner, failing(error, moved), CONTROL);
    expect(runner.red).toBe(true);
    expect(runner.outputs).toMatchObject({ outcome: 'failed', reason: 'rate_limited', changed: 'true', count: '1' });
    expect(JSON.parse(runner.outputs.results ?? '')).toMatchObject([{ outcome: 'transitioned', 'issue-number': 42 }]);
    expect(runner.summaries).toEqual(['# 42']);
  });

  test('a thousand records are written one by one, and none is kept but the worst', async () => {
    const runner = fakeRunner();
    const kept: WeakRef<object>[] = [];
    async function* many() {
      for (let number = 1; number <= 1_000; number++) {
        const record = recordOf({ pad: 2_000 });
        if (number % 100 === 0) kept.push(new WeakRef(record));
        yield reportOf({ number: number % 7, record, summary: `# ${number}\n${'x'.repeat(2_000)}` });
      }
    }
    await runAction(step('issues', opened), runner, many, CONTROL);
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    expect(kept.filter((ref) => ref.deref() !== undefined).length).toBeLessThanOrEqual(1);
    expect(runner.outputs.count).toBe('1000');
    expect(Buffer.byteLength(runner.summaries.join(''))).toBeLessThan(1_100_000);
  });

  test('without a summary none is written', async () => {
    const runner = fakeRunner();
    await runAction(step('issues', opened), runner, command(), CONTROL);
    expect(runner.summaries).toEqual([]);
  });
});
