import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readInputs } from '../../../src/action/inputs/inputs.ts';
import { variableOf } from '../../../src/action/inputs/values.ts';

const SHA = '929f8209d40f77f4abc622a499c93a83babdbe64';

function read(inputs: { readonly [name: string]: string }) {
  const given = Object.entries(inputs).map(([name, value]) => [variableOf(name), value]);
  return readInputs({
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_SERVER_URL: 'https://github.com',
    PATH: '/bin',
    ...Object.fromEntries(given),
  });
}

async function problem(inputs: { readonly [name: string]: string }): Promise<string> {
  const error: unknown = await read(inputs).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'input_invalid' });
  return error instanceof Error ? error.message : '';
}

test('with nothing given everything is at its default, and no setting is set', async () => {
  expect(await read({ issue: '', 'on-invalid': '' })).toEqual({
    token: '',
    command: 'track',
    targets: [],
    to: '',
    trigger: 'workflow.asserted',
    metadata: {},
    override: false,
    reason: null,
    configPath: '.github/loopforge.yml',
    configNamed: false,
    dryRun: false,
    records: null,
    settings: {},
    mirror: { url: '', region: '', hasCredentials: false },
    mirrorMissing: [],
    hooks: { webhookUrls: [], webhookSecrets: [], slackUrl: '', otlpHeaders: {}, gateSecret: '' },
    hooksMissing: [],
  });
});

test('every setting is read, and only those that were given', async () => {
  const { settings } = await read({
    lifecycle: 'strict',
    'on-invalid': 'warn',
    'auto-merge': 'true',
    track: 'all',
    'require-issue': 'True',
    begin: 'task_queued',
    ci: 'none',
    'required-checks': 'build\nlint / *\n\n',
    'ignore-checks': 'flaky',
    'require-current-approval': 'FALSE',
    'trusted-authors': '583231',
    'label-prefix': 'loopforge:',
    'status-context': 'loopforge',
    lock: 'none',
    summary: 'false',
    limit: '7',
  });
  expect(settings).toEqual({
    lifecycle: 'strict',
    onInvalid: 'warn',
    autoMerge: true,
    track: 'all',
    requireIssue: true,
    begin: 'task_queued',
    ci: 'none',
    requiredChecks: ['build', 'lint / *'],
    ignoreChecks: ['flaky'],
    requireCurrentApproval: false,
    trustedAuthors: ['583231'],
    labelPrefix: 'loopforge:',
    statusContext: 'loopforge',
    lock: 'none',
    summary: false,
    limit: 7,
  });
});

describe('items', () => {
  test.each([
    [{ issue: '42' }, [{ kind: 'item', number: 42 }]],
    [{ issue: '#42' }, [{ kind: 'item', number: 42 }]],
    [{ issue: ' acme/Widgets#42 ' }, [{ kind: 'item', number: 42 }]],
    [{ issue: 'https://github.com/acme/widgets/issues/42' }, [{ kind: 'item', number: 42 }]],
    [{ 'pull-request': '43' }, [{ kind: 'pull_request', number: 43 }]],
    [{ sha: SHA.toUpperCase() }, [{ kind: 'commit', sha: SHA, branch: null }]],
    [
      { issue: '42', 'pull-request': '43' },
      [
        { kind: 'item', number: 42 },
        { kind: 'pull_request', number: 43 },
      ],
    ],
  ])('%j', async (inputs, targets) => {
    expect((await read(inputs)).targets).toEqual(targets);
  });

  test.each([
    [{ issue: 'the login page' }, '"issue" must be like 42, #42, owner/repo#42 or a URL, not "the login page"'],
    [{ issue: 'acme/gadgets#42' }, '"issue" must be an item of acme/widgets'],
    [{ issue: 'https://ghes.example/acme/widgets/issues/42' }, '"issue" must be an item of acme/widgets'],
    [{ 'pull-request': '0' }, '"pull-request" must be like'],
    [{ sha: 'main' }, '"sha" must be a commit id'],
  ])('%j is refused', async (inputs, message) => {
    expect(await problem(inputs)).toContain(message);
  });

  test('a URL of another host is this repository where the server says so', async () => {
    const inputs = await readInputs({
      GITHUB_REPOSITORY: 'acme/widgets',
      GITHUB_SERVER_URL: 'https://ghes.example',
      INPUT_ISSUE: 'https://ghes.example/acme/widgets/issues/42',
    });
    expect(inputs.targets).toEqual([{ kind: 'item', number: 42 }]);
  });
});

