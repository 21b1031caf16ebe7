import { commentFact, oldestFirst, type Page, recordComments } from '../../../codec/github/index.ts';
import {
  type CommentFact,
  type CommentRef,
  LoopForgeError,
  trustedCommentId,
  trustedNodeId,
  type WriteOptions,
} from '../../../core/model.ts';
import { CONVERSATION_PERMISSIONS, type Session } from '../client/index.ts';
import { COMMENTS_QUERY } from '../queries/index.ts';

/** An issue takes 2,500 comments; this is twice that. */
const MAX_PAGES = 50;
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

/** Every comment that may hold a record, oldest first. Throws when a page could not be read whole. */
export async function readAllComments(session: Session, number: number): Promise<readonly CommentFact[]> {
  const found: CommentFact[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { nodes, next }: Page = await readPage(session, number, after);
    found.push(...recordComments(nodes, commentFact));
    if (next === null) return found.sort(oldestFirst);
    after = next;
  }
  throw new LoopForgeError('record_unreadable', `${session.name}#${number} has more comments than can be read.`);
}

async function readPage(session: Session, number: number, after: string | null): Promise<Page> {
  const { data } = await session.ask(COMMENTS_QUERY, { number, after });
  return data.at('repository', 'item').page('comments');
}

/** Writes a new comment. The request is never repeated: when its answer is lost, the comment may exist. */
export async function createComment(
  session: Session,
  number: number,
  body: string,
  { budgetMs }: WriteOptions = {},
): Promise<CommentRef> {
  const { data } = await session.rest({
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    params: { issue_number: number, body },
    what: `write a comment on ${session.name}#${number}`,
    needs: CONVERSATION_PERMISSIONS,
    kind: 'create',
    budgetMs,
  });
  return {
    id: trustedNodeId(data.text('node_id')),
    databaseId: trustedCommentId(data.id('id')),
    url: data.text('html_url'),
  };
}

/** Replaces a comment's text. Never repeated either: a late repeat could undo what another wrote meanwhile. */
export async function editComment(
  session: Session,
  comment: CommentRef,
  body: string,
  { budgetMs }: WriteOptions = {},
): Promise<void> {
  await session.rest({
    route: `PATCH ${COMMENT}`,
    params: { comment_id: comment.databaseId, body },
    what: `edit the comment ${comment.url}`,
    needs: CONVERSATION_PERMISSIONS,
    kind: 'edit',
    budgetMs,
  });
}

/** Removes a comment; one that is gone already is fine. */
export async function deleteComment(session: Session, comment: CommentRef): Promise<void> {
  try {
    await session.rest({
      route: `DELETE ${COMMENT}`,
      params: { comment_id: comment.databaseId },
      what: `delete the comment ${comment.url}`,
      needs: CONVERSATION_PERMISSIONS,
      kind: 'remove',
    });
  } catch (error) {
    const gone = error instanceof LoopForgeError && error.code === 'not_found';
    if (!gone) throw error;
  }
}
