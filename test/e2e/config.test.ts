import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { openStage } from './stage.ts';
import { expectError, expectTold, resultsOf } from './told.ts';

const PATH = '.github/loopforge.yml';

describe('.github/loopforge.yml', () => {
  test('lifecycle: strict is the law of every entry', async () => {
    const stage = await openStage({ settings: 'lifecycle: strict\nauto_merge: true\n' });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    stage.world.closeIssue(issue);
    expectTold(await stage.event('issues', 'closed', { number: issue }), 'red gate_not_met');
    const record = stage.record(issue);
    expect(record).toMatchObject({ auto_merge: true, genesis: { auto_merge: true } });
    expect(record.rejections[0]?.lifecycle).toBe(builtinLifecycle('strict').hash);
    expect(record.genesis.lifecycle).toBe(builtinLifecycle('strict').hash);
  });

  test('required_checks decide, and ignore_checks do not count', async () => {
    const stage = await openStage({ settings: 'required_checks: [ci]\nignore_checks:\n  - "lint*"\n' });
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.check(pull, { name: 'other', conclusion: 'failure' });
    const waiting = await stage.event('workflow_run', 'completed', { pull });
    expect(waiting.outputs.state).toBe('ci_pending');
    expect(JSON.parse(waiting.outputs.missing ?? '')).toEqual([
      {
        kind: 'never_reported',
        names: ['ci'],
        counts: { total: 1 },
        summary: 'Have the required check `ci` report (renamed, or skipped by a path filter?).',
      },
    ]);
    world.check(pull, { name: 'ci', conclusion: 'success' });
    world.check(pull, { name: 'lint-all', conclusion: 'failure' });
    expectTold(await stage.event('workflow_run', 'completed', { pull }), 'ci_passed');
    expect(stage.record(issue).transitions.at(-1)?.evidence.checks).toEqual({ ci: 'success' });
    expect(stage.record(issue).transitions[0]?.settings).toEqual({
      ci: 'checks',
      ignore_checks: ['lint*'],
      require_current_approval: false,
      required_checks: ['ci'],
      unmerged_close: 'refuse',
      // As `git hash-object` says of the file.
      config: { path: '.github/loopforge.yml', blob: '37c98d26f22696de3dd697f630a68840c040123c' },
    });
  });

  test('begin: task_queued waits until the item is taken up', async () => {
    const stage = await openStage({ settings: 'begin: task_queued\n' });
    const issue = stage.world.openIssue();
    expectTold(await stage.event('issues', 'opened', { number: issue }), 'ignored (not_tracked)');
    expect(stage.world.comments(issue)).toEqual([]);
    stage.world.assign(issue, 'hubot');
    expectTold(await stage.event('issues', 'assigned', { number: issue }), 'created task_queued');
  });

  test('require_issue: a pull request that closes none is red; a bot may', async () => {
    const stage = await openStage({ settings: 'require_issue: true\n' });
    const pull = stage.world.openPull({ author: 'hubot', body: 'Trust me.' });
    const step = await stage.event('pull_request', 'opened', { pull });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', reason: 'issue_required' } });
    expect(step.annotations).toMatchObject([{ name: 'error', title: 'LoopForge: issue_required' }]);
    expect(stage.world.comments(pull)).toEqual([]);
    const update = stage.world.openPull({ author: 'dependabot', body: 'Bump.' });
    const bots = await stage.event('pull_request', 'opened', { pull: update });
    expect(bots).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored', reason: 'no_item' } });
  });

  test('track: all makes an item of a pull request that closes no issue', async () => {
    const stage = await openStage({ settings: '{"track": "all"}' });
    const pull = stage.world.openPull({ author: 'hubot', body: 'Trust me.' });
    const step = await stage.event('pull_request', 'opened', { pull });
    expectTold(step, 'created task_queued pr_created ci_pending');
    expect(resultsOf(step)).toMatchObject([{ 'issue-number': pull, 'pull-request-number': pull }]);
    expect(stage.record(pull)).toMatchObject({ ref: `https://github.com/acme/widgets/pull/${pull}`, pr_number: pull });
  });

  test('ci: none lets a repository without CI go through the gate', async () => {
    const stage = await openStage({ settings: 'ci: none\n' });
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [issue] });
    const step = await stage.event('pull_request', 'opened', { pull });
    expectTold(step, 'created task_queued pr_created ci_pending ci_passed');
  });

  test('makes the law alone: the same settings as inputs are an error that names both', async () => {
    const stage = await openStage({ settings: 'lifecycle: strict\n' });
    const issue = stage.world.openIssue();
    const before = stage.version();
    const inputs = { lifecycle: 'standard', 'on-invalid': 'ignore', lock: 'none' };
    const message = expectError(await stage.event('issues', 'opened', { number: issue }, { inputs }), 'input_invalid');
    expect(message).toContain('`lifecycle`, `on-invalid`');
    expect(message).toContain(PATH);
    expect(message).not.toContain('`lock`');
    expect(stage.version()).toBe(before);
  });

  test('without it the inputs count', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    stage.world.closeIssue(issue);
    const step = await stage.event('issues', 'closed', { number: issue }, { inputs: { lifecycle: 'strict' } });
    expectTold(step, 'created issue_created, red gate_not_met');
  });

  test('counts from the default branch, not from the pull request', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [issue] });
    stage.world.check(pull, { conclusion: 'failure' });
    stage.world.merge(pull);
    stage.world.putFile('config/loopforge.json', '{"on_invalid": "ignore"}');
    const inputs = { config: 'config/loopforge.json' };
    const step = await stage.event('pull_request', 'closed', { pull }, { inputs });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'rejected' } });
    const absent = await stage.event('pull_request', 'closed', { pull }, { inputs: { config: 'config/none.yml' } });
    expect(expectError(absent, 'config_invalid')).toContain('config/none.yml is not on the default branch');
  });
});

describe('a config file that cannot be used', () => {
  test.each([
    ['no YAML', 'lifecycle: [strict\n', /1 problem/],
    ['unknown settings', 'lifecycles: strict\nci: maybe\n', /2 problems.*\n.*"lifecycles".*did you mean.*\n.*ci: /],
    ['a secret in it', 'github_token: abc\n', /belongs to the step in the workflow/],
  ])('%s: one error, nothing written', async (_, settings, expected) => {
    const stage = await openStage({ settings });
    const issue = stage.world.openIssue();
    const before = stage.version();
    const message = expectError(await stage.event('issues', 'opened', { number: issue }), 'config_invalid');
    expect(message).toContain(`${PATH} on the default branch`);
    expect(message).toMatch(expected);
    expect(stage.version()).toBe(before);
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });
});
