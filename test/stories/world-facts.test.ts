import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../src/core/facts/facts.ts';
import { createWorld } from '../support/github/world/world.ts';
import { factsOf } from './world-facts.ts';

const linksIn = (facts: ReturnType<typeof factsOf>): readonly string[] =>
  facts.pulls === UNAVAILABLE ? [] : facts.pulls.map((pull) => `#${pull.number} ${pull.link}`);

describe('the facts of an issue, read from the world', () => {
  it('name every pull request that may be its own, with what ties it', () => {
    const world = createWorld();
    world.createBranch('next');
    const issue = world.openIssue();
    world.openPull({ closes: [issue] });
    world.openPull({ closes: [issue], base: 'next' });
    world.linkBranch(issue, 'fix');
    world.openPull({ headRef: 'fix', body: '' });
    world.openPull({ headRef: `${issue}-fix`, body: '' });
    world.openPull({ headRef: 'fix', body: '', author: 'codertocat', fork: true });
    const loose = world.openPull({ body: `About #${issue}` });
    expect(linksIn(factsOf(world, issue))).toEqual(['#2 reference', '#3 keyword', '#4 branch']);
    expect(linksIn(factsOf(world, issue, { recorded: [loose] }))).toContain(`#${loose} none`);
  });

  it('name the closer only if the last close was by a merge', () => {
    const world = createWorld();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.merge(pull);
    expect(factsOf(world, issue).issue).toMatchObject({
      state: 'closed',
      closer: { kind: 'pull_request', number: pull },
    });
    world.advance(60);
    world.reopenIssue(issue, { by: 'hubot' });
    const reopened = world.now();
    world.closeIssue(issue);
    expect(factsOf(world, issue)).toMatchObject({
      reopenings: 1,
      reopenedAt: reopened,
      reopenedBy: { login: 'hubot', type: 'User' },
      issue: { closer: { kind: 'hand' } },
    });
  });

  it('date the taking up by the first assignment of this cycle', () => {
    const world = createWorld();
    const issue = world.openIssue({ assignees: ['hubot'] });
    world.advance(60);
    world.closeIssue(issue);
    world.reopenIssue(issue);
    expect(factsOf(world, issue).issue?.assignedAt).toBe(null);
    world.advance(60);
    world.assign(issue, 'monalisa');
    expect(factsOf(world, issue).issue).toMatchObject({
      assignees: ['hubot', 'monalisa'],
      assignedAt: world.now(),
    });
  });
});

describe('the facts of a pull request, read from the world', () => {
  it('do not tell what a base branch demanded that is gone', () => {
    const world = createWorld();
    world.createBranch('next');
    const number = world.openPull({ base: 'next', body: '' });
    expect(factsOf(world, number).pulls).toMatchObject([{ requiredChecks: [], reviewRule: null }]);
    world.deleteBranch('next');
    const unknown = { requiredChecks: UNAVAILABLE, reviewRule: UNAVAILABLE, rulesChangedAt: UNAVAILABLE };
    expect(factsOf(world, number).pulls).toMatchObject([unknown]);
  });

  it('hold the latest of each check and status of the head, and nothing of older commits', () => {
    const world = createWorld();
    const number = world.openPull({ author: 'hubot', body: '' });
    world.check(number, { conclusion: 'failure' });
    world.push(number);
    const created = world.now();
    world.check(number, { conclusion: 'failure' });
    world.advance(60);
    world.check(number, { conclusion: 'success' });
    world.status(number, 'deploy', 'pending');
    world.status(number, 'deploy', 'error');
    const checks = [
      { kind: 'run', name: 'build', conclusion: 'SUCCESS', workflow: '.github/workflows/ci.yml', createdAt: created },
      { kind: 'status', name: 'deploy', conclusion: 'ERROR', app: null },
    ];
    expect(factsOf(world, number).pulls).toMatchObject([{ checks }]);
  });

  it('hold reviews of people with write access and what the base branch requires', () => {
    const world = createWorld();
    world.setProtection({ requiredApprovals: 1, requiredChecks: ['ci'] });
    const number = world.openPull({ author: 'hubot', body: '', reviewers: ['octocat'] });
    world.review(number, { by: 'codertocat', state: 'approved' });
    world.review(number, { by: 'monalisa', state: 'changes_requested' });
    world.review(number, { by: 'monalisa', state: 'commented' });
    const { pulls, issue } = factsOf(world, number);
    expect(issue).toBe(null);
    expect(pulls).toMatchObject([
      {
        reviewDecision: 'changes_requested',
        reviews: [{ author: { login: 'monalisa' }, state: 'changes_requested' }],
        reviewRequests: [{ name: 'octocat', codeOwner: false }],
        requiredChecks: [{ name: 'ci', appId: null }],
      },
    ]);
  });
});
