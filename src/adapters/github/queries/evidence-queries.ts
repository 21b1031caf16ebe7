import { ACTOR_FRAGMENT } from './fragments.ts';
import type { Query } from './queries.ts';

/** A revision holds a whole body, so pages are small. */
const REVISIONS = `pageInfo { hasNextPage endCursor }
    nodes { editedAt editor { ...Who } diff deletedAt deletedBy { ...Who } }`;

const EVENTS = `pageInfo { hasNextPage endCursor }
      nodes { __typename
        ... on ClosedEvent { createdAt actor { ...Who } }
        ... on ReopenedEvent { createdAt actor { ...Who } }
        ... on AssignedEvent { createdAt actor { ...Who } }
        ... on CommentDeletedEvent { createdAt actor { ...Who } deletedCommentAuthor { ...Who } } }`;

const TYPES = 'CLOSED_EVENT, REOPENED_EVENT, ASSIGNED_EVENT, COMMENT_DELETED_EVENT';

const timeline = (after: string) => `item: issueOrPullRequest(number: $number) {
    ... on Issue { timelineItems(first: 100${after}, itemTypes: [${TYPES}]) { ${EVENTS} } }
    ... on PullRequest { timelineItems(first: 100${after}, itemTypes: [${TYPES}]) { ${EVENTS} } } }`;

/**
 * What GitHub remembers of one item: its timeline, the newest revisions of its record comment, and pull requests by
 * repository and number (variables `o0`, `r0`, `n0`, …).
 */
export function evidenceQuery(pulls: number, hasComment: boolean): Query {
  const indexes = Array.from({ length: pulls }, (_, index) => index);
  const variables = indexes.map((index) => `, $o${index}: String!, $r${index}: String!, $n${index}: Int!`).join('');
  const asked = indexes.map((index) => {
    return `p${index}: repository(owner: $o${index}, name: $r${index}) { pullRequest(number: $n${index}) { ...Remembered } }`;
  });
  const remembered = `fragment Remembered on PullRequest { createdAt author { ...Who } headRefOid merged mergedAt mergedBy { ...Who }
  reviews(first: 100) { pageInfo { hasNextPage } nodes { id state submittedAt author { ...Who } commit { oid } } }
  dismissals: timelineItems(first: 100, itemTypes: [REVIEW_DISMISSED_EVENT]) { pageInfo { hasNextPage } nodes { ... on ReviewDismissedEvent {
    previousReviewState review { id } } } } }`;
  return {
    name: 'Evidence',
    text: `query Evidence($owner: String!, $name: String!, $number: Int!${hasComment ? ', $comment: ID!' : ''}${variables}) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { ${timeline('')} }
  ${hasComment ? `comment: node(id: $comment) { ... on IssueComment { userContentEdits(first: 25) { ${REVISIONS} } } }` : ''}
  ${asked.join('\n  ')} }
${pulls === 0 ? '' : remembered}
${ACTOR_FRAGMENT}`,
  };
}

/** A further page of an item's timeline. */
export const TIMELINE_QUERY: Query = {
  name: 'Timeline',
  text: `query Timeline($owner: String!, $name: String!, $number: Int!, $after: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { ${timeline(', after: $after')} } }
${ACTOR_FRAGMENT}`,
};

/** One page of a comment's revisions, newest first. */
export const REVISIONS_QUERY: Query = {
  name: 'Revisions',
  text: `query Revisions($comment: ID!, $after: String) { rateLimit { cost remaining resetAt }
  comment: node(id: $comment) { ... on IssueComment { userContentEdits(first: 25, after: $after) { ${REVISIONS} } } } }
${ACTOR_FRAGMENT}`,
};

/** The text of a file at a revision. */
export const TEXT_QUERY: Query = {
  name: 'Text',
  text: `query Text($owner: String!, $name: String!, $expression: String!) { rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) { object(expression: $expression) { ... on Blob { text } } } }`,
};
