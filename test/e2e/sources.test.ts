import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';
import { appendedBy, expectTold, sourcesOf } from './told.ts';

describe('how a step is known', () => {
  test('observed, where its own event arrived: who acted, when, and in which run', async () => {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const { world } = stage;
    const issue = world.openIssue({ author: 'monalisa' });
    const opened = await stage.event('issues', 'opened', { number: issue, sender: 'monalisa' });
    expect(sourcesOf(opened)).toEqual(['issue_created observed']);
    world.assign(issue, 'hubot');
    const assigned = await stage.event('issues', 'assigned', { number: issue, assignee: 'hubot' });
    expect(sourcesOf(assigned)).toEqual(['task_queued observed']);
    const pull = world.openPull({ author: 'hubot', closes: [issue] });
    const proposed = await stage.event('pull_request', 'opened', { pull, sender: 'hubot' });
    expect(sourcesOf(proposed)).toEqual(['pr_created observed', 'ci_pending observed']);
    world.check(pull, { conclusion: 'success' });
    const green = await stage.event('workflow_run', 'completed', { pull });
    expect(sourcesOf(green)).toEqual(['ci_passed observed', 'awaiting_review reconstructed']);
    world.review(pull, { by: 'monalisa', state: 'approved' });
    const at = world.now();
    const approved = await stage.event('pull_request_review', 'submitted', { pull, sender: 'monalisa' });
    expect(sourcesOf(approved)).toEqual(['approved observed']);
    expect(appendedBy(approved)).toMatchObject([
      {
        trigger: 'review.approved',
        actor: { login: 'monalisa', type: 'User' },
        timestamp: at,
        recorded_at: world.now(),
        run: { id: '9005', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9005/attempts/1' },
        pr: pull,
        sha: world.pull(pull).headSha,
      },
    ]);
    world.merge(pull, { by: 'octocat' });
    const merged = await stage.event('pull_request', 'closed', { pull });
    expect(sourcesOf(merged)).toEqual(['merged observed', 'closed observed']);
    expect(stage.record(issue)).toMatchObject({ state: 'closed', ci_status: { build: 'success' }, rejections: [] });
  });

  test('reconstructed, where only the last event arrived: time and actor come from the facts', async () => {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const { world } = stage;
    const issue = world.openIssue({ author: 'monalisa' });
    world.advance(60);
    const pull = world.openPull({ author: 'hubot', closes: [issue] });
    world.check(pull, { conclusion: 'success' });
    world.advance(60);
    world.review(pull, { by: 'monalisa', state: 'approved' });
    const approvedAt = world.now();
    world.advance(60);
    world.merge(pull, { by: 'octocat' });
    const mergedAt = world.now();
    const step = await stage.event('issues', 'closed', { number: issue });
    expect(sourcesOf(step)).toEqual([
      'issue_created reconstructed',
      'task_queued reconstructed',
      'pr_created reconstructed',
      'ci_pending reconstructed',
      'ci_passed reconstructed',
      'awaiting_review reconstructed',
      'approved reconstructed',
      'merged reconstructed',
      'closed observed',
    ]);
    expect(appendedBy(step).slice(-3)).toMatchObject([
      { to_state: 'approved', actor: { login: 'monalisa' }, timestamp: approvedAt, flags: [] },
      { to_state: 'merged', actor: { login: 'octocat' }, timestamp: mergedAt, flags: [] },
      { to_state: 'closed', actor: { login: 'octocat' }, timestamp: mergedAt },
    ]);
    expect(new Set(appendedBy(step).map((entry) => entry.recorded_at))).toEqual(new Set([world.now()]));
  });

  test('late, where the proof came after the merge; no_checks, where there was none to come', async () => {
    const stage = await openStage();
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.check(pull, { conclusion: 'failure' });
    world.advance(60);
    world.merge(pull);
    expectTold(
      await stage.event('pull_request', 'closed', { pull }),
      'created task_queued pr_created ci_pending ci_failed red gate_not_met',
    );
    world.check(pull, { conclusion: 'success' });
    const healed = await stage.event('workflow_run', 'completed', { pull });
    expectTold(healed, 'ci_pending ci_passed (flag late) merged (flag late) closed');
    expect(healed.outputs.violations).toBe('[]');
    const other = world.openIssue();
    world.merge(world.openPull({ closes: [other] }));
    const unproven = await stage.event('issues', 'closed', { number: other });
    expect(appendedBy(unproven).flatMap(({ to_state, flags }) => flags.map((flag) => `${to_state} ${flag}`))).toEqual([
      'ci_passed no_checks',
    ]);
  });
});

describe('an old payload', () => {
  test('delivered again changes nothing, and as a re-run reconstructs what came since', async () => {
    const stage = await openStage();
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    const old = stage.payload('pull_request', 'opened', { pull });
    await stage.deliver('pull_request', old);
    const again = await stage.deliver('pull_request', old);
    expectTold(again, '–');
    expect(stage.requests()).toHaveLength(1);
    world.check(pull, { conclusion: 'success' });
    world.advance(60);
    world.merge(pull);
    const rerun = { env: { GITHUB_RUN_ID: '9001', GITHUB_RUN_ATTEMPT: '2' } };
    const late = await stage.deliver('pull_request', old, rerun);
    expect(sourcesOf(late)).toEqual(['ci_passed reconstructed', 'merged reconstructed', 'closed reconstructed']);
    expect(appendedBy(late)[0]).toMatchObject({ run: { id: '9001', attempt: 2 } });
    expectTold(await stage.deliver('pull_request', old, rerun), '–');
    expect(stage.record(issue).transitions.map(({ to_state }) => to_state)).toEqual([
      'issue_created',
      'task_queued',
      'pr_created',
      'ci_pending',
      'ci_passed',
      'merged',
      'closed',
    ]);
  });

  test('of the run that recorded a violation is red again while it is open; other runs are green', async () => {
    const stage = await openStage({ protection: { requiredApprovals: 1 } });
    const { world } = stage;
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.check(pull, { conclusion: 'success' });
    world.merge(pull);
    const event = stage.payload('pull_request', 'closed', { pull });
    const first = await stage.deliver('pull_request', event);
    expectTold(first, 'created task_queued pr_created ci_pending ci_passed awaiting_review red gate_not_met');
    const rerun = { env: { GITHUB_RUN_ID: '9001', GITHUB_RUN_ATTEMPT: '2' } };
    const again = await stage.deliver('pull_request', event, rerun);
    expect(again).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'rejected', reason: 'gate_not_met', changed: 'false' },
    });
    const later = await stage.event('issues', 'labeled', { number: issue });
    expectTold(later, '– (already_recorded)');
    expect(JSON.parse(later.outputs.violations ?? '')).toMatchObject([
      { seq: 7, cause: expect.stringMatching(/^gate_not_met\|merge\|2\|/) },
    ]);
    expect(later.annotations).toMatchObject([
      { name: 'warning', message: expect.stringContaining('Still out of order') },
    ]);
    expect(stage.record(issue).rejections).toHaveLength(1);
  });
});
