import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../../src/core/facts.ts';
import { ALL_READ, ALL_WRITE, LEAST } from '../../support/github/identity.ts';
import { pullOf, pullsOf, stage } from './against-fake.ts';

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
    world.check({ pull }, { name: 'build', conclusion: 'success' });
    world.status({ pull }, 'deploy', 'pending');
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
      locked: false,
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
      reviewRequests: 1,
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
      issue: { state: 'closed', closerPull: pull },
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
      closerPull: null,
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
    expect(fake.count({ operation: 'Comments' })).toBe(25);
  });

  it('reads all of more than 100 checks', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    for (let count = 0; count < 230; count += 1) world.check({ pull }, { name: `job ${count}`, conclusion: 'success' });
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
      world.check({ pull }, { name: 'build', conclusion: 'success' });
      world.status({ pull }, 'deploy', 'success');
      const reading = await github.read(issue);
      expect(reading.notices.join('\n')).toContain(`${scope.replace('_', '-')}: read`);
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

describe('links', () => {
  it('prefer nobody but say how each pull request is tied', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const first = world.openPull({ closes: [issue], fork: true, author: 'codertocat' });
    const second = world.openPull({ links: [issue], draft: true });
    const base = world.openPull({ headRef: 'part-1' });
    const stacked = world.openPull({ links: [issue], base: 'part-1' });
    const named = world.openPull({ headRef: `${issue}-more` });
    const reading = await github.read(issue);
    expect(fake.requests).toHaveLength(1);
    expect(pullsOf(reading)).toEqual([
      [first, 'reference', true],
      [second, 'reference', true],
      [stacked, 'reference', true],
      [named, 'branch', false],
    ]);
    expect(
      reading.facts.pulls === UNAVAILABLE
        ? []
        : reading.facts.pulls.map((pull) => [pull.fromFork, pull.draft, pull.stacked]),
    ).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
      [false, false, false],
    ]);
    expect((await github.readPull(named))?.complete).toBe(true);
    expect((await github.readPull(base))?.headRef).toBe('part-1');
    expect(await github.readPull(issue)).toBeNull();
  });

  it('by keyword alone, on another base, take a second request from either side', async () => {
    const { fake, world, github } = await stage();
    world.createBranch('release');
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue], base: 'release' });
    world.openPull({ body: `See #${issue}`, base: 'release' });
    expect(pullsOf(await github.read(issue))).toEqual([[pull, 'keyword', true]]);
    expect(fake.requests).toHaveLength(2);
    const found = await github.find({ kind: 'pull_request', number: pull });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual([issue]);
    expect(pullOf(found.readings[0])).toMatchObject({ number: pull, link: 'keyword', complete: true });
  });

  it('of another repository do not count', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    const other = world.repository('acme/gadgets');
    const foreign = other.openPull({ body: `Fixes acme/widgets#${issue}` });
    const reading = await github.read(issue);
    expect(pullsOf(reading)).toEqual([]);
    expect(reading.notices.join()).toContain('acme/gadgets');
    other.merge(foreign);
    expect((await github.read(issue)).facts.issue).toMatchObject({ state: 'closed', closerPull: null });
  });
});

describe('find', () => {
  it('reads all issues of a pull request in one request, up to three', async () => {
    const { fake, world, github } = await stage();
    const issues = Array.from({ length: 5 }, () => world.openIssue());
    const pull = world.openPull({ closes: issues });
    const found = await github.find({ kind: 'pull_request', number: pull });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual(issues.slice(0, 3));
    expect(found.readings.map(pullsOf)).toEqual(Array(3).fill([[pull, 'reference', true]]));
    expect([found.more, found.orphan]).toEqual([issues.slice(3), null]);
    expect(fake.requests).toHaveLength(1);
  });

  it('gives a pull request without an issue as an item of its own', async () => {
    const { world, github } = await stage();
    const pull = world.openPull({ author: 'dependabot' });
    world.closePull(pull);
    world.reopenPull(pull);
    const { readings, orphan } = await github.find({ kind: 'pull_request', number: pull });
    expect(readings).toEqual([]);
    expect(orphan?.facts).toMatchObject({
      number: pull,
      issue: null,
      reopenings: 1,
      author: { type: 'Bot' },
      pulls: [{ number: pull }],
    });
  });

  it('finds the pull request of a commit, before and after the merge', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    const { headSha, headRef } = world.pull(pull);
    const items = async (sha: string, branch: string | null) =>
      (await github.find({ kind: 'commit', sha, branch })).readings.map(({ facts }) => facts.number);
    expect(await items(headSha, headRef)).toEqual([issue]);
    const merge = world.merge(pull);
    expect(await items(merge, 'main')).toEqual([issue]);
    expect(fake.requests).toHaveLength(2);
    expect(await items('f'.repeat(40), null)).toEqual([]);
  });

  it("finds a fork's pull request by branch and commit, in two requests, and not by branch alone", async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue], fork: true, author: 'codertocat', headRef: 'patch-1' });
    const { headSha } = world.pull(pull);
    const found = await github.find({ kind: 'commit', sha: headSha, branch: 'patch-1' });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual([issue]);
    expect(fake.requests).toHaveLength(2);
    const stranger = await github.find({ kind: 'commit', sha: 'e'.repeat(40), branch: 'patch-1' });
    expect(stranger).toEqual({ readings: [], more: [], orphan: null });
  });
});

