import { describe, expect, it } from 'vitest';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, REPO, rest, tokenOf } from './ask.ts';

const LIMIT = 262_144;

describe('comments over REST', () => {
  it('may have 262,144 bytes and not one more, in characters of any width', async () => {
    const fake = createFakeGitHub();
    fake.world.openIssue();
    const statuses: number[] = [];
    for (const body of ['x'.repeat(LIMIT), 'x'.repeat(LIMIT + 1), 'é'.repeat(LIMIT / 2), 'é'.repeat(LIMIT / 2 + 1)]) {
      statuses.push((await rest(fake, `POST ${REPO}/issues/1/comments`, { body })).status);
    }
    expect(statuses).toEqual([201, 422, 201, 422]);
    const id = fake.world.comments(1)[0]?.databaseId;
    const edit = await rest(fake, `PATCH ${REPO}/issues/comments/${id}`, { body: 'x'.repeat(LIMIT + 1) });
    expect(edit.status).toBe(422);
    expect(at(edit.body, 'errors', 0, 'message')).toBe('body is too long (maximum is 65536 characters)');
    fake.assertClean();
  });

  it('end at 2,500 to an issue', async () => {
    const fake = createFakeGitHub();
    const issue = fake.world.openIssue();
    for (let number = 0; number < 2500; number += 1) fake.world.comment(issue, 'x');
    const refused = await rest(fake, `POST ${REPO}/issues/1/comments`, { body: 'one more' });
    expect(refused.status).toBe(403);
    expect(at(refused.body, 'message')).toBe('Commenting is disabled on issues with more than 2500 comments');
  });

  it('cannot be made on a locked issue by those who cannot write', async () => {
    const fake = createFakeGitHub();
    fake.world.lock(fake.world.openIssue());
    const post = (login: string) => rest(fake, `POST ${REPO}/issues/1/comments`, { body: 'x' }, tokenOf(login));
    expect((await post('codertocat')).status).toBe(403);
    expect((await post('hubot')).status).toBe(201);
  });

  it('are gone after a delete', async () => {
    const fake = createFakeGitHub();
    const id = fake.world.comment(fake.world.openIssue(), 'x');
    const paths = [`DELETE ${REPO}/issues/comments/${id}`, `GET ${REPO}/issues/comments/${id}`];
    const statuses: number[] = [];
    for (const path of [...paths, ...paths]) statuses.push((await rest(fake, path)).status);
    expect(statuses).toEqual([204, 404, 404, 404]);
    fake.assertClean();
  });
});

describe('reactions over REST', () => {
  it('are made once per actor: 201, then 200 with the same one', async () => {
    const fake = createFakeGitHub();
    fake.world.openIssue();
    const react = (token?: string) => rest(fake, `POST ${REPO}/issues/1/reactions`, { content: 'hooray' }, token);
    const first = await react();
    fake.world.advance(30);
    const again = await react();
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(at(again.body, 'created_at')).toBe('2026-11-22T08:00:00Z');
    expect((await react(tokenOf('hubot'))).status).toBe(201);
    expect(fake.world.reactions({ number: 1 })).toHaveLength(2);
  });

  it('are removed by id, by whoever made them', async () => {
    const fake = createFakeGitHub();
    const comment = fake.world.comment(fake.world.openIssue(), 'x');
    const path = `${REPO}/issues/comments/${comment}/reactions`;
    const id = at((await rest(fake, `POST ${path}`, { content: 'eyes' })).body, 'id');
    expect((await rest(fake, `DELETE ${path}/${id}`, undefined, tokenOf('hubot'))).status).toBe(403);
    expect((await rest(fake, `DELETE ${path}/${id}`)).status).toBe(204);
    expect((await rest(fake, `DELETE ${path}/${id}`)).status).toBe(404);
    expect((await rest(fake, `POST ${path}`, { content: 'eyes' })).status).toBe(201);
    fake.assertClean();
  });
});
