import { describe, expect, it } from 'vitest';
import { payload } from '../../support/github/events.ts';
import { createWorld } from '../../support/github/world/world.ts';
import { at } from './ask.ts';

function scene() {
  const world = createWorld();
  const issue = world.openIssue({ author: 'monalisa', labels: ['bug'] });
  const pull = world.openPull({ author: 'hubot', closes: [issue], reviewers: ['monalisa'] });
  const fork = world.openPull({ author: 'codertocat', closes: [issue], fork: true });
  for (const number of [pull, fork]) world.check(number, { name: 'build', conclusion: 'failure' });
  world.check(pull, { app: 'buildbot', name: 'e2e', conclusion: 'success' });
  world.status(pull, 'deploy', 'pending');
  world.review(pull, { by: 'monalisa', state: 'approved' });
  world.comment(issue, 'hello', { by: 'monalisa' });
  return { world, issue, pull, fork };
}

describe('payloads', () => {
  it('hold the numbers, names and states of the world', () => {
    const { world, issue } = scene();
    world.closeIssue(issue, { reason: 'not_planned' });
    expect(payload(world, 'issues', 'closed', { number: issue, sender: 'hubot' })).toMatchObject({
      action: 'closed',
      issue: { number: issue, state: 'closed', state_reason: 'not_planned', user: { login: 'monalisa', id: 2257 } },
      repository: { full_name: 'acme/widgets', default_branch: 'main' },
      sender: { login: 'hubot' },
    });
  });

  it('of a pull request show its head, and what an action carries', () => {
    const { world, issue, pull } = scene();
    const before = world.pull(pull).headSha;
    const after = world.push(pull);
    expect(payload(world, 'pull_request', 'synchronize', { pull, before })).toMatchObject({
      number: pull,
      before,
      after,
      pull_request: { head: { sha: after, ref: 'change-2' }, merged: false },
    });
    const changes = { body: { from: `Closes #${issue}` } };
    expect(payload(world, 'pull_request', 'edited', { pull, changes })).toMatchObject({ action: 'edited', changes });
    world.merge(pull, { by: 'hubot' });
    expect(payload(world, 'pull_request_target', 'closed', { pull })).toMatchObject({
      pull_request: { state: 'closed', merged: true, merged_by: { login: 'hubot' } },
    });
  });

  it('of a review have a pull request without `merged`, as GitHub sends it', () => {
    const { world, pull } = scene();
    const sent = payload(world, 'pull_request_review', 'submitted', { pull });
    expect(sent).toMatchObject({ review: { state: 'approved', commit_id: world.pull(pull).headSha } });
    expect(at(sent, 'pull_request')).not.toHaveProperty('merged');
  });

  it('of a workflow run name the pull requests of a branch, but not of a fork', () => {
    const { world, pull, fork } = scene();
    const run = (number: number) => payload(world, 'workflow_run', 'completed', { pull: number });
    expect(run(pull)).toMatchObject({
      workflow_run: { conclusion: 'failure', event: 'pull_request', pull_requests: [{ number: pull }] },
    });
    expect(run(fork)).toMatchObject({ workflow_run: { head_sha: world.pull(fork).headSha, pull_requests: [] } });
  });

  it('of suites, checks and statuses name the commit', () => {
    const { world, pull, fork } = scene();
    const head_sha = world.pull(pull).headSha;
    expect(payload(world, 'check_run', 'completed', { pull })).toMatchObject({
      check_run: { name: 'e2e', head_sha, app: { slug: 'buildbot' } },
    });
    expect(payload(world, 'check_suite', 'completed', { pull: fork })).toMatchObject({
      check_suite: { head_branch: null, pull_requests: [] },
    });
    expect(payload(world, 'status', null, { pull })).toMatchObject({
      sha: head_sha,
      context: 'deploy',
      state: 'pending',
      branches: [{ name: 'change-2' }],
    });
  });

  it('of the merge queue name the pull request in the ref only', () => {
    const { world, pull } = scene();
    const { sha, ref } = world.enqueue(pull);
    const group = at(payload(world, 'merge_group', 'checks_requested', { pull }), 'merge_group');
    expect(group).toMatchObject({ head_sha: sha, head_ref: `refs/heads/${ref}`, base_ref: 'refs/heads/main' });
    expect(ref).toMatch(/^gh-readonly-queue\/main\/pr-2-[0-9a-f]{40}$/);
  });

  it('of a push, a dispatch and a schedule name no item', () => {
    const { world } = scene();
    const after = world.putFile('a', 'b');
    expect(payload(world, 'push', null)).toMatchObject({ ref: 'refs/heads/main', after });
    expect(payload(world, 'workflow_dispatch', null, { inputs: { issue: '1' } })).toMatchObject({
      inputs: { issue: '1' },
    });
    expect(payload(world, 'repository_dispatch', 'deployed', { clientPayload: { a: 1 } })).toMatchObject({
      action: 'deployed',
      client_payload: { a: 1 },
    });
    expect(payload(world, 'schedule', null, { cron: '0 3 * * *' })).toMatchObject({ schedule: '0 3 * * *' });
  });

  it('hold nothing of the repositories that the examples are about', () => {
    const { world, issue, pull } = scene();
    world.enqueue(pull);
    const about = { number: pull };
    const sent = [
      payload(world, 'issues', 'labeled', { number: issue, label: 'bug' }),
      payload(world, 'issue_comment', 'created', { number: issue }),
      payload(world, 'pull_request', 'opened', about),
      payload(world, 'workflow_run', 'requested', about),
      payload(world, 'check_suite', 'completed', about),
      payload(world, 'status', null, about),
      payload(world, 'merge_group', 'checks_requested', about),
      payload(world, 'push', null),
    ];
    const traces = sent.flatMap(
      (one) => JSON.stringify(one).match(/"[^"]*(?:Codertocat|octo-org|Hello-World)[^"]*"/g) ?? [],
    );
    expect(traces).toEqual([]);
  });

  it('are refused for events that are not known, and without what they are about', () => {
    const { world, pull } = scene();
    expect(() => payload(world, 'star', 'created')).toThrow(/no payload is known/);
    expect(() => payload(world, 'issues', 'opened')).toThrow(/needs the number/);
    expect(() => payload(world, 'issues', 'opened', { number: pull })).toThrow(/is a pull request/);
  });
});