describe('writing', () => {
  it('comments, labels and statuses arrive', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue({ labels: ['bug', 'loopforge:approved'] });
    const pull = world.openPull();
    const comment = await github.createComment(issue, RECORD);
    expect((await github.read(issue)).comments[0]).toMatchObject({
      id: comment.id,
      databaseId: comment.databaseId,
      url: comment.url,
    });
    await github.setStateLabel(issue, {
      prefix: 'loopforge:',
      state: 'merged',
      current: ['bug', 'loopforge:approved'],
    });
    expect(world.issue(issue).labels.toSorted()).toEqual(['bug', 'loopforge:merged']);
    const { headSha } = world.pull(pull);
    await github.setCommitStatus({
      sha: headSha,
      context: 'loopforge',
      state: 'success',
      description: 'merged',
      targetUrl: null,
    });
    expect(world.state().statuses).toMatchObject([{ sha: headSha, context: 'loopforge', state: 'success' }]);
  });

  it('with a read-only token names the permission', async () => {
    const { world, github } = await stage({ scopes: ALL_READ });
    const issue = world.openIssue();
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({
      code: 'permission_missing',
      message: expect.stringContaining('issues: write'),
    });
    expect(world.comments(issue)).toEqual([]);
  });

  it('does not double a comment whose answer was lost', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({
      match: { method: 'POST', path: /comments/ },
      fault: { kind: 'status', status: 502, when: 'after' },
    });
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({ code: 'github_unreachable' });
    fake.faults.add({ match: { method: 'POST', path: /comments/ }, fault: { kind: 'reset', when: 'after' } });
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(world.comments(issue)).toHaveLength(2);
  });
});

describe('faults', () => {
  it.each([
    { kind: 'reset', when: 'before' },
    { kind: 'truncate' },
    { kind: 'status', status: 503, when: 'before' },
  ] as const)('a read survives $kind', async (fault) => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({ fault, match: { times: 2 } });
    expect((await github.read(issue)).facts.number).toBe(issue);
    expect(fake.requests).toHaveLength(3);
  });

  it.each([
    { kind: 'secondary-limit', retryAfter: 60 },
    { kind: 'primary-limit', resetIn: 600 },
  ] as const)('$kind is named', async (fault) => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    for (const match of [{ nth: 1 }, { nth: 1 }]) fake.faults.add({ fault, match });
    await expect(github.read(issue)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(github.createComment(issue, 'x'))
      .rejects.toMatchObject({ code: 'rate_limited' })
      .catch(() => {});
  });

  it('a part that failed is unavailable, the rest counts', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.check({ pull }, { conclusion: 'success' });
    const path = ['repository', 'item', 'pulls', 'nodes', 0, 'commits', 'nodes', 0, 'commit', 'statusCheckRollup'];
    fake.faults.add({ fault: { kind: 'partial', path, type: 'SERVICE_UNAVAILABLE' } });
    const reading = await github.read(issue);
    expect(pullOf(reading)).toMatchObject({ number: pull, checks: UNAVAILABLE, reviewDecision: null });
  });
});

describe('sweep', () => {
  it('lists open items and those closed lately', async () => {
    const { world, github } = await stage();
    const old = world.openIssue();
    world.closeIssue(old);
    world.advance(10 * 24 * 3600);
    const open = world.openIssue();
    world.comment(open, RECORD, { by: 'github-actions' });
    const taken = world.openIssue({ assignees: ['hubot'] });
    const closed = world.openIssue();
    world.closeIssue(closed);
    const pull = world.openPull({ closes: [taken] });
    const bulk = await github.bulk();
    const seen = new Map<number, readonly unknown[]>();
    for await (const item of bulk.listSweepItems({ since: '2026-11-25T00:00:00Z', pulls: true })) {
      seen.set(item.number, [item.kind, item.state, item.hasRecordComment, item.hasAssignee, item.hasOpenPull]);
    }
    expect(Object.fromEntries(seen)).toEqual({
      [open]: ['issue', 'open', true, false, false],
      [taken]: ['issue', 'open', false, true, true],
      [closed]: ['issue', 'closed', false, false, false],
      [pull]: ['pull_request', 'open', false, false, true],
    });
    expect((await bulk.read(open)).comments).toHaveLength(1);
  });
});
