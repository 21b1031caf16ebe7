import { describe, expect, it } from 'vitest';
import { Answer } from '../../../../src/codec/github/answer/answer.ts';
import { commentFact, commentsOf } from '../../../../src/codec/github/comments/comments.ts';
import { rawComment, who } from '../../github-raw.ts';

function view(old: readonly unknown[], recent: readonly unknown[], totalCount: number) {
  return commentsOf(new Answer({ old: { totalCount, nodes: old }, recent: { nodes: recent } }), commentFact);
}

describe('commentsOf', () => {
  it('joins both lists without doubles, oldest first, and drops what cannot hold a record', () => {
    const late = rawComment(9, { createdAt: '2026-11-03T08:00:00Z' });
    const talk = rawComment(5, { body: 'I quote: <!-- loopforge:record' });
    const segment = rawComment(7, { body: '<!-- loopforge:segment\n{}\n-->' });
    const { comments, allSeen } = view([rawComment(10), talk], [late, rawComment(10), segment], 4);
    expect(comments.map(({ databaseId }) => databaseId)).toEqual(['7', '10', '9']);
    expect(allSeen).toBe(true);
  });

  it('keeps what was edited, whoever did it: it may have been a record', () => {
    const edited = { body: 'hi', lastEditedAt: '2026-11-04T08:00:00Z' };
    const byAnother = rawComment(1, { ...edited, editor: who('octocat', 583231) });
    const byItself = rawComment(2, { ...edited, editor: who('github-actions', 41898282, 'Bot') });
    const byGhost = rawComment(3, edited);
    const never = rawComment(4, { body: 'hi' });
    const { comments } = view([byAnother, byItself, byGhost, never], [], 4);
    expect(comments.map(({ databaseId }) => databaseId)).toEqual(['1', '2', '3']);
  });

  it('knows when comments were not looked at', () => {
    expect(view([rawComment(1)], [rawComment(2)], 3).allSeen).toBe(false);
    expect(view([rawComment(1), null], [], 2).allSeen).toBe(false);
    expect(view([], [], 0)).toEqual({ comments: [], allSeen: true });
  });

  it.each([
    [0, false, 1],
    [0, true, 1],
    [1, false, 2],
    [2, true, 2],
    [5, false, 6],
    [5, true, 5],
  ])('counts %d edits (creation among them: %s) as %d bodies', (totalCount, includesCreatedEdit, revisions) => {
    const comment = rawComment(1, { userContentEdits: { totalCount }, includesCreatedEdit });
    expect(view([comment], [], 1).comments[0]?.revisions).toBe(revisions);
  });

  it('keeps everything that deciding about a comment needs', () => {
    const edited = rawComment(3, {
      lastEditedAt: '2026-11-04T08:00:00.5Z',
      editor: { __typename: 'User', login: 'octocat', databaseId: 583231 },
      viewerDidAuthor: false,
      viewerCanUpdate: false,
      author: null,
    });
    expect(view([edited], [], 1).comments).toEqual([
      {
        id: 'IC_3',
        databaseId: '3',
        url: 'https://github.com/acme/widgets/issues/42#issuecomment-3',
        body: '<!-- loopforge:record\n{}\n-->',
        createdAt: '2026-11-01T08:00:10Z',
        lastEditedAt: '2026-11-04T08:00:00Z',
        author: null,
        editor: { id: '583231', login: 'octocat', type: 'User' },
        viewerDidAuthor: false,
        viewerCanUpdate: false,
        revisions: 1,
      },
    ]);
  });

  it('refuses to take unread comments for absent ones', () => {
    const errors = [{ type: 'FORBIDDEN', message: 'no', path: ['old'] }];
    expect(() => commentsOf(new Answer({ old: null, recent: null }, errors), commentFact)).toThrow(
      expect.objectContaining({ code: 'permission_missing' }),
    );
  });
});
