import { describe, expect, test } from 'vitest';
import { openStage } from './stage.ts';
import { expectTold } from './told.ts';

const LABELS = 'ignore_labels: [epic, release]\n';

describe('with ignore-labels', () => {
  test('an issue is left alone while it has such a label', async () => {
    const stage = await openStage({ settings: LABELS });
    const epic = stage.world.openIssue({ labels: ['epic'] });
    expectTold(await stage.event('issues', 'opened', { number: epic }), 'ignored (not_tracked)');
    expect(stage.world.comments(epic)).toEqual([]);
    stage.world.unlabel(epic, 'epic');
    expectTold(await stage.event('issues', 'unlabeled', { number: epic, label: 'epic' }), 'created');
  });

  test.each([
    ['require_issue: true\n', 'ignored (not_tracked)'],
    ['track: all\n', 'ignored (not_tracked)'],
    ['require_issue: true\ntrack: all\n', 'ignored (not_tracked)'],
    ['', 'ignored (not_tracked)'],
  ])('a release pull request is left alone under %j', async (more, told) => {
    const stage = await openStage({ settings: `${LABELS}${more}` });
    const pull = stage.world.openPull({ author: 'hubot', body: 'Release 1.2' });
    stage.world.label(pull, 'release');
    const step = await stage.event('pull_request', 'opened', { pull });
    expectTold(step, told);
    expect(step.exitCode).toBe(0);
    expect(stage.world.comments(pull)).toEqual([]);
  });

  test('a pull request without one is held to the rules', async () => {
    const stage = await openStage({ settings: `${LABELS}require_issue: true\n` });
    const pull = stage.world.openPull({ author: 'hubot', body: 'Trust me.' });
    stage.world.label(pull, 'bug');
    const { outputs } = await stage.event('pull_request', 'opened', { pull });
    expect(outputs).toMatchObject({ outcome: 'rejected', reason: 'issue_required' });
  });

  test('one that closes an issue counts for it: no label leads past the gates', async () => {
    const stage = await openStage({ settings: LABELS });
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ closes: [issue] });
    stage.world.label(pull, 'release');
    expectTold(await stage.event('pull_request', 'opened', { pull }), 'created task_queued pr_created ci_pending');
  });
});

describe('require_issue', () => {
  test.each([
    ['acme/gadgets', 'ignored', 'no_item'],
    ['octo/gadgets', 'rejected', 'issue_required'],
  ])('by an issue of %s: %s', async (repo, outcome, reason) => {
    const stage = await openStage({ settings: 'require_issue: true\n' });
    const issue = stage.world.repository(repo).openIssue();
    const pull = stage.world.openPull({ author: 'hubot', body: `Closes ${repo}#${issue}` });
    const { outputs } = await stage.event('pull_request', 'opened', { pull });
    expect(outputs).toMatchObject({ outcome, reason });
  });
});
