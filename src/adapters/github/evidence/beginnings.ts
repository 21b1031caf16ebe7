import { editOf } from '../../../codec/github/index.ts';
import type { CommentRef, EditFact } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { ACTOR_FRAGMENT, type Query } from '../queries/index.ts';

/** The oldest revisions of several comments, newest first. A deleted text leaves its place, so one is not enough. */
export const BEGINNINGS_QUERY: Query = {
  name: 'Beginnings',
  text: `query Beginnings($ids: [ID!]!) { rateLimit { cost remaining resetAt }
  nodes(ids: $ids) { ... on IssueComment { userContentEdits(last: 3) { totalCount
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } } } } } }
${ACTOR_FRAGMENT}`,
};

/** A revision holds a whole body. */
const AT_ONCE = 25;

/** The oldest revisions that GitHub lists of each comment, newest first. Throws when one could not be read. */
export async function readBeginnings(
  session: Session,
  comments: readonly CommentRef[],
): Promise<readonly (readonly EditFact[])[]> {
  const beginnings: (readonly EditFact[])[] = [];
  for (let from = 0; from < comments.length; from += AT_ONCE) {
    const ids = comments.slice(from, from + AT_ONCE).map(({ id }) => id);
    const { data } = await session.askNode(BEGINNINGS_QUERY, { ids });
    beginnings.push(...ids.map((_, index) => data.at('nodes', index, 'userContentEdits').list('nodes').map(editOf)));
  }
  return beginnings;
}
