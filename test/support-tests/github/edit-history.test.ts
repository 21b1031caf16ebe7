import { describe, expect, it } from 'vitest';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { createWorld } from '../../support/github/world/world.ts';
import { at, graphql } from './ask.ts';

const EDITS = `query Edits($id: ID!) { node(id: $id) { ... on IssueComment { body lastEditedAt includesCreatedEdit
  editor { login } userContentEdits(first: 10) { totalCount nodes { editedAt editor { login } diff deletedAt deletedBy { login } } } } } }`;

async function history(options: { countCreation?: boolean; coalesceSeconds?: number }, edits: readonly string[]) {
  const world = createWorld();
  Object.assign(world.settings, options);
  const fake = createFakeGitHub({ world });
  const comment = world.comment(world.openIssue(), 'one', { by: 'github-actions' });
  for (const body of edits) {
    world.advance(10);
    world.editComment(comment, body, { by: 'hubot' });
  }
  const read = async () =>
    at((await graphql(fake, EDITS, { id: world.commentById(comment).nodeId })).body, 'data', 'node');
  return { world, fake, comment, read };
}

describe('the edit history of a comment', () => {
  it('is empty while nobody edited it', async () => {
    const { read, fake } = await history({}, []);
    expect(await read()).toMatchObject({
      lastEditedAt: null,
      editor: null,
      includesCreatedEdit: false,
      userContentEdits: { totalCount: 0, nodes: [] },
    });
    fake.assertClean();
  });

  it('holds whole bodies, newest first, the creation among them', async () => {
    const { read } = await history({ countCreation: true }, ['two', 'three']);
    expect(await read()).toMatchObject({
      body: 'three',
      includesCreatedEdit: true,
      editor: { login: 'hubot' },
      userContentEdits: {
        totalCount: 3,
        nodes: [
          { diff: 'three', editedAt: '2026-11-22T08:00:20Z' },
          { diff: 'two' },
          { diff: 'one', editor: { login: 'github-actions' }, editedAt: '2026-11-22T08:00:00Z' },
        ],
      },
    });
  });

  it('can be counted without the creation', async () => {
    const { read } = await history({ countCreation: false }, ['two', 'three']);
    expect(await read()).toMatchObject({
      includesCreatedEdit: false,
      userContentEdits: { totalCount: 2, nodes: [{ diff: 'three' }, { diff: 'two' }] },
    });
  });

  it('can let edits of one person in quick order run together', async () => {
    const { read } = await history({ coalesceSeconds: 15 }, ['two', 'three', 'four']);
    expect(await read()).toMatchObject({
      userContentEdits: { totalCount: 2, nodes: [{ diff: 'four' }, { diff: 'one' }] },
    });
  });

  it('keeps who and when of a deleted revision, not its text', async () => {
    const { world, comment, read } = await history({}, ['secret', 'clean']);
    world.deleteRevision(comment, 1, { by: 'monalisa' });
    expect(at((await read()) ?? null, 'userContentEdits', 'nodes', 1)).toMatchObject({
      diff: null,
      editor: { login: 'hubot' },
      deletedBy: { login: 'monalisa' },
      deletedAt: '2026-11-22T08:00:20Z',
    });
  });

  it('leaves one event behind when the comment is deleted', async () => {
    const { world, comment } = await history({}, []);
    world.deleteComment(comment, { by: 'octocat' });
    expect(world.comments(1)).toEqual([]);
    expect(world.timeline(1)).toMatchObject([
      { kind: 'CommentDeletedEvent', actor: 'octocat', deletedCommentAuthor: 'github-actions' },
    ]);
  });
});
