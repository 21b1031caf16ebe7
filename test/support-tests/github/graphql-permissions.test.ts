import { describe, expect, it } from 'vitest';
import { ALL_READ, LEAST } from '../../support/github/identity.ts';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, field, tokenOf } from './ask.ts';

const CHECKS = `pullRequest(number: 2) { number commits(last: 1) { nodes { commit { statusCheckRollup { contexts(first: 9) { nodes {
  ... on CheckRun { name checkSuite { workflowRun { event } } } ... on StatusContext { context } } } } } } } }`;
const TO_CHECKS = [
  'repository',
  'pullRequest',
  'commits',
  'nodes',
  0,
  'commit',
  'statusCheckRollup',
  'contexts',
  'nodes',
];

function scene(scopes = ALL_READ) {
  const fake = createFakeGitHub({ scopes });
  const issue = fake.world.openIssue();
  const pull = fake.world.openPull({ closes: [issue] });
  fake.world.check(pull, { name: 'build', conclusion: 'success' });
  fake.world.status(pull, 'deploy', 'success');
  return fake;
}

describe('a missing permission nulls the node it guards and says so', () => {
  it.each([
    ['checks', CHECKS, [...TO_CHECKS, 0]],
    ['statuses', CHECKS, [...TO_CHECKS, 1]],
    ['actions', CHECKS, [...TO_CHECKS, 0, 'checkSuite', 'workflowRun']],
    [
      'pull_requests',
      'issue(number: 1) { closedByPullRequestsReferences(first: 1) { nodes { number } } }',
      ['repository', 'issue', 'closedByPullRequestsReferences', 'nodes', 0],
    ],
    ['contents', 'object(expression: "HEAD:x") { id }', ['repository', 'object']],
    ['issues', 'issue(number: 1) { number }', ['repository', 'issue']],
  ])('%s', async (scope, selection, path) => {
    const fake = scene({ ...ALL_READ, [scope]: 'none' });
    const { status, body } = await field(fake, selection);
    expect(status).toBe(200);
    expect(at(body, 'errors')).toMatchObject([
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration', path },
    ]);
    expect(at(body, 'data', ...path)).toBeNull();
    fake.assertClean();
  });

  it('and nothing else', async () => {
    const fake = scene();
    const { body } = await field(fake, CHECKS);
    expect(at(body, 'errors')).toBeUndefined();
    expect(at(body, 'data', ...TO_CHECKS)).toEqual([
      { name: 'build', checkSuite: { workflowRun: { event: 'pull_request' } } },
      { context: 'deploy' },
    ]);
  });
});

describe('what the viewer may do with a comment', () => {
  it('depends on the token, the role and the author', async () => {
    const fake = scene(LEAST);
    fake.world.comment(1, 'x', { by: 'codertocat' });
    fake.world.comment(2, 'x', { by: 'codertocat' });
    const may = async (token?: string) => {
      const selection = 'nodes { viewerCanUpdate viewerDidAuthor }';
      const both = `issue(number: 1) { comments(first: 1) { ${selection} } } pullRequest(number: 2) { comments(first: 1) { ${selection} } }`;
      const { body } = await field(fake, both, token);
      return ['issue', 'pullRequest'].map((item) =>
        at(body, 'data', 'repository', item, 'comments', 'nodes', 0, 'viewerCanUpdate'),
      );
    };
    expect(await may()).toEqual([true, false]);
    expect(await may(tokenOf('codertocat'))).toEqual([true, true]);
    expect(await may(tokenOf('hubot'))).toEqual([true, true]);
    fake.world.addUser('helper', { role: 'triage' });
    expect(await may(tokenOf('helper'))).toEqual([false, false]);
  });
});
