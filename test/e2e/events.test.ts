import { describe, expect, test } from 'vitest';
import type { About } from '../support/github/events/subject.ts';
import { openStage, type Stage } from './stage.ts';
import { resultsOf } from './told.ts';

/** An issue, a pull request that closes it, and CI that has passed and said so in every way there is. */
async function underWay(): Promise<Stage & { readonly issue: number; readonly pull: number; readonly sha: string }> {
  const stage = await openStage();
  const { world } = stage;
  const issue = world.openIssue();
  const pull = world.openPull({ author: 'hubot', closes: [issue] });
  const sha = world.pull(pull).headSha;
  world.comment(issue, 'Any news?');
  world.comment(pull, 'Looks good.');
  world.check(pull, { name: 'build', conclusion: 'success' });
  world.check(pull, { name: 'scan', app: 'dependabot', conclusion: 'success' });
  world.status(sha, 'deploy/preview', 'success');
  return { ...stage, issue, pull, sha };
}

type Place = Awaited<ReturnType<typeof underWay>>;

/** Each event with what it is about; all of them lead to issue #1, whose facts show `ci_passed`. */
const LEADS: readonly [string, string | null, (place: Place) => About][] = [
  ['issues', 'labeled', ({ issue }) => ({ number: issue })],
  ['issue_comment', 'created', ({ issue }) => ({ number: issue })],
  ['issue_comment', 'created', ({ pull }) => ({ number: pull })],
  ['pull_request', 'opened', ({ pull }) => ({ pull })],
  ['pull_request_target', 'opened', ({ pull }) => ({ pull })],
  ['pull_request_review', 'submitted', ({ pull }) => ({ pull })],
  ['workflow_run', 'completed', ({ pull }) => ({ pull })],
  ['check_suite', 'completed', ({ sha }) => ({ sha })],
  ['check_run', 'completed', ({ sha }) => ({ sha })],
  ['status', null, ({ sha }) => ({ sha })],
  ['merge_group', 'checks_requested', ({ pull }) => ({ pull })],
  ['push', null, ({ pull }) => ({ ref: `refs/heads/change-${pull}` })],
  ['workflow_dispatch', null, ({ issue }) => ({ inputs: { issue: String(issue) } })],
  ['repository_dispatch', 'look', ({ issue }) => ({ clientPayload: { issue } })],
];

describe('an event', () => {
  test.each(LEADS)('%s.%s leads to its item', async (name, action, about) => {
    const stage = await underWay();
    if (name === 'pull_request_review') stage.world.review(stage.pull, { by: 'monalisa', state: 'commented' });
    if (name === 'merge_group') stage.world.enqueue(stage.pull);
    const step = await stage.event(name, action, about(stage));
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', state: 'ci_passed', count: '1' } });
    expect(step.outputs).toMatchObject({ 'issue-number': '1', 'pull-request-number': '2', 'head-sha': stage.sha });
    expect(stage.record(stage.issue)).toMatchObject({ state: 'ci_passed', pr_number: stage.pull });
    expect(stage.marked(stage.pull)).toEqual([]);
  });

  test('issues.opened is the birth of a record', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue({ author: 'monalisa' });
    const step = await stage.event('issues', 'opened', { number: issue, sender: 'monalisa' });
    expect(step.outputs).toMatchObject({ outcome: 'created', changed: 'true', state: 'issue_created', reason: '' });
    expect(step.outputs['previous-state']).toBe('');
    expect(JSON.parse(step.outputs.allowed ?? '')).toEqual(['task_queued', 'closed']);
  });

  test('schedule brings every item under way up to date, by `command: sweep`', async () => {
    const stage = await underWay();
    const step = await stage.sweep();
    expect(resultsOf(step)).toMatchObject([{ 'issue-number': 1, outcome: 'transitioned', state: 'ci_passed' }]);
  });

  test('push to the default branch leads to the item whose pull request was merged', async () => {
    const stage = await underWay();
    stage.world.merge(stage.pull);
    const step = await stage.event('push', null);
    expect(step.outputs).toMatchObject({ state: 'closed', 'issue-number': '1' });
  });

  test('workflow_run of a fork leads to its item, though it names no pull request', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ author: 'codertocat', fork: true, closes: [issue] });
    stage.world.check(pull, { conclusion: 'success' });
    const event = stage.payload('workflow_run', 'completed', { pull });
    expect(event['workflow_run']).toMatchObject({ pull_requests: [] });
    const step = await stage.deliver('workflow_run', event);
    expect(step.outputs).toMatchObject({ state: 'ci_passed', 'issue-number': String(issue) });
  });

  test('pull_request.edited leads also to the issue that the text closed before', async () => {
    const stage = await underWay();
    const other = stage.world.openIssue();
    await stage.event('pull_request', 'opened', { pull: stage.pull });
    stage.world.editPullBody(stage.pull, `Closes #${other}`);
    const changes = { body: { from: `Closes #${stage.issue}` } };
    const step = await stage.event('pull_request', 'edited', { pull: stage.pull, changes });
    expect(resultsOf(step).map((item) => [item['issue-number'], item.state])).toEqual([
      [stage.issue, 'task_queued'],
      [other, 'ci_passed'],
    ]);
  });
});

