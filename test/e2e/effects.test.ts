import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';
import { errorsOf, expectTold, warningsOf } from './told.ts';

describe('label-prefix', () => {
  test('takes off no label that only begins like it', async () => {
    const stage = await openStage({ settings: 'label_prefix: b\n' });
    const issue = stage.world.openIssue({ labels: ['bug', 'bmerged', 'Backlog'] });
    await stage.event('issues', 'opened', { number: issue });
    expect(stage.world.issue(issue).labels).toEqual(['bug', 'Backlog', 'bissue_created']);
  });

  test('keeps exactly one state label, and no other label is touched', async () => {
    const stage = await openStage({ settings: 'label_prefix: "loopforge:"\n' });
    const { world } = stage;
    const issue = world.openIssue({ labels: ['bug', 'loopforge:merged'] });
    await stage.event('issues', 'opened', { number: issue });
    expect(world.issue(issue).labels).toEqual(['bug', 'loopforge:issue_created']);
    const pull = world.openPull({ closes: [issue] });
    await stage.event('pull_request', 'opened', { pull });
    expect(world.issue(issue).labels).toEqual(['bug', 'loopforge:ci_pending']);
    world.label(issue, 'loopforge:approved');
    expectTold(await stage.event('issues', 'labeled', { number: issue, label: 'loopforge:approved' }), '–');
    expect(world.issue(issue).labels).toEqual(['bug', 'loopforge:ci_pending']);
    await stage.event('issues', 'labeled', { number: issue });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('as an input wins over the file', async () => {
    const stage = await openStage({ settings: 'label_prefix: "loopforge:"\n' });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue }, { inputs: { 'label-prefix': 'state/' } });
    expect(stage.world.issue(issue).labels).toEqual(['state/issue_created']);
  });
});

describe('status-context', () => {
  test('sets a commit status on the head, which does not stand in its own way', async () => {
    const stage = await openStage({ settings: 'status_context: loopforge\n' });
    const { world } = stage;
    const statuses = () => world.state().statuses.map(({ sha, context, state }) => [sha, context, state]);
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    const { headSha } = world.pull(pull);
    await stage.event('pull_request', 'opened', { pull });
    expect(statuses()).toEqual([[headSha, 'loopforge', 'pending']]);
    expect(world.state().statuses[0]).toMatchObject({
      description: 'Next: wait for a check to succeed (none has reported yet).',
      targetUrl: expect.stringContaining('#issuecomment-'),
    });
    world.check(pull, { conclusion: 'failure' });
    expectTold(await stage.event('workflow_run', 'completed', { pull }), 'ci_failed');
    world.merge(pull);
    expectTold(await stage.event('pull_request', 'closed', { pull }), 'red gate_not_met');
    expect(statuses().at(-1)).toEqual([headSha, 'loopforge', 'failure']);
    expect(world.state().statuses.at(-1)?.description).toMatch(
      /^\w+ merged pull request 2 on 22 Nov 2026 at \d\d:\d\d UTC while the check `build` was failing\.$/,
    );
    world.check(pull, { conclusion: 'success' });
    // The status is a failure now, and yet the proof that heals the violation is found.
    expectTold(await stage.event('workflow_run', 'completed', { pull }), 'ci_pending ci_passed merged closed');
    expect(statuses().at(-1)).toEqual([headSha, 'loopforge', 'success']);
    await stage.event('issues', 'closed', { number: issue });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });
});

describe('an effect that fails after the write', () => {
  const LABELS = { method: 'POST', path: /\/labels$/ };
  const refused = { kind: 'status', status: 403, when: 'before', body: { message: 'Label is locked' } } as const;

  /** One run whose label fails, and the same run without that. */
  async function runs(settings: string) {
    const stage = await openStage({ settings: `${settings}label_prefix: "loopforge:"\nstatus_context: loopforge\n` });
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [issue] });
    stage.fake.faults.add({ match: LABELS, fault: refused });
    const step = await stage.event('pull_request', 'opened', { pull });
    return { stage, issue, pull, step };
  }

  test('changes nothing of what was recorded: a warning beside the result', async () => {
    const { stage, issue, pull, step } = await runs('');
    const record = stage.record(issue);
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: {
        outcome: 'transitioned',
        changed: 'true',
        reason: '',
        state: 'ci_pending',
        'record-id': record.record_id,
        'head-hash': record.head.hash,
        'pull-request-number': String(pull),
        error: '',
      },
    });
    expect(JSON.parse(step.outputs.transitions ?? '')).toEqual(record.transitions);
    expect(JSON.parse(step.outputs.entered ?? '')).toEqual(record.transitions.map((entry) => entry.to_state));
    expect(JSON.parse(step.outputs.effects ?? '')).toEqual([
      { name: 'label', ok: false, message: expect.stringContaining('Label is locked') },
      { name: 'status', ok: true, message: 'loopforge: pending' },
    ]);
    expect(warningsOf(step)).toEqual([expect.stringMatching(/^The label could not be set: .*Label is locked/)]);
    expect(step.summary).toContain('The label could not be set');
    expect(stage.world.state().statuses).toHaveLength(1);
    // The next run makes up for it.
    await stage.event('issues', 'labeled', { number: issue });
    expect(stage.world.issue(issue).labels).toEqual(['loopforge:ci_pending']);
  });

  test('is red where `on-effect-failure: fail` asks for it, with the same result', async () => {
    const { stage, issue, step } = await runs('on_effect_failure: fail\n');
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'transitioned', changed: 'true' } });
    expect(JSON.parse(step.outputs.transitions ?? '')).toEqual(stage.record(issue).transitions);
    expect(errorsOf(step)).toEqual(['LoopForge']);
  });
});
