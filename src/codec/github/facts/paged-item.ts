import { type ItemComments, type PagedItem, type SeenComment, UNAVAILABLE } from '../../../core/model.ts';
import { type Answer, known } from '../answer/index.ts';
import { commentsOf, seenComment } from '../comments/index.ts';
import { type RepoView, transfersOf } from './item.ts';

/** One item of a page of the list of all. Throws where not even its number and its date are there. */
export function pagedItem(repo: RepoView, item: Answer): PagedItem {
  const seen = known(() => commentsIn(repo, item));
  return {
    number: item.number('number'),
    createdAt: item.time('createdAt'),
    settings: repo,
    seen: seen === UNAVAILABLE ? null : seen,
  };
}

function commentsIn(repo: RepoView, item: Answer): ItemComments<SeenComment> {
  const url = item.text('url');
  const { comments, allSeen } = commentsOf(item, seenComment);
  // A pull request stays where it is.
  const transfers =
    item.text('__typename') === 'Issue' ? transfersOf(item) : { transferredFrom: [], allTransfersSeen: true };
  return {
    host: new URL(url).hostname,
    repoId: repo.id,
    itemId: item.text('id'),
    facts: { repo: repo.name, number: item.number('number'), url },
    viewer: repo.viewer,
    comments,
    allCommentsSeen: allSeen,
    ...transfers,
  };
}