describe('a transition', () => {
  test('is read with all that belongs to it', async () => {
    const inputs = await read({
      command: 'transition',
      to: 'merged',
      trigger: 'deploy.finished',
      metadata: 'env: prod',
      override: 'true',
      reason: 'the runner was down',
    });
    expect(inputs).toMatchObject({
      command: 'transition',
      to: 'merged',
      trigger: 'deploy.finished',
      metadata: { env: 'prod' },
      override: true,
      reason: 'the runner was down',
    });
  });

  test.each([
    [{ command: 'transition' }, '"command: transition" needs "to"'],
    [{ to: 'merged' }, '"to" needs "command: transition"'],
    [{ override: 'true', reason: 'x' }, '"override" needs "command: transition"'],
    [{ command: 'transition', to: 'merged', override: 'true' }, '"override" needs "reason"'],
    [{ command: 'transition', to: 'merged', override: 'true', reason: '  ' }, '"override" needs "reason"'],
    [
      { command: 'transition', to: 'merged', override: 'yes', reason: 'x' },
      '"override": "yes" is not one of its values. Accepted: true or false',
    ],
    [{ command: 'transition', to: 'merged', reason: 'x'.repeat(1025) }, '"reason" is longer than 1024 bytes'],
    [{ command: 'transition', to: 'merged', trigger: 'Deploy Finished' }, '"trigger" must be a name'],
    [{ command: 'transition', to: 'merged', metadata: '[1]' }, '"metadata" is not accepted'],
    [{ command: 'sweep', issue: '42' }, '"command: sweep" looks at every item'],
  ])('%j is refused', async (inputs, message) => {
    expect(await problem(inputs)).toContain(message);
  });
});

describe('a mistake', () => {
  test.each([
    [
      { command: 'sync' },
      '"command": "sync" is not one of its values. Accepted: track, transition, sweep, verify, repair, list or export.',
    ],
    [{ command: 'sweeep' }, '"command": "sweeep" is not one of its values; did you mean "sweep"?'],
    [{ command: 'report' }, '"command": "report" is not one of its values'],
    [{ 'on-invald': 'warn' }, '"on-invald" is not an input; did you mean "on-invalid"?'],
    [{ colour: 'red' }, '"colour" is not an input. Accepted: github-token, command, '],
    [{ 'on-invalid': 'explode' }, '"on-invalid": "explode" is not one of its values. Accepted: fail, warn or ignore.'],
    [{ limit: '-1' }, '"limit"'],
    [{ 'dry-run': 'maybe' }, '"dry-run": "maybe" is not one of its values. Accepted: true or false.'],
    [{ config: '../secrets.yml' }, '"config" must be a path in the repository'],
    [{ config: '/etc/passwd' }, '"config" must be a path in the repository'],
    [{ config: 'HEAD:x' }, '"config" must be a path in the repository'],
  ])('%j is one clear sentence', async (inputs, message) => {
    expect(await problem(inputs)).toContain(message);
  });

  test('does not hide the others: all are told at once', async () => {
    const message = await problem({ command: 'sync', 'on-invald': 'warn', limit: 'x', issue: 'y', metadata: '7' });
    expect(message).toContain('5 things are wrong');
    for (const name of ['"command"', '"on-invald"', '"limit"', '"issue"', '"metadata"'])
      expect(message).toContain(name);
  });
});

test('a config file is asked for by name only when it is another than the default', async () => {
  expect(await read({ config: '.github/loopforge.yml' })).toMatchObject({ configNamed: false });
  expect(await read({ config: 'ops/loop.yml' })).toMatchObject({ configPath: 'ops/loop.yml', configNamed: true });
});

describe('what list and export are asked', () => {
  const query = { states: [], olderThanMs: null, openViolations: false };

  test('is every item, unless it is said', async () => {
    expect((await read({ command: 'list' })).records).toEqual({ kind: 'list', number: null, query });
    expect((await read({ command: 'export', 'redact-actors': 'false' })).records).toMatchObject({
      ...{ kind: 'export', number: null, query, format: 'ndjson', file: null, redactActors: false, pseudonymKey: '' },
    });
  });

  test('is what was given', async () => {
    const { records } = await read({
      ...{ command: 'list', issue: '#7', 'filter-state': 'merged\nclosed\n', 'older-than': '2w', violations: 'true' },
    });
    expect(records).toEqual({
      ...{ kind: 'list', number: 7 },
      query: { states: ['merged', 'closed'], olderThanMs: 14 * 24 * 3_600_000, openViolations: true },
    });
  });

  test('names a file from the workspace on, or anywhere', async () => {
    const named = async (file: string) => (await read({ command: 'export', 'output-file': file })).records;
    expect(await named('out/trail.csv')).toMatchObject({ file: resolve('out/trail.csv') });
    expect(await named('/tmp/trail.csv')).toMatchObject({ file: '/tmp/trail.csv' });
  });

  test('a flag that says no asks nothing of other commands', async () => {
    expect((await read({ violations: 'false', 'redact-actors': 'false' })).records).toBeNull();
  });
});