/** Events that concern no item: the reason, and how many requests it takes to know. */
const NOBODYS: readonly [string, string | null, About, string, number][] = [
  ['schedule', null, {}, 'no_item', 0],
  ['workflow_dispatch', null, {}, 'no_item', 0],
  ['repository_dispatch', 'look', {}, 'no_item', 0],
  ['issues', 'transferred', { number: 1 }, 'no_item', 0],
  ['issues', 'deleted', { number: 1 }, 'no_item', 0],
  ['push', null, {}, 'no_item', 1],
  ['pull_request', 'opened', { pull: 2 }, 'no_item', 1],
];

describe('an event that concerns no item', () => {
  test.each(NOBODYS)('%s.%s is ignored, green, with a notice', async (name, action, about, reason, requests) => {
    const stage = await openStage();
    stage.world.openIssue();
    stage.world.openPull({ body: 'No issue needed.' });
    const before = stage.version();
    const step = await stage.event(name, action, about);
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'ignored', reason, changed: 'false', record: '' } });
    expect(step.annotations).toMatchObject([{ name: 'notice', title: `LoopForge: ${reason}` }]);
    expect(step.outputs.notice).toBe(step.annotations[0]?.message);
    expect(stage.requests()).toHaveLength(requests);
    expect(stage.version()).toBe(before);
  });

  test('a pushed tag, or an event that LoopForge knows nothing of, needs no request', async () => {
    const stage = await openStage();
    const tag = { ...stage.payload('push', null), ref: 'refs/tags/v1' };
    expect((await stage.deliver('push', tag)).outputs).toMatchObject({ outcome: 'ignored', reason: 'no_item' });
    const step = await stage.deliver('discussion', { action: 'created' });
    expect(step.outputs).toMatchObject({ outcome: 'ignored', reason: 'event_not_mapped' });
    expect(stage.fake.requests).toEqual([]);
  });

  test('its own comment is not looked at; when somebody else edits it, it is verified at once', async () => {
    const stage = await openStage();
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const comment = stage.comment(issue).databaseId;
    const own = await stage.event('issue_comment', 'edited', { number: issue, comment, sender: 'github-actions' });
    expect(own.outputs).toMatchObject({ outcome: 'ignored', reason: 'own_event' });
    expect(stage.requests()).toEqual([]);
    stage.world.editComment(comment, stage.comment(issue).body.replace('issue_created', 'closed'), { by: 'octocat' });
    const others = await stage.event('issue_comment', 'edited', { number: issue, comment, sender: 'octocat' });
    expect(others.outputs).toMatchObject({ reason: 'record_tampered', verdict: 'FAIL' });
    expect(others.exitCode).toBe(1);
  });
});
