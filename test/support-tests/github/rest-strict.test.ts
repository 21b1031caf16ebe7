import { describe, expect, it } from 'vitest';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, REPO, rest, tokenOf } from './ask.ts';

describe('a request that GitHub does not know', () => {
  it.each([
    ['an unknown route', 'GET /repos/acme/widgets/nonsense', undefined, 404, 'unknown_route'],
    ['an unknown method', `PUT ${REPO}/issues/1/comments`, { body: 'x' }, 404, 'unknown_route'],
    ['an unknown query parameter', `GET ${REPO}/issues?page_size=5`, undefined, 422, 'bad_query'],
    ['a parameter of the wrong kind', `GET ${REPO}/issues?per_page=many`, undefined, 422, 'bad_query'],
    ['a word that is not among the allowed', `GET ${REPO}/issues?state=done`, undefined, 422, 'bad_query'],
    ['a body that lacks a field', `POST ${REPO}/issues/1/comments`, {}, 422, 'bad_body'],
    ['a field of the wrong type', `POST ${REPO}/issues/1/comments`, { body: 7 }, 422, 'bad_body'],
    ['a field that the description lacks', `POST ${REPO}/issues/1/comments`, { body: 'x', text: 'y' }, 422, 'bad_body'],
    ['an unknown reaction', `POST ${REPO}/issues/1/reactions`, { content: 'tada' }, 422, 'bad_body'],
    ['a missing body', `POST ${REPO}/issues/1/comments`, undefined, 422, 'bad_body'],
    ['a body where there is none', `DELETE ${REPO}/issues/comments/1`, { body: 'x' }, 422, 'bad_body'],
  ])('%s is refused and reported', async (_, route, body, status, kind) => {
    const fake = createFakeGitHub();
    fake.world.openIssue();
    expect((await rest(fake, route, body)).status).toBe(status);
    expect(fake.violations).toMatchObject([{ kind }]);
    expect(() => fake.assertClean()).toThrow(kind);
  });
});

describe('answers', () => {
  it('of every route fit the description', async () => {
    const fake = createFakeGitHub();
    const { world } = fake;
    const issue = world.openIssue({ labels: ['bug'], assignees: ['hubot'] });
    const pull = world.openPull({
      author: 'codertocat',
      fork: true,
      closes: [issue],
      reviewers: ['hubot'],
      draft: true,
    });
    const comment = world.comment(issue, 'hi', { by: 'github-actions', app: 'github-actions' });
    const { run } = world.check(pull, { conclusion: 'success' });
    world.enableAutoMerge(pull);
    world.putFile('docs/a b.md', 'text');
    const sha = world.pull(pull).headSha;
    const routes: readonly [string, ({ readonly [key: string]: string | string[] } | undefined)?][] = [
      ['GET /rate_limit'],
      [`GET ${REPO}`],
      [`GET ${REPO}/issues?state=all&labels=bug&sort=updated&direction=asc&per_page=10&page=1`],
      [`GET ${REPO}/issues/${issue}`],
      [`GET ${REPO}/issues/${pull}`],
      [`GET ${REPO}/issues/${issue}/comments?since=2020-01-01T00:00:00Z`],
      [`GET ${REPO}/issues/comments/${comment}`],
      [`PATCH ${REPO}/issues/comments/${comment}`, { body: 'ho' }],
      [`POST ${REPO}/issues/comments/${comment}/reactions`, { content: 'eyes' }],
      [`GET ${REPO}/issues/comments/${comment}/reactions?content=eyes`],
      [`POST ${REPO}/issues/${issue}/labels`, { labels: ['loopforge:merged'] }],
      [`GET ${REPO}/issues/${issue}/labels`],
      [`DELETE ${REPO}/issues/${issue}/labels/loopforge%3Amerged`],
      [`POST ${REPO}/labels`, { name: 'new', color: 'ff00ff', description: 'd' }],
      [`POST ${REPO}/statuses/${sha}`, { state: 'success', context: 'loopforge', description: 'fine' }],
      [`GET ${REPO}/commits/${sha}/statuses`],
      [`GET ${REPO}/pulls?state=all&base=main`],
      [`GET ${REPO}/pulls/${pull}`],
      [`GET ${REPO}/contents/docs/a%20b.md`],
      [`PUT ${REPO}/contents/new.txt`, { message: 'm', content: 'aGk=' }],
      [`GET ${REPO}/git/ref/heads/main`],
      [`POST ${REPO}/git/refs`, { ref: 'refs/heads/other', sha }],
      [`GET ${REPO}/actions/runs?head_sha=${sha}&event=pull_request`],
      [`GET ${REPO}/actions/runs/${run}`],
      [`GET ${REPO}/collaborators/hubot/permission`],
      [`POST ${REPO}/dispatches`, { event_type: 'done' }],
    ];
    for (const [route, body] of routes) expect((await rest(fake, route, body)).status, route).toBeLessThan(300);
    expect((await rest(fake, 'GET /user', undefined, tokenOf('hubot'))).body).toMatchObject({
      login: 'hubot',
      id: 480938,
    });
    fake.assertClean();
    expect(fake.dispatches).toEqual([{ eventType: 'done', payload: {} }]);
  });

  it('come in pages that lead on', async () => {
    const fake = createFakeGitHub();
    const issue = fake.world.openIssue();
    for (let number = 0; number < 5; number += 1) fake.world.comment(issue, `comment ${number}`);
    const seen: string[] = [];
    let next = `${REPO}/issues/${issue}/comments?per_page=2`;
    while (next !== '') {
      const { body, headers } = await rest(fake, `GET ${next}`);
      for (const index of [0, 1]) seen.push(String(at(body, index, 'body')));
      const link: string = /<https:\/\/api\.github\.com([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1] ?? '';
      next = link;
    }
    expect(seen).toEqual(['comment 0', 'comment 1', 'comment 2', 'comment 3', 'comment 4', 'undefined']);
  });

  it('bear the time of the world and what is left of the hour', async () => {
    const fake = createFakeGitHub();
    fake.world.at('2026-11-22T08:41:07Z');
    const { headers } = await rest(fake, `GET ${REPO}`);
    expect(headers['date']).toBe('Sun, 22 Nov 2026 08:41:07 GMT');
    expect(headers).toMatchObject({ 'x-ratelimit-used': '1', 'x-ratelimit-resource': 'core' });
  });
});
