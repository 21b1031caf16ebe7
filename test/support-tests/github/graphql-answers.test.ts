import { describe, expect, it } from 'vitest';
import {
  CHECKS_QUERY,
  COMMENTS_QUERY,
  commitQuery,
  itemQuery,
  pullsQuery,
  SWEEP_PULLS_QUERY,
  sweepIssuesQuery,
} from '../../../src/adapters/github/queries/queries.ts';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { createWorld } from '../../support/github/world/world.ts';
import { at, field, graphql } from './ask.ts';

function scene() {
  const world = createWorld();
  const issue = world.openIssue({ author: 'monalisa', labels: ['bug'], assignees: ['hubot', 'dependabot'] });
  world.setProtection({ requiredChecks: ['build'], requiredApprovals: 1 });
  const pull = world.openPull({ author: 'hubot', closes: [issue], headRef: `${issue}-work` });
  world.check(pull, { name: 'build', conclusion: 'success' });
  world.status(pull, 'deploy', 'pending', { by: 'octocat' });
  world.review(pull, { by: 'monalisa', state: 'approved' });
  return { world, fake: createFakeGitHub({ world }), issue, pull };
}

const BASE = { owner: 'acme', name: 'widgets', config: 'HEAD:.github/loopforge.yml' };

describe("the product's queries", () => {
  it('are all answered without an error', async () => {
    const { fake, world, issue, pull } = scene();
    const sha = world.pull(pull).headSha;
    const asked = [
      [itemQuery('assignedActors'), { ...BASE, number: issue, branches: `${issue}-` }],
      [itemQuery('assignees'), { ...BASE, number: pull, branches: `${pull}-` }],
      [commitQuery('assignedActors'), { ...BASE, sha, branch: `${issue}-work`, hasBranch: true }],
      [pullsQuery(1), { ...BASE, n0: pull }],
      [CHECKS_QUERY, { ...BASE, number: pull, after: '' }],
      [COMMENTS_QUERY, { ...BASE, number: issue }],
      [sweepIssuesQuery('assignedActors'), { ...BASE, since: null, states: ['OPEN'] }],
      [SWEEP_PULLS_QUERY, { ...BASE, states: ['OPEN'] }],
    ] as const;
    for (const [query, variables] of asked) {
      const { status, body } = await graphql(fake, query.text, variables);
      const errors = query === CHECKS_QUERY ? [{ type: 'INVALID_CURSOR_ARGUMENTS' }] : undefined;
      expect([query.name, status], JSON.stringify(body)).toEqual([query.name, 200]);
      if (errors === undefined) expect(at(body, 'errors'), query.name).toBeUndefined();
      else expect(at(body, 'errors')).toMatchObject(errors);
    }
    fake.assertClean();
  });
});

describe('what GraphQL shows', () => {
  it('of accounts: the viewer with [bot], an author without; bots among the assigned actors only', async () => {
    const { fake, world, issue } = scene();
    world.comment(issue, 'x', { by: 'github-actions' });
    const { body } = await graphql(
      fake,
      `{ viewer { login databaseId } repository(owner: "acme", name: "widgets") { issue(number: 1) {
        comments(first: 1) { nodes { viewerDidAuthor viewerCanUpdate databaseId fullDatabaseId author { __typename login ... on Bot { databaseId } } } }
        assignees(first: 5) { nodes { login } } assignedActors(first: 5) { nodes { ... on User { login } ... on Bot { login } } } } } }`,
    );
    expect(at(body, 'data', 'viewer')).toEqual({ login: 'github-actions[bot]', databaseId: 41898282 });
    expect(at(body, 'data', 'repository', 'issue')).toEqual({
      comments: {
        nodes: [
          {
            viewerDidAuthor: true,
            viewerCanUpdate: true,
            databaseId: null,
            fullDatabaseId: '3100000001',
            author: { __typename: 'Bot', login: 'github-actions', databaseId: 41898282 },
          },
        ],
      },
      assignees: { nodes: [{ login: 'hubot' }] },
      assignedActors: { nodes: [{ login: 'hubot' }, { login: 'dependabot' }] },
    });
  });

  it('of a pull request: verdict, checks with their run, and what the base demands', async () => {
    const { fake } = scene();
    const { body } = await field(
      fake,
      `pullRequest(number: 2) { reviewDecision baseRef { refUpdateRule { requiredStatusCheckContexts requiredApprovingReviewCount } rules(first: 5) { totalCount } }
        commits(last: 1) { nodes { commit { statusCheckRollup { state contexts(first: 10) { nodes {
          ... on CheckRun { name conclusion checkSuite { app { slug databaseId } workflowRun { event workflow { resourcePath } } } }
          ... on StatusContext { context state } } } } } } } }`,
    );
    expect(at(body, 'data', 'repository', 'pullRequest')).toEqual({
      reviewDecision: 'APPROVED',
      baseRef: {
        refUpdateRule: { requiredStatusCheckContexts: ['build'], requiredApprovingReviewCount: 1 },
        rules: { totalCount: 0 },
      },
      commits: {
        nodes: [
          {
            commit: {
              statusCheckRollup: {
                state: 'PENDING',
                contexts: {
                  nodes: [
                    {
                      name: 'build',
                      conclusion: 'SUCCESS',
                      checkSuite: {
                        app: { slug: 'github-actions', databaseId: 15368 },
                        workflowRun: {
                          event: 'pull_request',
                          workflow: { resourcePath: '/acme/widgets/actions/workflows/ci.yml' },
                        },
                      },
                    },
                    { context: 'deploy', state: 'PENDING' },
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  it('of a commit: the merged pull request, else the open ones, but none whose branch is in a fork', async () => {
    const { fake, world, pull } = scene();
    const fork = world.openPull({ author: 'codertocat', fork: true });
    const numbers = async (sha: string) => {
      const selection = `object(oid: "${sha}") { ... on Commit { associatedPullRequests(first: 5) { nodes { number } } } }`;
      return at((await field(fake, selection)).body, 'data', 'repository', 'object', 'associatedPullRequests', 'nodes');
    };
    expect(await numbers(world.pull(pull).headSha)).toEqual([{ number: pull }]);
    expect(await numbers(world.pull(fork).headSha)).toEqual([]);
    const merge = world.merge(fork);
    expect(await numbers(merge)).toEqual([{ number: fork }]);
  });

  it('of the default branch: its files, by expression', async () => {
    const { fake, world } = scene();
    const before = await field(fake, 'object(expression: "HEAD:.github/loopforge.yml") { ... on Blob { text } }');
    world.putFile('.github/loopforge.yml', 'ci: none\n');
    const now = await field(
      fake,
      'object(expression: "main:.github/loopforge.yml") { ... on Blob { text isTruncated } }',
    );
    expect([at(before.body, 'data', 'repository', 'object'), at(now.body, 'data', 'repository', 'object')]).toEqual([
      null,
      { text: 'ci: none\n', isTruncated: false },
    ]);
  });

  it('of branches: those under a prefix whose name holds the query, and links made by hand', async () => {
    const { fake, world, issue } = scene();
    world.linkBranch(issue, `${issue}-work`);
    world.linkBranch(issue, 'gone');
    const { body } = await field(
      fake,
      `refs(refPrefix: "refs/heads/", query: "1-", first: 5) { nodes { name } }
       issue(number: 1) { linkedBranches(first: 5) { nodes { ref { name } } } }`,
    );
    expect(at(body, 'data', 'repository')).toEqual({
      refs: { nodes: [{ name: '1-work' }] },
      issue: { linkedBranches: { nodes: [{ ref: { name: '1-work' } }, { ref: null }] } },
    });
  });
});
