import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

const CREATE = [
  'GraphQL Item',
  'POST /issues/1/reactions',
  'GraphQL Item',
  'POST /issues/1/comments',
  expect.stringMatching(/^DELETE \/issues\/1\/reactions\/\d+$/),
];
const APPEND = [
  'GraphQL Item',
  expect.stringMatching(/^POST \/issues\/comments\/\d+\/reactions$/),
  'GraphQL Item',
  expect.stringMatching(/^PATCH \/issues\/comments\/\d+$/),
  expect.stringMatching(/^DELETE \/issues\/comments\/\d+\/reactions\/\d+$/),
];

async function withIssue(comments = 0): Promise<Stage> {
  const stage = await openStage();
  stage.world.openIssue();
  chat(stage, comments);
  return stage;
}

function chat({ world }: Stage, comments: number): void {
  for (let at = 0; at < comments; at++) world.comment(1, `Comment ${at}`, { by: 'monalisa' });
}

describe('the requests of a run', () => {
  test('one where there is nothing to do, five to begin and five to append', async () => {
    const stage = await withIssue();
    await stage.event('issues', 'opened', { number: 1 });
    expect(stage.requests()).toEqual(CREATE);
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    stage.world.assign(1, 'hubot');
    await stage.event('issues', 'assigned', { number: 1 });
    expect(stage.requests()).toEqual(APPEND);
  });

  test('as many for a pull request, a review and a check of a branch here', async () => {
    const stage = await withIssue();
    await stage.event('issues', 'opened', { number: 1 });
    const pull = stage.world.openPull({ closes: [1] });
    await stage.event('pull_request', 'opened', { pull });
    expect(stage.requests()).toEqual(APPEND);
    stage.world.check(pull, { conclusion: 'success' });
    await stage.event('check_run', 'completed', { pull, sha: stage.world.pull(pull).headSha });
    expect(stage.requests()).toEqual(APPEND);
    await stage.event('workflow_run', 'completed', { pull });
    expect(stage.requests()).toEqual(['GraphQL Item']);
    await stage.event('push', null, { ref: `refs/heads/change-${pull}` });
    expect(stage.requests()).toEqual(['GraphQL Commit']);
  });

  test('the same among 10 comments and among 2,400, once the record was used lately', async () => {
    for (const comments of [10, 2_400]) {
      const stage = await withIssue(comments / 2);
      await stage.event('issues', 'opened', { number: 1 });
      chat(stage, comments / 2);
      stage.world.advance(60);
      stage.world.assign(1, 'hubot');
      await stage.event('issues', 'assigned', { number: 1 });
      stage.world.openPull({ closes: [1] });
      await stage.event('pull_request', 'opened', { pull: 2 });
      expect(stage.requests()).toEqual(APPEND);
      await stage.event('issues', 'labeled', { number: 1 });
      expect(stage.requests()).toEqual(['GraphQL Item']);
      expect(stage.world.comments(1)).toHaveLength(comments + 1);
    }
  });

  test('one more for the checks of a fork, whose events name no pull request', async () => {
    const stage = await withIssue();
    const pull = stage.world.openPull({ author: 'codertocat', fork: true, closes: [1] });
    stage.world.check(pull, { conclusion: 'success' });
    await stage.event('workflow_run', 'completed', { pull });
    expect(stage.requests()).toEqual(['GraphQL Commit', ...CREATE]);
    await stage.event('workflow_run', 'completed', { pull });
    expect(stage.requests()).toEqual(['GraphQL Commit', 'GraphQL Item']);
  });

  test('one more for a link that only a keyword makes, off the default branch', async () => {
    const stage = await withIssue();
    stage.world.createBranch('release');
    const pull = stage.world.openPull({ base: 'release', closes: [1] });
    await stage.event('pull_request', 'opened', { pull });
    expect(stage.record(1).state).toBe('ci_pending');
    await stage.event('pull_request', 'labeled', { pull });
    expect(stage.requests()).toEqual(['GraphQL Item', 'GraphQL Item']);
  });

  test('one more to judge merges that one answer does not hold in full, and none once they are judged', async () => {
    const stage = await withIssue();
    const { world } = stage;
    await stage.event('issues', 'opened', { number: 1 });
    const pulls = Array.from({ length: 5 }, () => world.openPull({ closes: [1] }));
    for (const pull of pulls) {
      world.check(pull, { conclusion: 'success' });
      world.merge(pull, { by: 'monalisa' });
    }
    await stage.event('pull_request', 'closed', { pull: pulls[0] ?? 0 });
    expect(
      stage
        .record(1)
        .head.judged.map(({ pr }) => pr)
        .toSorted(),
    ).toEqual(pulls);
    expect(stage.requests()).toContain('GraphQL Pulls');
    await stage.event('issues', 'labeled', { number: 1 });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });

  test('without a lock two to append, and three to begin since another might have begun too', async () => {
    const stage = await withIssue();
    const options = { inputs: { lock: 'none' } };
    await stage.event('issues', 'opened', { number: 1 }, options);
    expect(stage.requests()).toEqual(['GraphQL Item', 'POST /issues/1/comments', 'GraphQL Item']);
    stage.world.assign(1, 'hubot');
    await stage.event('issues', 'assigned', { number: 1 }, options);
    expect(stage.requests()).toEqual(['GraphQL Item', expect.stringMatching(/^PATCH \/issues\/comments\/\d+$/)]);
  });
});
