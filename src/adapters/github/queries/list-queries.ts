import { ACTOR_FRAGMENT, commentsBy, REPO_FRAGMENT, TRANSFERS } from './fragments.ts';
import type { Query } from './queries.ts';

/**
 * What one page shows of an item: as many comments as a reading of it alone, so that both find the same record. What
 * would be a connection for each comment (its revisions) is left out: it made a page ten times as dear.
 */
const LISTED_ITEM = `__typename id number url createdAt
  ${commentsBy('Listed')}`;

const PARTS = `fragment Listed on IssueComment {
  id fullDatabaseId url body createdAt lastEditedAt viewerDidAuthor author { ...Who } editor { ...Who }
}
${REPO_FRAGMENT}
${ACTOR_FRAGMENT}`;

/** One page of all issues, the first one created first; with `begin` also the repository and its config file. */
export const LIST_ISSUES_QUERY = listQuery('ListIssues', 'issues', `${LISTED_ITEM} ${TRANSFERS}`);

/** One page of all pull requests. */
export const LIST_PULLS_QUERY = listQuery('ListPulls', 'pullRequests', LISTED_ITEM);

function listQuery(name: string, connection: string, fields: string): Query {
  return {
    name,
    text: `query ${name}($owner: String!, $name: String!, $config: String!, $begin: Boolean!, $count: Int!, $after: String) {
  rateLimit { cost remaining resetAt } viewer @include(if: $begin) { login databaseId }
  repository(owner: $owner, name: $name) { ...Repo @include(if: $begin)
    items: ${connection}(first: $count, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor } nodes { ${fields} } } } }
${PARTS}`,
  };
}
