import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { ALL_READ, ALL_WRITE, LEAST } from '../../../support/github/identity.ts';
import { pullOf, stage } from '../against-fake.ts';

const RECORD = '<!-- loopforge:record\n{}\n-->';

describe('read', () => {
  it('brings an issue, its pull request, its checks, reviews, config and comments in one request', async () => {
    const { fake, world, github } = await stage({ scopes: LEAST });
    world.putFile('.github/loopforge.yml', 'track: all\n');
    world.setProtection({ requiredChecks: ['build'], requiredApprovals: 1 });
    const issue = world.openIssue({ title: 'A widget', labels: ['bug'], author: 'codertocat' });
    world.advance(60);
    world.assign(issue, 'hubot');
    world.comment(issue, 'hello');
    const record = world.comment(issue, RECORD, { by: 'github-actions' });
    world.advance(60);
    const pull = world.openPull({ closes: [issue], author: 'hubot', reviewers: ['octocat', 'monalisa'] });
    world.check(pull, { name: 'build', conclusion: 'success' });
    world.status(pull, 'deploy', 'pending');
    world.review(pull, { state: 'approved', by: 'monalisa' });
    world.advance(60);
    const reading = await github.read(issue);
    expect(fake.requests).toHaveLength(1);
    expect(reading).toMatchObject({
      at: world.now(),
      host: 'github.com',
      config: 'track: all\n',
      viewer: { login: 'github-actions', id: '41898282' },
      allCommentsSeen: true,
      notices: [],
      comments: [
        {
          databaseId: String(record),
          viewerDidAuthor: true,
          viewerCanUpdate: true,
          revisions: 1,
          author: { type: 'Bot' },
        },
      ],
      facts: {
        repo: 'acme/widgets',
        number: issue,
        author: { login: 'codertocat', type: 'User' },
        createdAt: '2026-11-22T08:00:00Z',
        reopenings: 0,
        issue: {
          state: 'open',
          assignees: ['hubot'],
          labels: ['bug'],
          assignedAt: '2026-11-22T08:01:00Z',
          assignedBy: { login: 'octocat' },
        },
      },
    });
    expect(pullOf(reading)).toMatchObject({
      number: pull,
      link: 'reference',
      complete: true,
      state: 'open',
      stacked: false,
      fromFork: false,
      reviewDecision: 'approved',
      reviews: [{ author: { login: 'monalisa' }, state: 'approved', sha: world.pull(pull).headSha }],
      reviewRequests: [{}],
      requiredChecks: [{ name: 'build', appId: null }],
      checks: [
        {
          kind: 'run',
          name: 'build',
          app: 'github-actions',
          appId: '15368',
          event: 'pull_request',
          conclusion: 'SUCCESS',
        },
        { kind: 'status', name: 'deploy', conclusion: 'PENDING' },
      ],
    });
  });

  it('makes do with a server that does not know assignedActors', async () => {
    const { fake, world, github } = await stage({ graphql: 'older' });
    const issue = world.openIssue();
    world.assign(issue, 'hubot');
    expect((await github.read(issue)).facts.issue?.assignees).toEqual(['hubot']);
    await github.read(issue);
    expect(fake.requests).toHaveLength(3);
  });

  it('counts bots among the assignees', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    world.assign(issue, 'dependabot');
    expect((await github.read(issue)).facts.issue?.assignees).toEqual(['dependabot']);
  });

  it('follows closing and reopening', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.advance(60);
    world.merge(pull, { by: 'monalisa' });
    const closed = await github.read(issue);
    expect(closed.facts).toMatchObject({
      closedAt: world.now(),
      closedBy: { login: 'monalisa' },
      issue: { state: 'closed', closer: { kind: 'pull_request', number: pull } },
    });
    expect(pullOf(closed)).toMatchObject({
      state: 'merged',
      mergedBy: { login: 'monalisa' },
      mergedAt: world.now(),
      complete: true,
    });
    world.advance(60);
    world.reopenIssue(issue, { by: 'hubot' });
    const reopened = await github.read(issue);
    expect(reopened.facts).toMatchObject({
      reopenings: 1,
      reopenedAt: world.now(),
      reopenedBy: { login: 'hubot' },
      closedAt: null,
      closedBy: null,
    });
    world.closeIssue(issue, { reason: 'not_planned' });
    expect((await github.read(issue)).facts.issue).toMatchObject({
      state: 'closed',
      stateReason: 'not_planned',
      closer: { kind: 'hand' },
    });
  });

  it('needs one request at 2,400 comments, if the record was used lately', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    for (let count = 0; count < 1200; count += 1) world.comment(issue, `talk ${count}`);
    const record = world.comment(issue, RECORD, { by: 'github-actions' });
    for (let count = 0; count < 1199; count += 1) world.comment(issue, `more talk ${count}`);
    world.advance(60);
    world.editComment(record, `${RECORD}\nnews`, { by: 'github-actions' });
    const reading = await github.read(issue);
    expect(reading.comments.map(({ databaseId, revisions }) => [databaseId, revisions])).toEqual([[String(record), 2]]);
    expect([reading.allCommentsSeen, fake.requests.length]).toEqual([false, 1]);
    expect((await github.readAllComments(issue)).map(({ databaseId }) => databaseId)).toEqual([String(record)]);
    expect(fake.count({ operation: 'Comments' })).toBe(24);
  });

  it('reads all of more than 100 checks', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    for (let count = 0; count < 230; count += 1) world.check(pull, { name: `job ${count}`, conclusion: 'success' });
    const checks = pullOf(await github.read(issue))?.checks;
    expect(checks === UNAVAILABLE ? null : checks?.length).toBe(230);
    expect(fake.requests).toHaveLength(3);
  });

  it.each(['actions', 'checks', 'statuses', 'pull_requests'] as const)(
    'says what a token without %s lacks',
    async (scope) => {
      const { world, github } = await stage({ scopes: { ...ALL_READ, [scope]: 'none' } });
      const issue = world.openIssue();
      const pull = world.openPull({ closes: [issue] });
      world.check(pull, { name: 'build', conclusion: 'success' });
      world.status(pull, 'deploy', 'success');
      const reading = await github.read(issue);
      // An unknown workflow matters only to telling our own checks from others, and that is where the warning is made.
      const lacks = scope === 'actions' ? [] : [expect.stringContaining(`${scope.replace('_', '-')}: read`)];
      expect(reading.notices).toEqual(lacks);
      if (scope === 'pull_requests') expect(reading.facts.pulls).toBe(UNAVAILABLE);
      else if (scope === 'actions')
        expect(pullOf(reading)?.checks).toMatchObject([{ workflow: UNAVAILABLE }, { name: 'deploy' }]);
      else expect(pullOf(reading)?.checks).toBe(UNAVAILABLE);
    },
  );

  it.each([
    ['issues', 'issues: read'],
    ['contents', 'contents: read'],
  ])('cannot do without %s', async (scope, words) => {
    const { world, github } = await stage({ scopes: { ...ALL_WRITE, [scope]: 'none' } });
    const issue = world.openIssue();
    await expect(github.read(issue)).rejects.toMatchObject({
      code: 'permission_missing',
      message: expect.stringContaining(words),
    });
  });

  it('says that there is no such item and no such repository', async () => {
    const { fake, github } = await stage();
    await expect(github.read(99)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('acme/widgets#99'),
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('knows where an issue came from', async () => {
    const { world, github } = await stage();
    const old = world.repository('acme/gadgets');
    const number = old.transferIssue(old.openIssue(), { to: 'acme/widgets' });
    expect((await github.read(number)).transferredFrom).toEqual([old.state().nodeId]);
    expect(world.repo).toBe('acme/widgets');
  });

  it('reads required checks of rule sets with their app', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    world.openPull({ closes: [issue] });
    world.setProtection({ requiredChecks: [{ context: 'build', appId: 15368 }], via: 'ruleset' });
    expect(pullOf(await github.read(issue))?.requiredChecks).toEqual([{ name: 'build', appId: '15368' }]);
  });

  it('works below /api/v3 too', async () => {
    const { fake, world, github } = await stage({ basePath: '/api/v3' });
    const issue = world.openIssue();
    const reading = await github.read(issue);
    expect(reading.host).toBe('127.0.0.1');
    const comment = await github.createComment(issue, RECORD);
    await github.editComment(comment, `${RECORD}\nnews`);
    expect(world.comments(issue).map(({ body }) => body)).toEqual([`${RECORD}\nnews`]);
    expect(fake.requests.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 200],
      ['POST', 201],
      ['PATCH', 200],
    ]);
  });
});
