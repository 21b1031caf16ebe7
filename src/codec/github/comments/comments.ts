import { type CommentFact, isBefore, type SeenComment, trustedCommentId, trustedNodeId } from '../../../core/model.ts';
import { mayHoldRecord } from '../../record/index.ts';
import { type Answer, actorOf, lastEditOf } from '../answer/index.ts';

/** What the first look at an item's comments shows. */
export interface CommentsView<C> {
  readonly comments: readonly C[];
  readonly allSeen: boolean;
}

/**
 * Joins the first comments and the recently edited ones: candidates for a record, oldest first, each once. Throws
 * when the comments could not be read at all, because an unread record is not an absent one.
 * @param read as much of a comment as the answer shows
 */
export function commentsOf<C extends SeenComment>(item: Answer, read: (comment: Answer) => C): CommentsView<C> {
  const total = item.count('old');
  const seen = new Map<string, Answer>();
  for (const comment of ['old', 'recent'].flatMap((list) => item.at(list, 'nodes').members())) {
    if (!comment.missing) seen.set(comment.text('id'), comment);
  }
  return { comments: recordComments([...seen.values()], read), allSeen: seen.size >= total };
}

/** Among one page of comments those that may hold a record, and those that may have held one; oldest first. */
export function recordComments<C extends SeenComment>(
  comments: readonly Answer[],
  read: (comment: Answer) => C,
): readonly C[] {
  return comments
    .filter((comment) => mayHoldRecord(comment.text('body')) || lastEditOf(comment) !== null)
    .map(read)
    .sort(oldestFirst);
}

/** Somebody else than its author edited it: it may have been a record. */
export function isOverwritten(comment: Answer): boolean {
  const login = (who: string): string => comment.orNull(who)?.text('login') ?? '';
  return lastEditOf(comment) !== null && login('editor') !== login('author');
}

/** Order of creation; the number decides within one second. */
export function oldestFirst(one: SeenComment, other: SeenComment): number {
  if (one.createdAt !== other.createdAt) return isBefore(one.createdAt, other.createdAt) ? -1 : 1;
  return one.databaseId.length - other.databaseId.length || (one.databaseId < other.databaseId ? -1 : 1);
}

/** All of a comment. */
export function commentFact(comment: Answer): CommentFact {
  const viewerCanUpdate = comment.flag('viewerCanUpdate');
  return { ...seenComment(comment), viewerCanUpdate, revisions: revisionsOf(comment) };
}

/** A comment of a list of many items, which does not ask for more. */
export function seenComment(comment: Answer): SeenComment {
  return {
    id: trustedNodeId(comment.text('id')),
    databaseId: trustedCommentId(comment.id('fullDatabaseId')),
    url: comment.text('url'),
    body: comment.text('body'),
    createdAt: comment.time('createdAt'),
    lastEditedAt: lastEditOf(comment),
    author: actorOf(comment.orNull('author')),
    editor: actorOf(comment.orNull('editor')),
    viewerDidAuthor: comment.flag('viewerDidAuthor'),
  };
}

/** GitHub counts edits with or without the creation; both ways, this is how many bodies there were. */
function revisionsOf(comment: Answer): number {
  const edits = comment.count('userContentEdits');
  if (edits === 0) return 1;
  return comment.flag('includesCreatedEdit') ? edits : edits + 1;
}
