import { describe, expect, it } from 'vitest';
import { ALL_READ, actionsIdentity, LEAST } from '../../support/github/identity.ts';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { createWorld } from '../../support/github/world/world.ts';
import { at, REPO, rest, tokenOf } from './ask.ts';

describe('tokens over REST', () => {
  it('are asked for, and must be good', async () => {
    const fake = createFakeGitHub();
    expect((await rest(fake, `GET ${REPO}`, undefined, null)).status).toBe(401);
    const bad = await rest(fake, `GET ${REPO}`, undefined, 'made-up');
    expect([bad.status, at(bad.body, 'message')]).toEqual([401, 'Bad credentials']);
  });

  it('of a fork run read and do not write', async () => {
    const fake = createFakeGitHub({ scopes: ALL_READ });
    const comment = fake.world.comment(fake.world.openIssue(), 'x', { by: 'github-actions' });
    expect((await rest(fake, `GET ${REPO}/issues/1/comments`)).status).toBe(200);
    const refused = [
      await rest(fake, `POST ${REPO}/issues/1/comments`, { body: 'x' }),
      await rest(fake, `PATCH ${REPO}/issues/comments/${comment}`, { body: 'y' }),
      await rest(fake, `POST ${REPO}/issues/1/reactions`, { content: 'eyes' }),
      await rest(fake, `POST ${REPO}/issues/1/labels`, { labels: ['x'] }),
      await rest(fake, `POST ${REPO}/statuses/${'0'.repeat(40)}`, { state: 'success' }),
    ];
    for (const { status, body } of refused) {
      expect([status, at(body, 'message')]).toEqual([403, 'Resource not accessible by integration']);
    }
    expect(fake.world.commentById(comment).body).toBe('x');
    fake.assertClean();
  });

  it('with issues: write comment on issues, and on pull requests only with pull-requests: write', async () => {
    const fake = createFakeGitHub({ scopes: LEAST });
    fake.world.openIssue();
    fake.world.openPull();
    const post = (number: number) => rest(fake, `POST ${REPO}/issues/${number}/comments`, { body: 'x' });
    expect([(await post(1)).status, (await post(2)).status]).toEqual([201, 403]);
    fake.setScopes({ ...LEAST, pull_requests: 'write' });
    expect((await post(2)).status).toBe(201);
  });

  it.each([
    ['statuses', `GET ${REPO}/commits/main/statuses`],
    ['actions', `GET ${REPO}/actions/runs`],
    ['contents', `GET ${REPO}/contents/README.md`],
    ['pull_requests', `GET ${REPO}/pulls`],
    ['issues', `GET ${REPO}/issues`],
  ])('without %s cannot read there', async (scope, route) => {
    const fake = createFakeGitHub({ scopes: { ...ALL_READ, [scope]: 'none' } });
    fake.world.putFile('README.md', 'x');
    expect((await rest(fake, route)).status).toBe(403);
    fake.setScopes(ALL_READ);
    expect((await rest(fake, route)).status).toBe(200);
  });

  it('of GITHUB_TOKEN are no user', async () => {
    expect((await rest(createFakeGitHub(), 'GET /user')).status).toBe(403);
  });

  it('do not see a private repository that is not theirs', async () => {
    const world = createWorld({ private: true });
    const fake = createFakeGitHub({ world });
    world.openIssue();
    const get = async (token?: string) => (await rest(fake, `GET ${REPO}/issues/1`, undefined, token)).status;
    fake.setToken('elsewhere', actionsIdentity('acme/other'));
    expect([await get(tokenOf('codertocat')), await get('elsewhere')]).toEqual([404, 404]);
    expect([await get(tokenOf('hubot')), await get()]).toEqual([200, 200]);
  });

  it('of people do what their role allows', async () => {
    const fake = createFakeGitHub();
    const { world } = fake;
    world.addUser('helper', { role: 'triage' });
    const comment = world.comment(world.openIssue(), 'x', { by: 'github-actions' });
    const label = (login: string) => rest(fake, `POST ${REPO}/issues/1/labels`, { labels: ['x'] }, tokenOf(login));
    const edit = (login: string) =>
      rest(fake, `PATCH ${REPO}/issues/comments/${comment}`, { body: login }, tokenOf(login));
    expect([(await label('codertocat')).status, (await label('helper')).status]).toEqual([403, 200]);
    expect([(await edit('helper')).status, (await edit('hubot')).status]).toEqual([403, 200]);
    expect(world.commentById(comment).edits.at(-1)?.editor).toBe('hubot');
  });

  it('show bots with [bot] and by their app', async () => {
    const fake = createFakeGitHub();
    fake.world.openIssue();
    const made = await rest(fake, `POST ${REPO}/issues/1/comments`, { body: 'x' });
    expect(made.body).toMatchObject({
      user: { login: 'github-actions[bot]', id: 41898282, type: 'Bot' },
      performed_via_github_app: { slug: 'github-actions', id: 15368 },
    });
  });
});
