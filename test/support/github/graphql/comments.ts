import { hasScope, mayEdit, talkScope } from '../identity.ts';
import { commentUrl } from '../rest/render-item.ts';
import { authorAssociation } from '../view.ts';
import type { Comment, Item, Revision } from '../world/model.ts';
import type { RepoState } from '../world/state.ts';
import { connection, type PageArgs } from './connection.ts';
import { type Graph, int32, type Node } from './graph.ts';
import { reactionFields } from './reactions.ts';

interface CommentArgs extends PageArgs {
  readonly orderBy?: { readonly direction: 'ASC' | 'DESC' } | null;
}

/** The `comments` of an issue or pull request: oldest first, or by their last change. */
export function commentsField(graph: Graph, repo: RepoState, item: Item) {
  return (args: CommentArgs) => {
    const all = repo.comments.get(item.number) ?? [];
    const ordered = args.orderBy == null ? all : byUpdate(all, args.orderBy.direction === 'ASC' ? 1 : -1);
    return connection(
      'comments',
      ordered,
      args,
      (comment) => comment.nodeId,
      (comment) => graph.comment(repo, comment),
    );
  };
}

/** Of two changed in the same second the later made counts as the later changed. */
function byUpdate(all: readonly Comment[], sign: 1 | -1): readonly Comment[] {
  return all.toSorted((a, b) => sign * (a.updatedAt.localeCompare(b.updatedAt) || a.databaseId - b.databaseId));
}

export function commentNode(graph: Graph, repo: RepoState, comment: Comment): Node {
  const item = repo.items.get(comment.on);
  const kind = item?.kind ?? 'issue';
  const { viewer } = graph.view;
  const editable = mayEdit(viewer, repo, kind, comment);
  const url = commentUrl(graph.view, repo, comment);
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    databaseId: int32(comment.databaseId),
    fullDatabaseId: String(comment.databaseId),
    url,
    resourcePath: new URL(url).pathname,
    body: comment.body,
    createdAt: comment.createdAt,
    publishedAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.edits.length === 0 ? null : (comment.edits.at(-1)?.editedAt ?? null),
    includesCreatedEdit: comment.includesCreatedEdit,
    author: () => graph.actor(comment.author),
    authorAssociation: authorAssociation(repo, comment.author),
    editor: () => graph.actor(comment.edits.at(-1)?.editor ?? null),
    userContentEdits: (args: PageArgs) =>
      connection(
        'userContentEdits',
        comment.edits.toReversed(),
        args,
        (one) => one.nodeId,
        (one) => editNode(graph, one),
      ),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    isPinned: comment.pinned,
    viewerDidAuthor: comment.author === viewer.login,
    viewerCanUpdate: editable,
    viewerCanDelete: editable,
    viewerCannotUpdateReasons: editable ? [] : ['INSUFFICIENT_ACCESS'],
    viewerCanReact: item?.locked !== true && hasScope(viewer, repo, talkScope(kind), 'write'),
    issue: () => (item === undefined ? null : item.kind === 'issue' ? graph.issue(repo, item) : null),
    pullRequest: () => (item?.kind === 'pull' ? graph.pull(repo, item) : null),
    repository: () => graph.repository(repo),
    ...reactionFields(graph, repo, comment.nodeId),
  };
}

/** `diff`, despite its name, is the whole body after the edit; null once somebody deleted the revision. */
function editNode(graph: Graph, edit: Revision): Node {
  return {
    __typename: 'UserContentEdit',
    id: edit.nodeId,
    createdAt: edit.editedAt,
    editedAt: edit.editedAt,
    updatedAt: edit.deletedAt ?? edit.editedAt,
    editor: () => graph.actor(edit.editor),
    diff: edit.body,
    deletedAt: edit.deletedAt,
    deletedBy: () => graph.actor(edit.deletedBy),
  };
}
