import { describe, expect, test } from 'vitest';
import { ALL_READ, type Scopes } from '../support/github/identity.ts';
import { openStage, type Stage, type StepOptions } from './stage.ts';
import { expectError } from './told.ts';

async function withIssue(scopes?: Scopes): Promise<Stage> {
  const stage = await openStage(scopes === undefined ? {} : { fake: { scopes } });
  stage.world.openIssue();
  return stage;
}

/** Delivers `issues.opened` of #1 with something wrong about the step. */
const opened = (stage: Stage, options: StepOptions) => stage.event('issues', 'opened', { number: 1 }, options);

describe('a step with something wrong about it', () => {
  test.each<[string, StepOptions, string, RegExp]>([
    [
      'a misspelt input',
      { inputs: { lifecyle: 'strict' } },
      'input_invalid',
      /"lifecyle" is not an input.*"lifecycle"/,
    ],
    [
      'a state in capitals',
      { inputs: { command: 'transition', to: 'Merged' } },
      'input_invalid',
      /"to": "Merged" is not a state; did you mean "merged"\?/,
    ],
    [
      'half a bracket',
      { inputs: { 'required-checks': 'build[' } },
      'input_invalid',
      /"required-checks": "build\[" has/,
    ],
    ['an odd label prefix', { inputs: { 'label-prefix': 'a, b' } }, 'input_invalid', /"label-prefix": "a, b" is not/],
    [
      'a metadata that is no map',
      { inputs: { metadata: '[1]' } },
      'input_invalid',
      /"metadata" is not accepted: it must be a map/,
    ],
    [
      'an unknown lifecycle',
      { inputs: { lifecycle: 'loose' } },
      'input_invalid',
      /"loose" is not one of its values\. Accepted: standard or strict/,
    ],
    [
      'an item elsewhere',
      { inputs: { issue: 'acme/gadgets#1' } },
      'input_invalid',
      /acme\/widgets, where this workflow runs/,
    ],
    [
      '20 metadata values of 1 kB',
      {
        inputs: {
          command: 'transition',
          to: 'closed',
          metadata: JSON.stringify(
            Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`key${at}`, 'x'.repeat(1024)])),
          ),
        },
      },
      'input_invalid',
      /"metadata" and "reason" take 2\d{4} characters in the record together, and one entry keeps at most 5000/,
    ],
    [
      '3,000 globs',
      { inputs: { 'required-checks': Array.from({ length: 3_000 }, (_, at) => `check ${at} *`).join('\n') } },
      'input_invalid',
      /\(3000 names\) take \d+ characters in the record, and at most 2000 are kept/,
    ],
    [
      'a reason of brackets',
      { inputs: { command: 'transition', to: 'closed', override: 'true', reason: '<'.repeat(1_000) } },
      'input_invalid',
      /"reason" takes 6002 characters in the record/,
    ],
    ['no token', { token: '' }, 'token_missing', /"github-token" is empty/],
    [
      'an event name without a payload',
      { env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } },
      'event_invalid',
      /GITHUB_EVENT_PATH/,
    ],
  ])('%s: one error that says what to do, before any request', async (_, options, code, expected) => {
    const stage = await withIssue();
    const before = stage.version();
    expect(expectError(await opened(stage, options), code)).toMatch(expected);
    expect(stage.requests()).toEqual([]);
    expect(stage.version()).toBe(before);
  });

  test('a broken event file, or one of another event', async () => {
    const stage = await withIssue();
    expect(expectError(await stage.deliver('issues', '{"action": "opened",'), 'event_invalid')).toContain('not JSON');
    const other = stage.payload('push', null);
    expect(expectError(await stage.deliver('issues', other), 'event_invalid')).toContain('"issue.number"');
    expect(stage.fake.requests).toEqual([]);
  });

  test('a token that is not valid', async () => {
    const stage = await withIssue();
    const before = stage.version();
    const message = expectError(await opened(stage, { token: 'expired' }), 'permission_missing');
    expect(message).toContain('`github-token`');
    expect(stage.version()).toBe(before);
  });

  test('a repository or an item that is not there', async () => {
    const stage = await withIssue();
    const elsewhere = await opened(stage, { env: { GITHUB_REPOSITORY: 'acme/gone' } });
    expect(expectError(elsewhere, 'not_found')).toContain('acme/gone');
    expect(expectError(await opened(stage, { inputs: { issue: '99' } }), 'not_found')).toContain('acme/widgets#99');
    expect(stage.world.comments(1)).toEqual([]);
  });
});

describe('a token without permission', () => {
  test('to write: the error names the permission, and nothing is changed', async () => {
    const stage = await withIssue(ALL_READ);
    const before = stage.version();
    const message = expectError(await opened(stage, {}), 'permission_missing');
    expect(message).toContain('`issues: write`');
    expect(stage.version()).toBe(before);
  });

  test('to write to a pull request that is an item: the error names that permission', async () => {
    const stage = await openStage({ settings: 'track: all\n', fake: { scopes: { ...ALL_READ, issues: 'write' } } });
    const pull = stage.world.openPull({ body: '' });
    const message = expectError(await stage.event('pull_request', 'opened', { pull }), 'permission_missing');
    expect(message).toContain('`pull-requests: write`');
    expect(stage.world.comments(pull)).toEqual([]);
  });

  test.each([
    ['pull_request', 'opened'],
    ['pull_request_review', 'submitted'],
  ])('for a fork’s %s the step is put off, green, and the next run that may write records it', async (name, action) => {
    const stage = await withIssue(ALL_READ);
    const { world } = stage;
    const pull = world.openPull({ author: 'codertocat', fork: true, closes: [1] });
    world.review(pull, { by: 'monalisa', state: 'commented' });
    const before = stage.version();
    const step = await stage.event(name, action, { pull, sender: 'codertocat' });
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'deferred', reason: 'read_only_token', changed: 'false' },
    });
    expect(step.annotations).toMatchObject([{ name: 'notice', title: 'LoopForge: read_only_token' }]);
    expect(stage.version()).toBe(before);
    stage.fake.setScopes({ ...ALL_READ, issues: 'write' });
    world.check(pull, { conclusion: 'success' });
    const later = await stage.event('workflow_run', 'completed', { pull });
    expect(later.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
  });

  test('and a fork without any token at all is put off too', async () => {
    const stage = await withIssue();
    const pull = stage.world.openPull({ author: 'codertocat', fork: true, closes: [1] });
    const step = await stage.event('pull_request', 'opened', { pull }, { token: '' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'deferred', reason: 'read_only_token' } });
    expect(stage.requests()).toEqual([]);
  });
});
